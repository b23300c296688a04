import { Component, useState } from "@odoo/owl";
import { isPossible, readNumber } from "./reading";

/** One point, one thumb: what is looked at and how, the answer, a remark, a photo. */
export class SheetPoint extends Component {
    static template = "printer_maintenance.SheetPoint";
    static props = {
        point: Object,
        answer: { type: [Object, { value: undefined }], optional: true },
        photos: Number,
        isOpen: Boolean,
        give: Function,
        photo: Function,
    };

    setup() {
        this.state = useState({ problem: "", showsMethod: false, showsNote: false });
    }

    get point() {
        return this.props.point;
    }

    get value() {
        return this.props.answer?.value;
    }

    get note() {
        return this.props.answer?.note || "";
    }

    get limits() {
        const { minimum, maximum } = this.point;
        return minimum === null ? "" : `${minimum} – ${maximum}`;
    }

    get pictureUrl() {
        return `/web/image/printer.checklist.item/${this.point.id}/picture`;
    }

    get asksForNote() {
        return this.state.showsNote || this.note || this.props.answer?.is_abnormal;
    }

    give(value) {
        this.state.problem = "";
        this.props.give(this.point, value);
    }

    /** What cannot be true is asked again at once, before anything is sent; an emptied reading is taken back. */
    giveNumber(typed) {
        if (!typed.trim()) {
            this.state.problem = "";
            if (this.value !== undefined) {
                this.give(null);
            }
        } else if (readNumber(typed, this.point.measure) === null) {
            this.state.problem = "number";
        } else if (!isPossible(this.point, typed)) {
            this.state.problem = "impossible";
        } else {
            this.give(readNumber(typed, this.point.measure));
        }
    }

    giveNote(note) {
        if (this.value !== undefined) {
            this.props.give(this.point, this.value, note);
        }
    }
}
