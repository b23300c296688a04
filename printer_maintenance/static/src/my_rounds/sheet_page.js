import { Component, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { shrink } from "@printer_maintenance/photos/shrink";
import { FindingPanel } from "./finding_panel";
import { SheetPoint } from "./sheet_point";

/** One device on the telephone: label, what the user says, the points, what becomes of what is wrong. */
export class SheetPage extends Component {
    static template = "printer_maintenance.SheetPage";
    static components = { FindingPanel, SheetPoint };
    static props = {
        store: Object,
        sheet: Object,
        round: Object,
        total: Number,
        back: Function,
        next: Function,
    };

    setup() {
        this.canScan = isBarcodeScannerSupported();
        this.code = useRef("code");
        this.state = useState({ message: "", isLeavingOut: false, reason: "", note: "" });
    }

    get sheet() {
        return this.props.sheet;
    }

    get store() {
        return this.props.store;
    }

    get points() {
        return this.store.points(this.sheet);
    }

    get allowsQuick() {
        return (
            this.store.day.lists[this.sheet.list]?.allows_quick &&
            this.points.some((point) => !this.sheet.answers[point.id])
        );
    }

    get isOpen() {
        return ["open", "returned"].includes(this.sheet.state);
    }

    get isIdentified() {
        return this.sheet.is_scanned || Boolean(this.sheet.no_scan_reason);
    }

    /** The user is asked first; only then are the points answered. */
    get isAsked() {
        return this.sheet.values.nobody_there || Boolean(this.sheet.values.operator_remark.trim());
    }

    get undecided() {
        return this.store
            .deedsOf(this.sheet.id)
            .filter((deed) => ["refused", "conflict"].includes(deed.status));
    }

    /** What would be lost with the deed: words, answers and photos may be sent once more. */
    isKept({ kind }) {
        return ["write", "answer", "photo", "settle"].includes(kind);
    }

    words(name) {
        return this.store.day.words[name];
    }

    do(kind, args) {
        this.state.message = "";
        return this.store.add(this.sheet.id, kind, args);
    }

    write(field, value) {
        return this.store.write(this.sheet.id, field, value);
    }

    answer(point, value, note) {
        this.state.message = "";
        return this.store.answer(this.sheet.id, point, value, note);
    }

    async scan() {
        try {
            await this.enter(await scanBarcode(this.env));
        } catch (error) {
            this.state.message =
                error?.message || _t("The camera cannot be used. Type the number.");
        }
    }

    async enter(code) {
        if (code?.trim()) {
            await this.do("scan", { code: code.trim() });
        }
    }

    async photo(pointId, ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (file) {
            await this.do("photo", { item_id: pointId, data: await shrink(file) });
        }
    }

    /** The names of what keeps the sheet from being finished. */
    get missing() {
        const { answers, photos } = this.sheet;
        const lacksAnswer = (point) =>
            point.kind !== "photo" && point.required && !answers[point.id];
        const lacksPhoto = (point) =>
            point.wants_photo &&
            !photos[point.id] &&
            (point.kind === "photo" ? point.required : Boolean(answers[point.id]));
        return this.points
            .filter((point) => lacksAnswer(point) || lacksPhoto(point))
            .map((point) => point.name);
    }

    async finish() {
        if (this.missing.length) {
            this.state.message = _t("Still to be answered: %s", this.missing.join(", "));
            return;
        }
        await this.do("finish");
        const sheet = this.store.find(this.sheet.id);
        const isSettled = !sheet.findings.some((finding) => finding.state === "open");
        if (sheet.state === "done" && isSettled && !sheet.isUndecided) {
            this.props.next();
        }
    }

    async leaveOut() {
        const { reason, note } = this.state;
        this.state.isLeavingOut = false;
        await this.do("leave_out", { reason, note });
    }
}
