import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { registry } from "@web/core/registry";
import { NameAndSignature } from "@web/core/signature/name_and_signature";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** The contact reads what was done, in their own language, and signs on the engineer's screen (REQUIREMENTS V3). */
export class SigningDialog extends Component {
    static template = "printer_maintenance.SigningDialog";
    static components = { Dialog, NameAndSignature };
    static props = { visitId: Number, onSigned: Function, close: Function };

    setup() {
        this.orm = useService("orm");
        this.signature = useState({ name: "", isSignatureEmpty: true });
        this.state = useState({ summary: null, error: "", busy: false });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.summary = await this.orm.call("printer.visit", "signing_summary", [
            [this.props.visitId],
        ]);
        this.signature.name = this.state.summary.name;
    }

    get canSign() {
        return !this.state.busy && this.signature.name?.trim() && !this.signature.isSignatureEmpty;
    }

    /** Nothing is lost when the connection breaks: the same drawing is sent once more, and is taken only once. */
    async sign() {
        this.state.busy = true;
        this.state.error = "";
        try {
            const drawing = this.signature.getSignatureImage().split(",")[1];
            const { token } = this.state.summary;
            await this.orm.call("printer.visit", "action_sign_on_screen", [
                [this.props.visitId],
                this.signature.name,
                drawing,
                token,
            ]);
        } catch (error) {
            this.state.error = error.data?.message || error.message;
            this.state.busy = false;
            return;
        }
        this.props.close();
        await this.props.onSigned();
    }
}

export class VisitSigning extends Component {
    static template = "printer_maintenance.VisitSigning";
    static props = { ...standardWidgetProps };

    setup() {
        this.dialog = useService("dialog");
    }

    open() {
        const { record } = this.props;
        this.dialog.add(SigningDialog, { visitId: record.resId, onSigned: () => record.load() });
    }
}

registry.category("view_widgets").add("printer_visit_signing", { component: VisitSigning });
