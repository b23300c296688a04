import { Component } from "@odoo/owl";
import { formatDate } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";

/** Who calls, from where, and which agreement serves them. */
export class CallerCard extends Component {
    static template = "printer_maintenance.HotlineCallerCard";
    static props = { hotline: Object, onNext: Function };

    setup() {
        this.action = useService("action");
    }

    get card() {
        return this.props.hotline.card;
    }

    day(text) {
        return formatDate(luxon.DateTime.fromISO(text));
    }

    open(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openUnit() {
        return this.action.doAction("printer_maintenance.action_customer", {
            viewType: "form",
            props: { resId: this.card.unit.id },
        });
    }
}
