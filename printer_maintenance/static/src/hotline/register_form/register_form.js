import { Component } from "@odoo/owl";
import { KindQuestions } from "../kind_questions/kind_questions";

/** A request in one step; what is entered stays until it is saved or thrown away. */
export class RegisterForm extends Component {
    static template = "printer_maintenance.HotlineRegisterForm";
    static components = { KindQuestions };
    static props = { hotline: Object, onSave: Function, onLogCall: Function };

    get draft() {
        return this.props.hotline.draft;
    }

    get isQuestion() {
        return this.draft.kind === "consultation";
    }

    /** The picked unit's caller is not in our book yet. */
    get asksForName() {
        const { card, options } = this.props.hotline;
        return Boolean(card?.unit && !card.caller && options.may_add_people);
    }

    onPhone(ev) {
        this.draft.phone = ev.target.value;
        this.draft.isPhoneTyped = true;
    }
}
