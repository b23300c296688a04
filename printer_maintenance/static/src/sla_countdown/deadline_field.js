import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatDateTime } from "@web/core/l10n/dates";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { inWords, secondsSince } from "./reading";
import { useTicking } from "./ticking";

const LOOKS = {
    calm: ["fa-clock-o", "text-success"],
    soon: ["fa-hourglass-end", "text-warning-emphasis"],
    late: ["fa-exclamation-triangle", "text-danger fw-bold"],
    paused: ["fa-pause-circle", "o_printer_paused"],
};

/** What is left until the promise that is due next, in lists and on cards. */
export class DeadlineField extends Component {
    static template = "printer_maintenance.DeadlineField";
    static props = {
        ...standardFieldProps,
        // a card says elsewhere what the request waits for
        withoutReason: { type: Boolean, optional: true },
    };

    setup() {
        this.tick = useTicking(15);
    }

    get shown() {
        this.tick.count; // drawn anew with it
        const promise = this.props.record.data.next_promise;
        if (!promise) {
            return null;
        }
        if (promise.label) {
            return this.running(promise, promise.seconds_left - secondsSince(promise));
        }
        return promise.waiting?.stops_clock ? this.paused(promise.waiting) : null;
    }

    running(promise, left) {
        const minutes = Math.floor(Math.abs(left) / 60);
        let tone = left < promise.soon_seconds ? "soon" : "calm";
        let text = minutes ? _t("in %s", inWords(minutes)) : _t("in less than a minute");
        if (left < 0) {
            tone = "late";
            text = _t("%s late", inWords(minutes));
        }
        const deadline = this.props.record.data[this.props.name];
        const title = _t("%(milestone)s by %(deadline)s", {
            milestone: promise.label,
            deadline: deadline ? formatDateTime(deadline, { showSeconds: false }) : "",
        });
        return this.look(tone, text, title, this.ownWaiting(promise.waiting));
    }

    paused({ reason }) {
        const title = _t("paused: %s", reason);
        return this.look("paused", this.props.withoutReason ? _t("paused") : title, title);
    }

    /** Our own waiting: the clock goes on. */
    ownWaiting(waiting) {
        return waiting && !waiting.stops_clock && !this.props.withoutReason
            ? _t("Waiting, the clock goes on: %s", waiting.reason)
            : "";
    }

    look(tone, text, title, ownWaiting = "") {
        const [icon, color] = LOOKS[tone];
        return { tone, text, title, icon, color, ownWaiting };
    }
}

registry.category("fields").add("printer_deadline", {
    component: DeadlineField,
    displayName: _t("Time left"),
    supportedTypes: ["datetime"],
    extractProps: ({ options }) => ({ withoutReason: Boolean(options.without_reason) }),
    fieldDependencies: [{ name: "next_promise", type: "json" }],
});
