import { Component, useState } from "@odoo/owl";

/** What becomes of something that is wrong: fixed, a request, the supervisor's, or an emergency. */
export class FindingPanel extends Component {
    static template = "printer_maintenance.FindingPanel";
    static props = { finding: Object, settle: Function, anew: Function };

    setup() {
        this.state = useState({ how: "", text: "" });
    }

    choose(how) {
        this.state.how = this.state.how === how ? "" : how;
    }

    get needsText() {
        return ["fixed", "supervisor", "major"].includes(this.state.how);
    }

    done() {
        const { id, item_id } = this.props.finding;
        this.props.settle({ id, item_id, how: this.state.how, text: this.state.text.trim() });
        this.state.how = "";
    }

    /** Entered as fixed by mistake: it is asked anew. */
    anew() {
        const { id, item_id } = this.props.finding;
        this.props.anew({ id, item_id });
        this.state.text = "";
    }
}
