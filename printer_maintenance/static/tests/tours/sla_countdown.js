/** The promises of a request run before people's eyes; the same steps in English and in Chinese. */

import { delay } from "@web/core/utils/concurrency";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const CONFIRM = ".o_printer_clock[data-milestone=confirm]";

async function shownAfterTwoSeconds(anchor) {
    const before = anchor.textContent;
    await delay(2100);
    return { before, after: anchor.textContent };
}

function call(model, method, ...args) {
    return rpc(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs: {} });
}

function shownTicketId() {
    return Number(document.location.pathname.split("/").at(-1));
}

/** What somebody else does meanwhile, on the server. */
function elsewhere(method, ...args) {
    return call("helpdesk.ticket", method, [shownTicketId()], ...args);
}

/** The director corrects the time of the report. */
async function correctReport(moment) {
    const [dialogId] = await call("printer.fact.correct", "create", [
        {
            ticket_id: shownTicketId(),
            fact: "reported_at",
            new_value: moment.toFormat("yyyy-MM-dd HH:mm:ss"),
            reason: "Reported by telephone before it was entered",
        },
    ]);
    await call("printer.fact.correct", "action_correct", [dialogId]);
}

tours.add("printer_countdown_wait", {
    steps: () => [
        {
            content: "the clock runs",
            trigger: `${CONFIRM}[data-tone=calm] [role=timer]`,
            async run({ anchor }) {
                const { before, after } = await shownAfterTwoSeconds(anchor);
                if (before === after) {
                    throw new Error(`The clock stands still at ${after}`);
                }
            },
        },
        { trigger: "button[name=action_wait]", run: "click" },
        { content: "no access", trigger: ".modal div[name=reason_id] input:eq(1)", run: "click" },
        { trigger: ".modal .alert-warning" },
        { trigger: ".modal button[name=action_wait]", run: "click" },
        {
            content: "it stands still, and says why and since when",
            trigger: `body:not(:has(.modal)) ${CONFIRM}[data-tone=paused]:has(.o_printer_clock_status:contains(:)) [role=timer]`,
            async run({ anchor }) {
                const { before, after } = await shownAfterTwoSeconds(anchor);
                if (before !== after) {
                    throw new Error(
                        `The clock runs from ${before} to ${after} although it is paused`,
                    );
                }
            },
        },
        { trigger: "button[name=action_resume]", run: "click" },
        { content: "it runs again", trigger: `${CONFIRM}[data-tone=calm]` },
    ],
});

tours.add("printer_countdown_deadline", {
    steps: () => [
        {
            content: "the report came in earlier: four seconds are left",
            trigger: `${CONFIRM}[data-tone=calm]`,
            async run() {
                await correctReport(luxon.DateTime.utc().minus({ minutes: 29, seconds: 56 }));
                // what happens when a person comes back to the page
                document.dispatchEvent(new Event("visibilitychange"));
            },
        },
        { content: "a quarter is left at most", trigger: `${CONFIRM}[data-tone=soon]` },
        {
            content: "the deadline passes before people's eyes",
            trigger: `${CONFIRM}[data-tone=late] [role=timer]:contains(+00:0)`,
        },
    ],
});

tours.add("printer_countdown_typing", {
    steps: () => [
        { trigger: "div[name=name] input", run: "edit Half a sentence" },
        {
            content: "a colleague shortens what was promised while somebody types",
            trigger: `${CONFIRM}[data-tone=calm]`,
            async run() {
                await elsewhere("write", { severity: "urgent" });
                document.dispatchEvent(new Event("visibilitychange"));
            },
        },
        { content: "the board follows", trigger: `${CONFIRM}:contains(/ 7 min)` },
        {
            content: "nothing that was typed is lost",
            trigger: "div[name=name] input:value(Half a sentence)",
        },
        { trigger: ".o_form_button_cancel", run: "click" },
        { trigger: ".o_form_view:has(.o_form_status_indicator_buttons.invisible)" },
    ],
});

tours.add("printer_countdown_lists", {
    steps: () => [
        {
            content: "in the list",
            trigger: ".o_data_row:contains(Countdown one) .o_printer_deadline[data-tone=calm]",
        },
        { trigger: ".o_data_row:contains(Countdown two) .o_printer_deadline[data-tone=paused]" },
        { trigger: ".o_switch_view.o_kanban", run: "click" },
        {
            content: "on the card",
            trigger: ".o_kanban_record:contains(Countdown one) .o_printer_deadline[data-tone=calm]",
        },
        {
            content: "what it waits for",
            trigger:
                ".o_kanban_record:contains(Countdown two):has(.o_printer_deadline[data-tone=paused]) .badge",
        },
    ],
});
