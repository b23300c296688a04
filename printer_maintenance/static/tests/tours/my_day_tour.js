/** An engineer's day at 390 pixels: the connection breaks in the middle of the work and comes back. */

import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { draw, takePhoto } from "./drawing";

const tours = registry.category("web_tour.tours");
// the test listens and takes Chromium's network away, or gives it back
const loseConnection = () => console.log("printer: offline");
const findConnection = () => console.log("printer: online");

const aPhoto = () => takePhoto(".o_printer_day_visit input[type=file]");

const open = [
    {
        content: "the visit of today",
        trigger: ".o_printer_day_card:contains(Test unit)",
        run: "click",
    },
    { trigger: ".o_printer_leave", run: "click" },
    { trigger: ".o_printer_day_state[data-state=under_way]" },
    { content: "delivered", trigger: ".o_printer_my_day:not(:has(.o_printer_sending))" },
    { trigger: ".o_printer_day_code", run: "edit SN-0001" },
    { trigger: ".o_printer_day_arrive", run: "click" },
    { trigger: ".o_printer_day_state[data-state=on_site]" },
    { content: "delivered", trigger: ".o_printer_my_day:not(:has(.o_printer_sending))" },
];

tours.add("printer_my_day_without_connection", {
    steps: () => [
        ...open,
        { content: "the tunnel", trigger: ".o_printer_my_day", run: loseConnection },
        { trigger: ".o_printer_offline" },
        { trigger: "textarea[name=fault_cause]", run: "edit 搓纸轮磨损" },
        { trigger: "textarea[name=work_done]", run: "edit 更换搓纸轮" },
        { trigger: "textarea[name=briefing_omitted]", run: "edit 用户已会操作" },
        { trigger: "input[name=is_tested]", run: "click" },
        { trigger: "input[name=is_explained]", run: "click" },
        { trigger: ".o_printer_photo_before", run: aPhoto },
        {
            content: "the photo is counted at once",
            trigger: ".o_printer_photo_before .badge:contains(1)",
        },
        { trigger: ".o_printer_day_finish", run: "click" },
        { content: "all of it waits", trigger: ".o_printer_offline .badge" },
        { trigger: ".o_printer_day_finish:disabled" },
        {
            content: "the page is left and comes back",
            trigger: ".o_printer_day_back",
            run: "click",
        },
        { trigger: ".o_printer_day_card .fa-cloud-upload" },
        { content: "the light again", trigger: ".o_printer_my_day", run: findConnection },
        {
            content: "nothing waits any more",
            trigger: ".o_printer_my_day:not(:has(.o_printer_offline, .o_printer_sending))",
            timeout: 30000,
        },
        { trigger: ".o_printer_day_card:contains(Test unit)", run: "click" },
        {
            content: "and the contact can sign",
            trigger: ".o_printer_day_sign:enabled",
            run: "click",
        },
        { trigger: ".o_printer_signing canvas.o_web_sign_signature", run: draw },
        { content: "another tunnel", trigger: ".o_printer_signing", run: loseConnection },
        { trigger: ".o_printer_confirm_signing:enabled", run: "click" },
        {
            content: "it is said, and the drawing stays",
            trigger: ".o_printer_signing .alert-danger",
        },
        { trigger: ".o_printer_signing", run: findConnection },
        { trigger: ".o_printer_confirm_signing:enabled", run: "click" },
        { content: "signed", trigger: "body:not(:has(.o_printer_signing))" },
        { trigger: ".o_printer_day_state[data-state=finished]" },
    ],
});

/** Keep this page from sending anything more, as if it were closed before the connection is back. */
async function holdBack() {
    const databases = await indexedDB.databases();
    const { name } = databases.find((one) => one.name.startsWith("printer_my_day"));
    navigator.locks.request(name, () => new Promise(() => {}));
}

async function untilOnline() {
    while (!navigator.onLine) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

tours.add("printer_my_day_drafts_stay", {
    steps: () => [
        ...open,
        { trigger: ".o_printer_my_day", run: loseConnection },
        { trigger: ".o_printer_offline" },
        { trigger: ".o_printer_my_day", run: holdBack },
        { trigger: "textarea[name=fault_cause]", run: "edit 搓纸轮磨损" },
        { content: "kept by the browser", trigger: ".o_printer_offline .badge:contains(1)" },
        { trigger: ".o_printer_my_day", run: findConnection },
        { trigger: ".o_printer_my_day", run: untilOnline },
        {
            content: "the page is closed before anything was sent, and opened again",
            trigger: ".o_printer_my_day",
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        {
            content: "sent by itself",
            trigger: ".o_printer_my_day:not(:has(.o_printer_offline, .o_printer_sending))",
            timeout: 30000,
        },
        { trigger: ".o_printer_day_card:contains(Test unit)", run: "click" },
        { trigger: "textarea[name=fault_cause]:value(搓纸轮磨损)" },
    ],
});

tours.add("printer_my_day_arrival_in_a_cellar", {
    steps: () => [
        ...open.slice(0, 4),
        { trigger: ".o_printer_my_day", run: loseConnection },
        { trigger: ".o_printer_offline" },
        { trigger: ".o_printer_day_code", run: "edit SN-0001" },
        { trigger: ".o_printer_day_arrive", run: "click" },
        { content: "it is said that it waits", trigger: ".o_printer_arrival_waits" },
        {
            content: "and the work begins",
            trigger: "textarea[name=fault_cause]",
            run: "edit 搓纸轮磨损",
        },
        { content: "both wait", trigger: ".o_printer_offline .badge:contains(2)" },
        { trigger: ".o_printer_my_day", run: findConnection },
        {
            trigger: ".o_printer_my_day:not(:has(.o_printer_offline, .o_printer_sending))",
            timeout: 30000,
        },
        { trigger: ".o_printer_day_visit:not(:has(.o_printer_arrival_waits))" },
        { trigger: "textarea[name=fault_cause]:value(搓纸轮磨损)" },
    ],
});

let visitId = 0;

/** Somebody else writes into the same visit, behind this page's back. */
function somebodyElse(values) {
    return rpc("/web/dataset/call_kw/printer.visit/write", {
        model: "printer.visit",
        method: "write",
        args: [[visitId], values],
        kwargs: {},
    });
}

tours.add("printer_my_day_two_people", {
    steps: () => [
        {
            trigger: ".o_printer_day_card:contains(Test unit)",
            run({ anchor }) {
                visitId = Number(anchor.dataset.id);
                anchor.click();
            },
        },
        ...open.slice(1),
        {
            trigger: "textarea[name=fault_cause]",
            run: () => somebodyElse({ fault_cause: "皮带磨损", advice: "保持清洁" }),
        },
        { trigger: "textarea[name=fault_cause]", run: "edit 搓纸轮磨损" },
        {
            content: "both are shown",
            trigger: ".o_printer_undecided:contains(搓纸轮磨损):contains(皮带磨损)",
        },
        { trigger: ".o_printer_keep_mine", run: "click" },
        { trigger: ".o_printer_day_visit:not(:has(.o_printer_undecided))" },
        {
            content: "what the other one wrote elsewhere is there",
            trigger: "textarea[name=advice]:value(保持清洁)",
            run: () => somebodyElse({ advice: "每周清洁" }),
        },
        { trigger: "textarea[name=advice]", run: "edit 每月清洁" },
        { trigger: ".o_printer_take_theirs", run: "click" },
        { trigger: "textarea[name=advice]:value(每周清洁)" },
        { trigger: ".o_printer_my_day:not(:has(.o_printer_sending))" },
    ],
});
