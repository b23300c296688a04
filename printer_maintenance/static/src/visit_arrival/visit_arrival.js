import { Component, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { readPosition } from "./position";

const CODE = /^\s*\d{4}\s*$/;

/**
 * The arrival handshake (REQUIREMENTS V1): the label of the device from the camera or a hand scanner, or the contact's
 * four digits. What is wrong stays on the screen until the next try.
 */
export class VisitArrival extends Component {
    static template = "printer_maintenance.VisitArrival";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.canScan = isBarcodeScannerSupported();
        this.state = useState({ message: "", busy: false });
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            this.send(ev.target.value);
        }
    }

    async onCamera() {
        let code;
        try {
            code = await scanBarcode(this.env);
        } catch (error) {
            this.state.message =
                error?.message || _t("The camera cannot be used. Type the number.");
            return;
        }
        await this.send(code);
    }

    /** Four digits are the contact's code, everything else stands on a label. */
    async send(code) {
        const { record } = this.props;
        if (!code?.trim() || this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            if (!(await record.save())) {
                return;
            }
            const method = CODE.test(code) ? "action_arrive_by_code" : "action_arrive_by_label";
            const position = record.data.may_keep_position ? await readPosition() : null;
            const answer = await this.orm.call("printer.visit", method, [
                [record.resId],
                code,
                position,
            ]);
            this.state.message = answer.arrived ? "" : answer.message;
            if (answer.arrived) {
                this.notification.add(answer.message, { type: "success" });
            }
            await record.load();
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("view_widgets").add("printer_visit_arrival", {
    component: VisitArrival,
    fieldDependencies: [{ name: "may_keep_position", type: "boolean" }],
});
