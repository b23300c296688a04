import { Component, onMounted, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { deserializeDate, serializeDate, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useDraggable } from "@web/core/utils/draggable";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { secondsSince, inWords } from "../sla_countdown/reading";
import { useTicking } from "../sla_countdown/ticking";
import { MODEL, useBoardDeeds } from "./board_deeds";
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
    when,
} from "./board_time";
import { ProposalDialog } from "./proposal_dialog";

const { DateTime } = luxon;
// height of a visit's track, with its gaps
const TRACK_PIXELS = 52;

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
        this.deeds = useBoardDeeds(() => {
            this.state.chosen = null;
            return this.load();
        });
        useBoardNews(() => this.load());
        useEffect(
            () => this.followMidnight(),
            () => [this.tick.count],
        );
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

    /** A board that shows today shows the new day when it begins. */
    followMidnight() {
        const today = serializeDate(DateTime.now());
        if (this.state.day === this.today && today !== this.today) {
            this.toDay(0);
        }
        this.today = today;
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
            this.deeds.moveVisit(
                this.board.visits.find((visit) => visit.id === id),
                userId,
                start,
            );
        } else {
            this.deeds.send(
                this.board.jobs.find((job) => job.id === id),
                userId,
                start,
            );
        }
    }

    propose(job) {
        this.dialog.add(ProposalDialog, {
            title: `${job.number} ${job.name}`,
            ticketId: job.id,
            start: soonest(this.board),
            minutes: job.visit?.minutes,
            onChosen: (person, start, minutes) =>
                this.deeds.send(job, person.user_id, start, minutes),
        });
    }

    backup(visit) {
        this.dialog.add(ProposalDialog, {
            title: _t("Backup for %s", visit.name),
            ticketId: visit.ticket_id,
            start: soonest(this.board),
            minutes: visit.minutes,
            onChosen: (person, start) => this.deeds.sendBackup(visit, person.user_id, start),
        });
    }

    /** The first click on “Swap” chooses, the second visit clicked is the other one. */
    async choose(visit) {
        const { chosen } = this.state;
        if (chosen?.swapping && chosen.visit.id !== visit.id) {
            await this.deeds.swap(chosen.visit, visit);
            return;
        }
        this.state.chosen = { visit, swapping: false };
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
