import { Component } from "@odoo/owl";
import { shrink } from "@printer_maintenance/photos/shrink";

/** The job's checklist, one thumb a point; readings are typed, with the limits in sight. */
export class DayChecks extends Component {
    static template = "printer_maintenance.DayChecks";
    static props = { section: Object, answer: Function, rest: Function, photo: Function };

    answer(item, value) {
        this.props.answer({ id: item.id, kind: item.answer_kind, value });
    }

    answerNumber(item, text) {
        const value = Number(text.replace(",", "."));
        if (text.trim() && Number.isFinite(value)) {
            this.answer(item, value);
        }
    }

    async photo(item, ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (file) {
            this.props.photo({ id: item.id, data: await shrink(file) });
        }
    }

    limits(item) {
        return item.is_limited ? `${item.minimum} – ${item.maximum}` : "";
    }

    get hasQuick() {
        return this.props.section.items.some(
            (item) => !item.answered_at && ["tick", "choice"].includes(item.answer_kind),
        );
    }
}
