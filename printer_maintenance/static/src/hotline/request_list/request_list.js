import { Component } from "@odoo/owl";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";

/** Open requests, the most urgent first. */
export class RequestList extends Component {
    static template = "printer_maintenance.HotlineRequestList";
    static props = {
        title: String,
        nothing: String,
        requests: Object,
        deviceId: { type: Number, optional: true },
        onOpen: Function,
        onCall: Function,
        onConfirm: { type: Function, optional: true },
    };

    moment(text) {
        return toLocaleDateTimeString(deserializeDateTime(text));
    }

    fromNow(text) {
        return deserializeDateTime(text).toRelative();
    }
}
