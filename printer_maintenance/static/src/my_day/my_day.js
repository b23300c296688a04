import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useDeedStore } from "@printer_maintenance/outbox/use_deed_store";
import { DayStore } from "./day_store";
import { DayVisit } from "./day_visit";
import { dayText, timeText } from "./day_words";

/** The engineer's day on the telephone (REQUIREMENTS V1, V9): works on when the connection is lost. */
export class MyDay extends Component {
    static template = "printer_maintenance.MyDay";
    static components = { DayVisit };
    static props = { ...standardActionServiceProps };

    setup() {
        this.store = useDeedStore(DayStore, "printer_my_day");
        this.state = useState({ openId: this.props.action?.params?.visit_id || 0 });
    }

    get title() {
        return this.store.day ? dayText(this.store.day.day) : "";
    }

    get open() {
        return this.state.openId && this.store.find(this.state.openId);
    }

    get ahead() {
        return this.store.visits.filter(
            (visit) => !["finished", "unfinished"].includes(visit.state),
        );
    }

    get done() {
        return this.store.visits.filter((visit) =>
            ["finished", "unfinished"].includes(visit.state),
        );
    }

    time(visit) {
        return timeText(visit);
    }

    show(visit) {
        this.state.openId = visit.id;
        document.querySelector(".o_printer_my_day")?.scrollTo(0, 0);
    }

    close() {
        this.state.openId = 0;
    }
}

registry.category("actions").add("printer_my_day", MyDay);
