import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { OnDuty } from "./on_duty";

/** The board as a screen of its own, for the wall of the service centre and for telephones. */
export class OnDutyScreen extends Component {
    static template = "printer_maintenance.OnDutyScreen";
    static components = { Layout, OnDuty };
    static props = { ...standardActionServiceProps };
    static displayName = _t("On duty now");
}

registry.category("actions").add("printer_maintenance.on_duty", OnDutyScreen);
