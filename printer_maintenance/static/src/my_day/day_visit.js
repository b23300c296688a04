import { Component, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { shrink } from "@printer_maintenance/photos/shrink";
import { SigningDialog } from "@printer_maintenance/signing/signing";
import { readPosition } from "@printer_maintenance/visit_arrival/position";
import { DayChecks } from "./day_checks";
import { mapLink, telLink, timeText } from "./day_words";

const CODE = /^\s*\d{4}\s*$/;

/** One visit on the telephone, from packing to the contact's signature. */
export class DayVisit extends Component {
    static template = "printer_maintenance.DayVisit";
    static components = { DayChecks };
    static props = { store: Object, visit: Object, close: Function };

    setup() {
        this.dialog = useService("dialog");
        this.actions = useService("action");
        this.orm = useService("orm");
        this.canScan = isBarcodeScannerSupported();
        this.camera = useRef("camera");
        this.code = useRef("code");
        this.restored = useRef("restored");
        this.state = useState({ message: "", photoMoment: "before", missingId: 0 });
        this.labels = {
            fault_cause: _t("Cause found"),
            work_done: _t("Work done"),
            advice: _t("Advice to the user"),
            briefing: _t("Training given"),
            briefed_names: _t("Who was trained"),
            briefing_omitted: _t("Why nobody was trained"),
        };
        this.mapLink = mapLink;
        this.telLink = telLink;
        this.timeText = timeText;
    }

    get visit() {
        return this.props.visit;
    }

    get undecided() {
        return this.props.store
            .deedsOf(this.visit.id)
            .filter((deed) => ["refused", "conflict"].includes(deed.status));
    }

    /** What would be lost with the deed: words, answers and photos may be sent once more. */
    isKept({ kind }) {
        return ["write", "photo", "check", "check_photo", "restored"].includes(kind);
    }

    section(key) {
        return (
            this.visit.sections.find((section) => section.key === key) || {
                items: [],
                done: 0,
                total: 0,
            }
        );
    }

    isPending(kind) {
        return this.visit.pending.includes(kind);
    }

    get isAhead() {
        return ["planned", "confirmed"].includes(this.visit.state);
    }

    get awaitsArrival() {
        return (
            ["confirmed", "under_way"].includes(this.visit.state) && this.visit.kind !== "remote"
        );
    }

    /** The codes that fit what was chosen before, as on the form. */
    codes(kind) {
        const { category_id, symptom, values } = this.visit;
        const offered = (this.props.store.day.codes[category_id] || []).filter(
            (code) => code.kind === kind,
        );
        if (kind === "cause") {
            return offered.filter(
                (code) => !code.parent || !symptom.id || code.parent === symptom.id,
            );
        }
        const above = values.cause_id;
        return offered.filter(
            (code) =>
                !code.parent ||
                (above
                    ? code.parent === above
                    : !symptom.id || !code.above || code.above === symptom.id),
        );
    }

    /** Choosing a code begins the free text, as on the form; nothing that was typed is overwritten. */
    choose(field, textField, ev) {
        const id = Number(ev.target.value) || false;
        this.write(field, id);
        const code = (this.props.store.day.codes[this.visit.category_id] || []).find(
            (one) => one.id === id,
        );
        if (code && !this.visit.values[textField]) {
            this.write(textField, code.name.split(" ").slice(1).join(" "));
        }
    }

    write(field, value) {
        return this.props.store.write(this.visit.id, field, value);
    }

    do(kind, args) {
        this.state.message = "";
        return this.props.store.add(this.visit.id, kind, args);
    }

    async position() {
        return this.visit.may_keep_position ? await readPosition() : null;
    }

    async arrive(code) {
        if (code?.trim()) {
            const by = CODE.test(code) ? "code" : "label";
            await this.do("arrive", { by, code: code.trim(), position: await this.position() });
        }
    }

    async scan() {
        try {
            await this.arrive(await scanBarcode(this.env));
        } catch (error) {
            this.state.message =
                error?.message || _t("The camera cannot be used. Type the number.");
        }
    }

    arriveByHand() {
        return this.do("arrive", { by: "hand" });
    }

    /** After a refusal: the engineer says in a line that the device is as it was before. */
    async confirmRestored() {
        const note = this.restored.el.value.trim();
        if (note) {
            await this.do("restored", { note });
        } else {
            this.state.message = _t("Write in a line what was done.");
        }
    }

    pack(item) {
        return this.do(item.done && !item.missing_how ? "untick" : "tick", { id: item.id });
    }

    toggleMissing(id) {
        this.state.missingId = this.state.missingId === id ? 0 : id;
    }

    missing(id, how, note) {
        this.state.missingId = 0;
        return this.do("missing", { id, how, note });
    }

    takePhoto(moment) {
        this.state.photoMoment = moment;
        this.camera.el.click();
    }

    async addPhotos(ev) {
        const files = [...ev.target.files];
        ev.target.value = "";
        for (const file of files) {
            await this.do("photo", { moment: this.state.photoMoment, data: await shrink(file) });
        }
    }

    sign() {
        this.dialog.add(SigningDialog, {
            resModel: "printer.visit",
            resId: this.visit.id,
            purpose: "work",
            onSigned: () => this.props.store.load(),
        });
    }

    /** What needs the connection: a dialog of the server's, or the whole form. */
    async openDialog(method) {
        const action = await this.orm.call("printer.visit", method, [[this.visit.id]]);
        if (action?.type) {
            await this.actions.doAction(action, { onClose: () => this.props.store.load() });
        } else {
            await this.props.store.load();
        }
    }

    openForm() {
        this.actions.doAction({
            type: "ir.actions.act_window",
            res_model: "printer.visit",
            res_id: this.visit.id,
            views: [[false, "form"]],
        });
    }
}
