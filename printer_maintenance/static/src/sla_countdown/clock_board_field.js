import { Component, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { useClockNews } from "./clock_news";
import { clockFace, inWords, readClock, secondsSince, shownMoment, takenFace } from "./reading";
import { useTicking } from "./ticking";

const ICONS = {
    calm: "fa-clock-o",
    soon: "fa-hourglass-end",
    late: "fa-exclamation-triangle",
    paused: "fa-pause-circle",
    met: "fa-check-circle",
    missed: "fa-times-circle",
    cancelled: "fa-ban",
};

/** Every promise of a request, running before people's eyes. */
export class ClockBoardField extends Component {
    static template = "printer_maintenance.ClockBoardField";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.tick = useTicking(1);
        // what was read while somebody was typing in the form
        this.state = useState({ fresh: null });
        useClockNews(
            () => this.props.record.resId,
            () => this.readAnew(),
        );
        useEffect(
            () => this.followServiceHours(),
            () => [this.tick.count],
        );
    }

    get board() {
        const own = this.props.record.data[this.props.name];
        const { fresh } = this.state;
        return fresh && fresh.ticket_id === own?.ticket_id && fresh.read_at >= own.read_at
            ? fresh
            : own;
    }

    /** Nothing that somebody is typing is lost: then the board alone is read. */
    async readAnew() {
        const { record, name } = this.props;
        if (!record.resId) {
            return;
        }
        if (await record.isDirty()) {
            const [values] = await this.orm.read(record.resModel, [record.resId], [name]);
            this.state.fresh = values?.[name];
        } else {
            await record.load();
        }
    }

    /** Tiles as they are at this second. */
    get tiles() {
        this.tick.count; // drawn anew with it
        const { board } = this;
        if (!board) {
            return [];
        }
        const elapsed = secondsSince(board);
        return board.clocks.map((clock) => this.tile(clock, board, readClock(clock, elapsed)));
    }

    tile(clock, board, { tone, left, used }) {
        const stopped = ["met", "missed"].includes(tone);
        const face = stopped ? takenFace(clock.elapsed_minutes) : clockFace(left);
        return {
            milestone: clock.milestone,
            label: clock.label,
            tone,
            used,
            icon: clock.closed_until && tone !== "late" ? "fa-moon-o" : ICONS[tone],
            counts: !stopped && tone !== "cancelled",
            big: face.text,
            unit: this.unit(clock, face),
            promised: this.promised(clock),
            status: this.status(clock, board, tone),
            title: this.title(clock, board),
        };
    }

    /** The unit of the time that is shown, unless the promise that stands beside it has the same. */
    unit(clock, { unit }) {
        const same = unit === (clock.target_minutes < 120 ? "min" : "h");
        if (!unit || (same && !this.spansClosedHours(clock))) {
            return "";
        }
        return unit === "min" ? _t("min") : _t("hrs");
    }

    promised(clock) {
        const promised = inWords(clock.target_minutes);
        if (clock.state === "cancelled") {
            return promised;
        }
        return this.spansClosedHours(clock)
            ? _t("/ %s of service time", promised)
            : _t("/ %s", promised);
    }

    /** What is left on the wall is then more than what is left of the promised time. */
    spansClosedHours(clock) {
        return clock.counted_seconds_left < clock.seconds_left;
    }

    /** Our own waiting stops no clock, and is said beside the clocks. */
    get ownWaiting() {
        const { waiting, read_at } = this.board || {};
        return waiting && !waiting.stops_clock
            ? _t("Waiting since %(time)s: %(reason)s. This is our own waiting: the clocks go on.", {
                  time: shownMoment(waiting.since, read_at),
                  reason: waiting.reason,
              })
            : "";
    }

    /** In words what the colour says. */
    status(clock, board, tone) {
        const at = (moment) => shownMoment(moment, board.read_at);
        switch (tone) {
            case "paused":
                return board.waiting
                    ? _t("Paused since %(time)s: %(reason)s", {
                          time: at(board.waiting.since),
                          reason: board.waiting.reason,
                      })
                    : _t("Paused");
            case "met":
                return _t("Kept, %s", at(clock.stop));
            case "missed":
                return _t("Missed, %s", at(clock.stop));
            case "cancelled":
                return _t("No longer needed");
            case "late":
                return _t("Overdue since %s", at(clock.deadline));
        }
        if (clock.closed_until) {
            return _t("Closed until %(opening)s, due %(deadline)s", {
                opening: at(clock.closed_until),
                deadline: at(clock.deadline),
            });
        }
        return tone === "soon"
            ? _t("Hurry: due %s", at(clock.deadline))
            : _t("Due %s", at(clock.deadline));
    }

    title(clock, board) {
        return _t("%(milestone)s: promised within %(minutes)s minutes, by %(deadline)s", {
            milestone: clock.label,
            minutes: clock.target_minutes,
            deadline: shownMoment(clock.deadline, board.read_at),
        });
    }

    /** What is read aloud: only when a promise changes its state, not each second. */
    spoken(tiles) {
        return tiles
            .filter((tile) => ["soon", "late", "paused"].includes(tile.tone))
            .map((tile) => `${tile.label}: ${tile.status}`)
            .join(". ");
    }

    /** The server knows the service hours: it is asked again when they begin or end. */
    followServiceHours() {
        const { board } = this;
        if (!board || this.outdated === board.read_at) {
            return;
        }
        const elapsed = secondsSince(board);
        if (board.clocks.some(({ seconds_to_change: change }) => change && elapsed >= change)) {
            this.outdated = board.read_at;
            this.readAnew();
        }
    }
}

registry.category("fields").add("printer_clock_board", {
    component: ClockBoardField,
    displayName: _t("Countdown of promises"),
    supportedTypes: ["json"],
});
