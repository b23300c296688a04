import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";

const WIDE = ["text", "boolean"];
const INPUTS = { char: "text", date: "date", integer: "number" };

/** The short form of a kind of request (REQUIREMENTS A3); what is asked comes from the server. */
export class KindQuestions extends Component {
    static template = "printer_maintenance.HotlineKindQuestions";
    static props = {
        answers: Object,
        kind: String,
        deviceId: [Number, Boolean],
        partnerId: [Number, Boolean],
    };

    setup() {
        this.orm = useService("orm");
        this.inputs = INPUTS;
        this.wide = WIDE;
        this.last = new KeepLast();
        this.state = useState({ questions: [] });
        onWillStart(() => this.ask(this.props));
        onWillUpdateProps((next) => {
            if (["kind", "deviceId", "partnerId"].some((name) => next[name] !== this.props[name])) {
                // not awaited: nobody waits for the next field while typing
                this.ask(next);
            }
        });
    }

    async ask({ kind, deviceId, partnerId }) {
        this.state.questions = await this.last.add(
            this.orm.call("printer.hotline", "questions", [kind, deviceId, partnerId]),
        );
    }

    isChosen(question, [value]) {
        return String(value) === this.props.answers[question.name];
    }

    onAnswer(name, ev) {
        const { answers } = this.props;
        answers[name] =
            ev.target.type === "checkbox" ? (ev.target.checked ? "1" : "") : ev.target.value;
    }
}
