import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";

/** The best people for a job with the reasons for and against each; the first has the focus, Enter sends them. */
export class ProposalDialog extends Component {
    static template = "printer_maintenance.ProposalDialog";
    static components = { Dialog, DateTimeInput };
    static props = {
        title: String,
        ticketId: Number,
        start: String,
        minutes: { type: Number, optional: true },
        onChosen: Function,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({
            people: null,
            start: this.props.start,
            minutes: this.props.minutes || 60,
        });
        this.list = useRef("list");
        onWillStart(() => this.load());
        // the dialog gives the focus to its first field; the best person is what Enter is for
        onMounted(() => setTimeout(() => this.list.el?.querySelector("button")?.focus()));
    }

    get start() {
        return deserializeDateTime(this.state.start);
    }

    async load() {
        this.state.people = await this.orm.call("printer.dispatch.board", "propose", [
            this.props.ticketId,
            this.state.start,
            this.state.minutes,
        ]);
    }

    onStart(moment) {
        if (moment) {
            this.state.start = serializeDateTime(moment);
            this.load();
        }
    }

    onMinutes(ev) {
        this.state.minutes = Math.max(5, Number(ev.target.value) || 60);
        this.load();
    }

    choose(person) {
        this.props.close();
        this.props.onChosen(person, this.state.start, this.state.minutes);
    }
}
