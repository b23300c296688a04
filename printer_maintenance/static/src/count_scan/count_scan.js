import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const CLASS_OF_RESULT = {
    found: "alert-success",
    again: "alert-info",
    moved: "alert-warning",
    unknown: "alert-warning",
    several: "alert-danger",
};

/**
 * The scan box of an asset count (REQUIREMENTS A5): a code from the camera, a hand scanner or the keyboard is counted
 * at once, and the answer stays on the screen until the next one.
 */
export class CountScan extends Component {
    static template = "printer_maintenance.CountScan";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.canScan = isBarcodeScannerSupported();
        this.state = useState({ answer: null, departmentId: false, departments: [], busy: false });
        onWillStart(() => this.loadDepartments());
    }

    async loadDepartments() {
        const { unit_id: unit, state } = this.props.record.data;
        if (!unit || state !== "counting") {
            return;
        }
        this.state.departments = await this.orm.searchRead(
            "res.partner",
            [
                ["parent_id", "=", unit.id],
                ["printer_unit_kind", "=", "department"],
            ],
            ["name"],
            { order: "name" },
        );
    }

    get answerClass() {
        return CLASS_OF_RESULT[this.state.answer.result];
    }

    onDepartment(ev) {
        this.state.departmentId = Number(ev.target.value) || false;
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            this.count(ev.target.value);
        }
    }

    async onCamera() {
        let code;
        try {
            code = await scanBarcode(this.env);
        } catch (error) {
            this.notification.add(
                error?.message || _t("The camera cannot be used. Type the number."),
                {
                    type: "warning",
                },
            );
            return;
        }
        await this.count(code);
    }

    async count(code) {
        const { record } = this.props;
        if (!code?.trim() || this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            if (!(await record.save())) {
                return;
            }
            this.state.answer = await this.orm.call("printer.asset.count", "action_scan", [
                [record.resId],
                code,
                this.state.departmentId,
            ]);
            this.input.el.value = "";
            if ("vibrate" in navigator) {
                navigator.vibrate(this.state.answer.result === "found" ? 60 : [60, 60, 60]);
            }
            await record.load();
        } finally {
            this.state.busy = false;
            this.input.el?.focus();
        }
    }

    openLine() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "printer.asset.count.line",
            res_id: this.state.answer.line_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("view_widgets").add("printer_count_scan", { component: CountScan });
