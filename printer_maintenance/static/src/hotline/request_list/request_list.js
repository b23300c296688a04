import { Component } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";

/** The unit's open requests, the most urgent first. */
export class RequestList extends Component {
    static template = "printer_maintenance.HotlineRequestList";
    static props = { hotline: Object, onOpen: Function, onCall: Function };

    get requests() {
        return this.props.hotline.card.requests;
    }

    moment(text) {
        return formatDateTime(deserializeDateTime(text), { showSeconds: false });
    }

    fromNow(text) {
        return deserializeDateTime(text).toRelative();
    }
}
