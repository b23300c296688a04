import { Component } from "@odoo/owl";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";

/** Who was there last, and what was said on the telephone. */
export class History extends Component {
    static template = "printer_maintenance.HotlineHistory";
    static props = { card: Object };

    setup() {
        this.action = useService("action");
    }

    moment(text) {
        return text ? toLocaleDateTimeString(deserializeDateTime(text)) : "";
    }

    openVisit(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "printer.visit",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}
