import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { NameAndSignature } from "@web/core/signature/name_and_signature";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** The contact reads what was done, in their own language, and signs on the engineer's screen (REQUIREMENTS V3). */
export class SigningDialog extends Component {
    static template = "printer_maintenance.SigningDialog";
    static components = { Dialog, NameAndSignature };
    static props = {
        resModel: String,
        resId: Number,
        purpose: String,
        onSigned: Function,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.signature = useState({ name: "", isSignatureEmpty: true });
        this.state = useState({ summary: null, error: "", busy: false });
        onWillStart(() => this.load());
    }

    async load() {
        const { resModel, resId, purpose } = this.props;
        this.state.summary = await this.orm.call(resModel, "signing_summary", [[resId], purpose]);
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
            await this.orm.call(this.props.resModel, "action_sign_on_screen", [
                [this.props.resId],
                this.signature.name,
                drawing,
                token,
                this.props.purpose,
            ]);
        } catch (error) {
            this.state.error =
                error instanceof ConnectionLostError
                    ? _t(
                          "No connection. The signature is still here: confirm again when it is back.",
                      )
                    : error.data?.message || error.message;
            this.state.busy = false;
            return;
        }
        this.props.close();
        await this.props.onSigned();
    }
}

/** The button that opens it; `options="{'purpose': …}"` says what is signed for. */
export class Signing extends Component {
    static template = "printer_maintenance.Signing";
    static props = { ...standardWidgetProps, purpose: String };

    setup() {
        this.dialog = useService("dialog");
    }

    open() {
        const { record, purpose } = this.props;
        this.dialog.add(SigningDialog, {
            resModel: record.resModel,
            resId: record.resId,
            purpose,
            onSigned: () => record.load(),
        });
    }
}

registry.category("view_widgets").add("printer_signing", {
    component: Signing,
    extractProps: ({ options }) => ({ purpose: options.purpose }),
});
