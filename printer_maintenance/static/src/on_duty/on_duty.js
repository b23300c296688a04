import { Component, onWillStart, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const REFRESH_MS = 60000;

/**
 * Who is on duty now, with role, telephone and until when; who comes next; and what nobody covers.
 * Fetched by one call, renewed every minute; a click on a number dials it.
 */
export class OnDuty extends Component {
    static template = "printer_maintenance.OnDuty";
    static props = { teamId: { type: [Number, Boolean], optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ board: { now: [], next: [], gaps: [] }, loaded: false });
        onWillStart(() => this.load(this.props.teamId));
        onWillUpdateProps((next) => next.teamId !== this.props.teamId && this.load(next.teamId));
        const timer = setInterval(() => this.renew(), REFRESH_MS);
        onWillUnmount(() => clearInterval(timer));
    }

    async load(teamId) {
        this.state.board = await this.orm.silent.call("printer.roster.shift", "on_duty_board", [
            teamId || false,
        ]);
        this.state.loaded = true;
    }

    /** A board that cannot be renewed (no network for a moment) keeps what it shows. */
    async renew() {
        try {
            await this.load(this.props.teamId);
        } catch {
            this.state.loaded = true;
        }
    }

    /** Lines by station; those of the whole company have none. */
    get stations() {
        const found = new Map();
        for (const line of this.state.board.now) {
            if (!found.has(line.team)) {
                found.set(line.team, []);
            }
            found.get(line.team).push(line);
        }
        return [...found].map(([name, lines]) => ({ name, lines }));
    }

    moment(text) {
        const moment = deserializeDateTime(text);
        const isToday = moment.hasSame(luxon.DateTime.now(), "day");
        const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
        return moment.toLocaleString(
            isToday ? hours : { month: "numeric", day: "numeric", ...hours },
        );
    }

    openShift(line) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "printer.roster.shift",
            res_id: line.id,
            views: [[false, "form"]],
            target: "current",
        });
    }

    openGaps() {
        return this.action.doAction("printer_maintenance.action_roster_gap");
    }
}

/** The same inside a form: `<widget name="printer_on_duty"/>` shows the station of the record's `team_id`. */
export class OnDutyWidget extends Component {
    static template = "printer_maintenance.OnDutyWidget";
    static components = { OnDuty };
    static props = { ...standardWidgetProps };

    get teamId() {
        return this.props.record.data.team_id?.id || false;
    }
}

registry.category("view_widgets").add("printer_on_duty", {
    component: OnDutyWidget,
    fieldDependencies: [{ name: "team_id", type: "many2one" }],
});
