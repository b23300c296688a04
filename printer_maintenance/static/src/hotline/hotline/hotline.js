import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { OnDuty } from "../../on_duty/on_duty";
import { CallLog } from "../call_log/call_log";
import { CallerCard } from "../caller_card/caller_card";
import { DeviceList } from "../device_list/device_list";
import { History } from "../history/history";
import { RegisterForm } from "../register_form/register_form";
import { RequestList } from "../request_list/request_list";
import { SearchBox } from "../search_box/search_box";

/** The hotline screen (REQUIREMENTS S10): find the caller, register in seconds, hands on the keyboard. */
export class Hotline extends Component {
    static template = "printer_maintenance.Hotline";
    static components = {
        CallLog,
        CallerCard,
        DeviceList,
        History,
        OnDuty,
        RegisterForm,
        RequestList,
        SearchBox,
    };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Hotline");

    setup() {
        this.hotline = useState(useService("printer_hotline"));
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.root = useRef("root");
        this.texts = {
            open: _t("Open requests"),
            nothingOpen: _t("Nothing is open."),
            toConfirm: _t("To be confirmed by telephone"),
            nothingToConfirm: _t("Every request is confirmed."),
        };
        useHotkey("escape", () => this.clear(), { bypassEditableProtection: true });
        useHotkey("control+enter", () => this.save(), { bypassEditableProtection: true });
        onWillStart(() => this.hotline.start());
    }

    /** Only agents confirm visits; second line takes consultations. */
    get onConfirm() {
        return this.hotline.options.may_confirm ? (id) => this.confirm(id) : undefined;
    }

    focus(selector) {
        // what is to have the focus may only just be drawn
        requestAnimationFrame(() => this.root.el?.querySelector(selector)?.focus());
    }

    onPicked() {
        this.focus(
            this.hotline.call ? ".o_hotline_call [name=note]" : ".o_hotline_register [name=name]",
        );
    }

    /** Escape: first the results, then the call being logged, then the caller; never entered text without asking. */
    clear() {
        const { hotline } = this;
        if (hotline.isOpen || hotline.query) {
            hotline.closeResults();
        } else if (hotline.call && !hotline.call.note) {
            hotline.call = null;
        } else {
            this.nextCaller();
            return;
        }
        this.focus(".o_hotline_search input");
    }

    nextCaller() {
        const forget = () => {
            this.hotline.nextCaller();
            this.focus(".o_hotline_search input");
        };
        if (!this.hotline.isDirty) {
            forget();
            return;
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Next caller"),
            body: _t("What you entered is not saved yet. Throw it away?"),
            confirmLabel: _t("Throw away"),
            confirm: forget,
            cancelLabel: _t("Keep"),
            cancel: () => {},
        });
    }

    async save(isAnswered = false) {
        const { hotline } = this;
        const isOk = hotline.call ? await hotline.logCall() : await hotline.register(isAnswered);
        if (isOk) {
            this.focus(".o_hotline_search input");
        }
    }

    startCall(request) {
        this.hotline.startCall(request);
        this.focus(".o_hotline_call [name=note]");
    }

    openRequest(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "helpdesk.ticket",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    /** The confirming call: who comes and when, while the caller is still on the line (REQUIREMENTS S2). */
    async confirm(id) {
        const action = await this.orm.call("helpdesk.ticket", "action_confirm_by_telephone", [
            [id],
        ]);
        await this.action.doAction(action, { onClose: () => this.hotline.refresh() });
    }
}

registry.category("actions").add("printer_hotline", Hotline);
