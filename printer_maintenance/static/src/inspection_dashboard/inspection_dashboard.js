import { Component, markup, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { View } from "@web/views/view";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MODEL = "printer.inspection.dashboard";

/** How inspections stand: figures that open their records, and Odoo's own views below (REQUIREMENTS A4, I1, I5, E7). */
export class InspectionDashboard extends Component {
    static template = "printer_maintenance.InspectionDashboard";
    static components = { Layout, View };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Inspections at a glance");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.spans = [
            ["week", _t("7 days")],
            ["month", _t("30 days")],
            ["half_year", _t("This half-year")],
        ];
        this.state = useState({ span: "month", figures: [], sections: [] });
        onWillStart(() => this.load("month"));
    }

    async load(span) {
        const read = await this.orm.call(MODEL, "read_figures", [span, this.env.isSmall]);
        Object.assign(this.state, { ...read, span });
    }

    async openCases(figure, onlyFailed) {
        const args = [figure.code, this.state.span, onlyFailed];
        return this.action.doAction(await this.orm.call(MODEL, "open_cases", args));
    }

    openSection(section) {
        return this.action.doAction(section.action);
    }

    viewProps(section) {
        return {
            resModel: section.model,
            type: section.type,
            viewId: section.view,
            views: [[section.view, section.type], ...section.views, [false, "search"]],
            domain: section.domain,
            display: { controlPanel: false },
            ...(section.type === "list" ? { allowSelectors: false } : {}),
            noContentHelp: markup`<p class="o_view_nocontent_smiling_face">${section.empty}</p><p>${section.advice}</p>`,
        };
    }
}

registry.category("actions").add("printer_inspection_dashboard", InspectionDashboard);
