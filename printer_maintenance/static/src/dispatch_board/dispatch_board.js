import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { deserializeDate, serializeDate, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useDraggable } from "@web/core/utils/draggable";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { secondsSince, inWords } from "../sla_countdown/reading";
import { useTicking } from "../sla_countdown/ticking";
import { useBoardNews } from "./board_news";
import {
    clock,
    hours,
    momentAt,
    place,
    position,
    PIXELS_PER_HOUR,
    soonest,
    stack,
    steady,
    when,
} from "./board_time";
import { ProposalDialog } from "./proposal_dialog";

const { DateTime } = luxon;
// height of a visit's track, with its gaps
const TRACK_PIXELS = 52;
const MODEL = "printer.dispatch.board";

/** Open work by deadline on one side, engineers and hours on the other (REQUIREMENTS S9, S11, S12). */
export class DispatchBoard extends Component {
    static template = "printer_maintenance.DispatchBoard";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Dispatch board");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.lanes = useRef("lanes");
        this.tick = useTicking(30);
        this.state = useState({
            day: serializeDate(DateTime.now()),
            teamId: 0,
            text: "",
            board: null,
            chosen: null,
        });
        useDraggable({
            ref: this.root,
            elements: ".o_board_drag",
            ignore: "button, a, input",
            cursor: "grabbing",
            enable: () => Boolean(this.board?.may_dispatch),
            onDragStart: ({ element }) => element.classList.add("o_board_dragged"),
            onDragEnd: ({ element }) => element.classList.remove("o_board_dragged"),
            onDrop: ({ element, x, y }) => this.onDrop(element, x, y),
        });
        useBoardNews(() => this.load());
        onWillStart(() => this.load());
        onMounted(() => this.scrollToNow());
        this.times = { place, clock, when };
    }

    get board() {
        return this.state.board;
    }

    get hours() {
        return hours(this.board);
    }

    get width() {
        return this.hours.length * PIXELS_PER_HOUR;
    }

    /** Pixels of the present on the lanes; nothing on another day. */
    get now() {
        this.tick.count; // drawn anew with it
        const left =
            position(this.board, this.board.now) +
            (secondsSince(this.board) / 3600) * PIXELS_PER_HOUR;
        return left >= 0 && left <= this.width ? left : null;
    }

    get dayTitle() {
        return deserializeDate(this.state.day).toLocaleString({
            weekday: "short",
            month: "short",
            day: "numeric",
        });
    }

    /** The visits of somebody, each with the style that puts it into its hours and its track. */
    lane(engineer) {
        const visits = this.board.visits.filter(
            (visit) => visit.engineer_id === engineer.id || visit.further_ids.includes(engineer.id),
        );
        const { tracks, count } = stack(visits);
        return {
            style: `width: ${this.width}px; height: ${count * TRACK_PIXELS}px`,
            visits: visits.map((visit) => ({
                visit,
                style: `${place(this.board, visit.start, visit.end)} top: ${tracks.get(visit.id) * TRACK_PIXELS + 4}px`,
            })),
        };
    }

    /** What is left until the next promise of a request, as words and a colour. */
    left(job) {
        this.tick.count; // drawn anew with it
        const { promise } = job;
        if (!promise) {
            return null;
        }
        if (promise.seconds_left === undefined) {
            return promise.waiting ? { text: promise.waiting.reason, tone: "text-muted" } : null;
        }
        const left = promise.seconds_left - secondsSince(promise);
        const words = inWords(Math.floor(Math.abs(left) / 60));
        if (left < 0) {
            return { text: _t("%s late", words), tone: "text-danger fw-bold" };
        }
        return {
            text: _t("%(time)s: %(milestone)s", { milestone: promise.label, time: words }),
            tone: left < promise.soon_seconds ? "text-warning-emphasis" : "text-success",
        };
    }

    async load() {
        const { day, teamId, text } = this.state;
        // a day is that of the computer in front of the reader, hours are written in the same zone
        const begin = deserializeDate(day);
        const span = [begin, begin.plus({ days: 1 })].map(serializeDateTime);
        const asked = (this.asked = Symbol());
        const board = await this.orm.silent.call(MODEL, "read_board", [...span, teamId, text]);
        // an answer that was overtaken by another question is nobody's any more
        if (asked === this.asked) {
            this.state.board = board;
        }
    }

    scrollToNow() {
        if (this.lanes.el && this.now !== null) {
            this.lanes.el.scrollLeft = Math.max(this.now - 2 * PIXELS_PER_HOUR, 0);
        }
    }

    async toDay(days) {
        const day = days ? deserializeDate(this.state.day).plus({ days }) : DateTime.now();
        this.state.day = serializeDate(day);
        await this.load();
        this.scrollToNow();
    }

    async onTeam(ev) {
        this.state.teamId = Number(ev.target.value);
        await this.load();
    }

    async onSearch(ev) {
        this.state.text = ev.target.value;
        await this.load();
    }

    /** By geometry: while something is dragged, nothing else takes the pointer. */
    laneAt(x, y) {
        const { left, right, top, bottom } = this.lanes.el.getBoundingClientRect();
        if (x < left || x > right || y < top || y > bottom) {
            return null;
        }
        return [...this.lanes.el.querySelectorAll(".o_board_lane")].find((lane) => {
            const rect = lane.getBoundingClientRect();
            return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
        });
    }

    onDrop(element, x, y) {
        const lane = this.laneAt(x, y);
        if (!lane) {
            return;
        }
        const userId = Number(lane.dataset.id);
        const left = element.classList.contains("o_board_visit")
            ? element.getBoundingClientRect().left
            : x;
        const start = momentAt(this.board, left - lane.getBoundingClientRect().left);
        const id = Number(element.dataset.id);
        if (element.classList.contains("o_board_visit")) {
            this.moveVisit(
                this.board.visits.find((visit) => visit.id === id),
                userId,
                start,
            );
        } else {
            this.send(
                this.board.jobs.find((job) => job.id === id),
                userId,
                start,
            );
        }
    }

    /** Plans a visit; one that was planned and has no time, or one that went by, is planned anew. */
    send(job, userId, start, minutes) {
        if (job.visit) {
            return this.moveVisit(job.visit, userId, start, true);
        }
        return this.assign(job.id, userId, start, minutes);
    }

    /** What stands against it is shown before it is made. */
    async confirmed(ticketId, userId, start, minutes, visitIds = []) {
        const against = await this.orm.call(MODEL, "check", [
            ticketId,
            userId,
            start,
            minutes,
            visitIds,
        ]);
        if (!against.length) {
            return true;
        }
        return new Promise((resolve) =>
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Send them all the same?"),
                    body: against.join("\n"),
                    confirmLabel: _t("Send"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) },
            ),
        );
    }

    async assign(ticketId, userId, start, minutes = 60) {
        await this.follow(async () => {
            if (await this.confirmed(ticketId, userId, start, minutes)) {
                await this.orm.call(MODEL, "assign", [ticketId, userId, start, minutes]);
            }
        });
    }

    async moveVisit(visit, userId, dropped, isAdrift = false) {
        // somebody else keeps the time that was agreed with the contact, and a hand that shakes changes none
        const keeps = visit.is_agreed && visit.engineer_id !== userId && !isAdrift;
        const start = keeps ? visit.start : steady(visit.start, dropped);
        await this.follow(async () => {
            const { ticket_id: ticketId, minutes } = visit;
            if (!(await this.confirmed(ticketId, userId, start, minutes, [visit.id]))) {
                return;
            }
            const next = await this.orm.call(MODEL, "move", [
                visit.id,
                userId,
                start,
                this.seen(visit),
            ]);
            if (next) {
                await this.action.doAction(next, { onClose: () => this.load() });
            }
        });
    }

    /** Whatever came of it, the board shows how things stand now. */
    async follow(deed) {
        try {
            await deed();
        } finally {
            this.state.chosen = null;
            await this.load();
        }
    }

    seen({ engineer_id, start, state }) {
        return { engineer_id, start, state };
    }

    propose(job) {
        this.dialog.add(ProposalDialog, {
            title: `${job.number} ${job.name}`,
            ticketId: job.id,
            start: soonest(this.board),
            onChosen: (person, start, minutes) => this.send(job, person.user_id, start, minutes),
        });
    }

    backup(visit) {
        this.dialog.add(ProposalDialog, {
            title: _t("Backup for %s", visit.name),
            ticketId: visit.ticket_id,
            start: soonest(this.board),
            minutes: visit.minutes,
            onChosen: (person, start) =>
                this.follow(async () => {
                    const { ticket_id: ticketId, minutes } = visit;
                    if (await this.confirmed(ticketId, person.user_id, start, minutes)) {
                        await this.orm.call(MODEL, "send_backup", [
                            visit.id,
                            person.user_id,
                            start,
                            this.seen(visit),
                        ]);
                    }
                }),
        });
    }

    /** The first click on “Swap” chooses, the second visit clicked is the other one. */
    async choose(visit) {
        const { chosen } = this.state;
        if (chosen?.swapping && chosen.visit.id !== visit.id) {
            await this.follow(() => this.swap(chosen.visit, visit));
            return;
        }
        this.state.chosen = { visit, swapping: false };
    }

    async swap(one, other) {
        const takes = (visit, { engineer_id }) =>
            this.confirmed(visit.ticket_id, engineer_id, visit.start, visit.minutes, [
                one.id,
                other.id,
            ]);
        if ((await takes(one, other)) && (await takes(other, one))) {
            const seen = [this.seen(one), this.seen(other)];
            await this.orm.call(MODEL, "swap", [one.id, other.id, ...seen]);
        }
    }

    startSwap() {
        this.state.chosen.swapping = true;
    }

    async openVisit(method) {
        const { visit } = this.state.chosen;
        const action = method
            ? await this.orm.call("printer.visit", method, [[visit.id]])
            : {
                  type: "ir.actions.act_window",
                  res_model: "printer.visit",
                  res_id: visit.id,
                  views: [[false, "form"]],
              };
        await this.action.doAction(action, { onClose: () => this.load() });
    }

    openTicket(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "helpdesk.ticket",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("printer_dispatch_board", DispatchBoard);
