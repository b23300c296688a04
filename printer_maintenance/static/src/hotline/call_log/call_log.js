import { Component } from "@odoo/owl";
import { useAutofocus } from "@web/core/utils/hooks";

const RESULTS_OF = {
    in: ["answered", "missed"],
    out: ["reached", "not_reached", "busy", "message", "wrong_number"],
};

/** A call goes on record: on an open request, or on its own. */
export class CallLog extends Component {
    static template = "printer_maintenance.HotlineCallLog";
    static props = { hotline: Object, onSave: Function, onCancel: Function };

    setup() {
        useAutofocus();
    }

    get call() {
        return this.props.hotline.call;
    }

    get results() {
        const fitting = RESULTS_OF[this.call.direction];
        return this.props.hotline.options.results.filter(([result]) => fitting.includes(result));
    }

    get isQuestion() {
        return this.call.request?.kind === "consultation";
    }

    onDirection(direction) {
        this.call.direction = direction;
        this.call.result = RESULTS_OF[direction][0];
    }
}
