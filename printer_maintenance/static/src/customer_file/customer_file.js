import { Component, useState } from "@odoo/owl";
import { deserializeDateTime, formatDate, formatDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * The customer file: key figures, units as a tree that opens and closes, agreements, open requests, opinions.
 * What it shows comes ready from the server's `printer_file`; every figure opens the records behind it.
 */
export class CustomerFile extends Component {
    static template = "printer_maintenance.CustomerFile";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ closed: new Set(this.initiallyClosed) });
    }

    get file() {
        return this.props.record.data[this.props.name] || null;
    }

    /** Departments are many: units start closed when the customer has more than a handful of places. */
    get initiallyClosed() {
        const places = this.file?.tree || [];
        return places.length > 12 ? places.filter((p) => p.level === 1).map((p) => p.id) : [];
    }

    /** The rows of the tree that no closed row above hides. */
    get rows() {
        const rows = [];
        const tree = this.file.tree;
        let hiddenBelow = Infinity;
        tree.forEach((place, index) => {
            if (place.level > hiddenBelow) {
                return;
            }
            hiddenBelow = Infinity;
            const next = tree[index + 1];
            const hasChildren = Boolean(next && next.level > place.level);
            const closed = this.state.closed.has(place.id);
            if (hasChildren && closed) {
                hiddenBelow = place.level;
            }
            rows.push({ ...place, hasChildren, closed });
        });
        return rows;
    }

    toggle(place) {
        if (this.state.closed.has(place.id)) {
            this.state.closed.delete(place.id);
        } else {
            this.state.closed.add(place.id);
        }
    }

    day(text) {
        return formatDate(luxon.DateTime.fromISO(text));
    }

    moment(text) {
        return formatDateTime(deserializeDateTime(text), { showSeconds: false });
    }

    percent(value) {
        return value === null || value === undefined ? "–" : `${value} %`;
    }

    async openList(method, place) {
        const action = await this.orm.call("res.partner", method, [[place.id]]);
        if (place.kind === "department") {
            action.domain = [["department_id", "=", place.id]];
        }
        await this.action.doAction(action);
    }

    openDevices(place) {
        return this.openList("action_view_printer_equipment", place);
    }

    openRequests(place) {
        return this.openList("action_view_printer_tickets", place);
    }

    openPlace(place) {
        return this.action.doAction("printer_maintenance.action_customer", {
            viewType: "form",
            props: { resId: place.id },
        });
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("printer_customer_file", {
    component: CustomerFile,
    supportedTypes: ["json"],
});
