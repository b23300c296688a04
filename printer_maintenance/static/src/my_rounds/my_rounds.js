import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useDeedStore } from "@printer_maintenance/outbox/use_deed_store";
import { dayText, hourText, shortDayText } from "@printer_maintenance/my_day/day_words";
import { RoundPage } from "./round_page";
import { RoundStore } from "./round_store";

/** The inspector's rounds on the telephone (REQUIREMENTS I2, I4): work on when the connection is lost. */
export class MyRounds extends Component {
    static template = "printer_maintenance.MyRounds";
    static components = { RoundPage };
    static props = { ...standardActionServiceProps };

    setup() {
        this.store = useDeedStore(RoundStore, "printer_my_rounds");
        this.state = useState({ openId: this.props.action?.params?.round_id || 0 });
    }

    /** The hour of a round; another day is named. */
    when(round) {
        const hour = hourText(round.start);
        return round.date === this.store.day.day ? hour : `${shortDayText(round.date)} ${hour}`;
    }

    get title() {
        return this.store.day ? dayText(this.store.day.day) : "";
    }

    get open() {
        return this.store.rounds.find((round) => round.id === this.state.openId);
    }

    get ahead() {
        return this.store.rounds.filter(
            (round) => !["handed_in", "accepted"].includes(round.state),
        );
    }

    get done() {
        return this.store.rounds.filter((round) => ["handed_in", "accepted"].includes(round.state));
    }

    finished(round) {
        return this.store
            .sheets(round)
            .filter((sheet) => ["done", "left_out"].includes(sheet.state)).length;
    }

    show(round) {
        this.state.openId = round.id;
        document.querySelector(".o_printer_my_rounds")?.scrollTo(0, 0);
    }

    close() {
        this.state.openId = 0;
    }
}

registry.category("actions").add("printer_my_rounds", MyRounds);
