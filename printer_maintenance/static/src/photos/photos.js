import { Component, onWillStart, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { evaluateBooleanExpr } from "@web/core/py_js/py";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { newUid, shrink } from "./shrink";

const OWNER_FIELDS = { "printer.visit": "visit_id", "printer.custody": "custody_id" };

/** The photos of one moment of a visit or of a stay at the workshop; the camera is one tap away (REQUIREMENTS V1, V4). */
export class Photos extends Component {
    static template = "printer_maintenance.Photos";
    static props = { ...standardWidgetProps, moment: String, editable: String };

    setup() {
        this.orm = useService("orm");
        this.viewer = useFileViewer();
        this.input = useRef("input");
        this.state = useState({ photos: [], sending: 0, error: "" });
        onWillStart(() => this.load(this.props.record));
        // what is typed elsewhere on the form changes no photo
        onWillUpdateProps((props) =>
            props.record.resId === this.props.record.resId ? undefined : this.load(props.record),
        );
    }

    get title() {
        return {
            before: _t("Photos before the work"),
            after: _t("Photos after the work"),
            taken: _t("Photos when taken along"),
            returned: _t("Photos when given back"),
        }[this.props.moment];
    }

    get canEdit() {
        const { record, editable } = this.props;
        return Boolean(record.resId) && evaluateBooleanExpr(editable, record.evalContext);
    }

    get isShown() {
        return this.canEdit || this.state.photos.length > 0;
    }

    async load(record) {
        if (!record.resId) {
            return;
        }
        this.state.photos = await this.orm.searchRead(
            "printer.photo",
            [
                [OWNER_FIELDS[record.resModel], "=", record.resId],
                ["moment", "=", this.props.moment],
            ],
            ["taken_at", "user_id", "note"],
        );
    }

    async add(ev) {
        const files = [...ev.target.files];
        ev.target.value = "";
        this.state.error = "";
        const { record, moment } = this.props;
        this.state.sending += files.length;
        for (const file of files) {
            try {
                const data = await shrink(file);
                const told = [record.resModel, record.resId, moment, data, newUid()];
                await this.orm.call("printer.photo", "add_photo", told);
            } catch (error) {
                this.state.error = error.data?.message || error.message;
            }
            this.state.sending -= 1;
        }
        await this.load(record);
    }

    async remove(photo) {
        this.state.error = "";
        try {
            await this.orm.call("printer.photo", "remove_photo", [[photo.id]]);
        } catch (error) {
            this.state.error = error.data?.message || error.message;
        }
        await this.load(this.props.record);
    }

    open(photo) {
        const files = this.state.photos.map(({ id }) => ({
            isImage: true,
            isViewable: true,
            name: this.title,
            defaultSource: `/web/image/printer.photo/${id}/image`,
            downloadUrl: `/web/image/printer.photo/${id}/image?download=true`,
        }));
        this.viewer.open(files[this.state.photos.indexOf(photo)], files);
    }
}

registry.category("view_widgets").add("printer_photos", {
    component: Photos,
    extractProps: ({ options }) => ({ moment: options.moment, editable: options.editable }),
});
