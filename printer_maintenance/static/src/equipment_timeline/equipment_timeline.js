import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const LOOKS = {
    registered: ["fa-plus-circle", "info"],
    accepted: ["fa-check-circle", "success"],
    moved: ["fa-exchange", "info"],
    custodian: ["fa-user", "info"],
    counted: ["fa-tachometer", "secondary"],
    inventoried: ["fa-list-ol", "info"],
    fault: ["fa-exclamation-triangle", "danger"],
    confirmed: ["fa-phone", "primary"],
    arrived: ["fa-map-marker", "primary"],
    part_in: ["fa-cog", "warning"],
    part_out: ["fa-cog", "secondary"],
    upgraded: ["fa-arrow-circle-up", "warning"],
    patched: ["fa-shield", "warning"],
    inspected: ["fa-search", "success"],
    repaired: ["fa-wrench", "success"],
    signed: ["fa-pencil", "success"],
    closed: ["fa-check", "success"],
    rated: ["fa-star", "warning"],
    lent: ["fa-share", "info"],
    returned: ["fa-reply", "info"],
    stored: ["fa-archive", "secondary"],
    retired: ["fa-ban", "dark"],
    label: ["fa-qrcode", "info"],
    corrected: ["fa-pencil-square-o", "warning"],
};

/** A device's history: newest first, by month, a page at a time. */
export class EquipmentTimeline extends Component {
    static template = "printer_maintenance.EquipmentTimeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            group: "all",
            events: [],
            more: false,
            canCorrect: false,
            loading: true,
        });
        this.groups = [
            ["all", _t("All")],
            ["moves", _t("Moves and people")],
            ["faults", _t("Faults and visits")],
            ["parts", _t("Parts")],
            ["counters", _t("Counters")],
            ["inspections", _t("Inspections")],
        ];
        onWillStart(() => this.load(this.props.record.resId));
        this.shown = this.version(this.props.record);
        onWillUpdateProps(async ({ record }) => {
            // typing in the form draws it anew, too; only another device or a saved one has news
            if (this.version(record) !== this.shown) {
                this.shown = this.version(record);
                await this.load(record.resId);
            }
        });
    }

    version({ resId, data }) {
        return `${resId} ${data.write_date?.ts}`;
    }

    async load(resId, beforeId = 0) {
        this.request = (this.request || 0) + 1;
        const { request } = this;
        if (!resId) {
            Object.assign(this.state, { events: [], more: false, loading: false });
            return;
        }
        const page = await this.orm.call("maintenance.equipment", "get_timeline", [[resId]], {
            group: this.state.group,
            before_id: beforeId,
        });
        // an answer that came too late is for a filter or a device that is no longer looked at
        if (request === this.request) {
            this.state.events = beforeId ? [...this.state.events, ...page.events] : page.events;
            this.state.more = page.more;
            this.state.canCorrect = page.can_correct;
            this.state.loading = false;
        }
    }

    /** Events under the month in which they happened, in the user's time zone. */
    get months() {
        const months = [];
        for (const event of this.state.events) {
            const date = deserializeDateTime(event.date);
            const title = date.toLocaleString({ year: "numeric", month: "long" });
            if (months.at(-1)?.title !== title) {
                months.push({ title, events: [] });
            }
            months.at(-1).events.push(event);
        }
        return months;
    }

    look(event) {
        const [icon, color] = LOOKS[event.kind] || ["fa-circle", "secondary"];
        return { icon: `fa ${icon}`, color: `text-bg-${color}` };
    }

    time(event) {
        return deserializeDateTime(event.date).toLocaleString({
            day: "numeric",
            month: "short",
            hour: "2-digit",
            minute: "2-digit",
        });
    }

    async choose(group) {
        this.state.group = group;
        await this.load(this.props.record.resId);
    }

    loadMore() {
        return this.load(this.props.record.resId, this.state.events.at(-1).id);
    }

    openOrigin(event) {
        return this.openForm(event, "action_open_origin");
    }

    correct(event) {
        return this.openForm(event, "action_correct", {
            onClose: () => this.load(this.props.record.resId),
        });
    }

    async openForm(event, method, options) {
        const action = await this.orm.call("printer.equipment.event", method, [[event.id]]);
        await this.action.doAction({ ...action, views: [[false, "form"]] }, options);
    }
}

registry.category("view_widgets").add("equipment_timeline", {
    component: EquipmentTimeline,
    fieldDependencies: [{ name: "write_date", type: "datetime" }],
});
