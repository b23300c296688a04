import { Component, onMounted, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { user } from "@web/core/user";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DayStore } from "./day_store";
import { DayVisit } from "./day_visit";
import { dayText, timeText } from "./day_words";

const REFRESH_MS = 60_000;

/** The engineer's day on the telephone (REQUIREMENTS V1, V9): works on when the connection is lost. */
export class MyDay extends Component {
    static template = "printer_maintenance.MyDay";
    static components = { DayVisit };
    static props = { ...standardActionServiceProps };

    setup() {
        const orm = useService("orm");
        this.store = useState(new DayStore(orm, `printer_my_day:${session.db}:${user.userId}`));
        this.state = useState({ openId: this.props.action?.params?.visit_id || 0 });
        const { bus_service: bus } = this.env.services;
        useBus(bus, "BUS:RECONNECT", () => this.wake());
        this.onOnline = () => this.wake();
        this.onOffline = () => (this.store.isOnline = false);
        this.onVisible = () => document.visibilityState === "visible" && this.wake();
        onWillStart(() => this.store.start());
        onMounted(() => {
            window.addEventListener("online", this.onOnline);
            window.addEventListener("offline", this.onOffline);
            document.addEventListener("visibilitychange", this.onVisible);
            this.timer = setInterval(() => this.wake(), REFRESH_MS);
        });
        onWillUnmount(() => {
            window.removeEventListener("online", this.onOnline);
            window.removeEventListener("offline", this.onOffline);
            document.removeEventListener("visibilitychange", this.onVisible);
            clearInterval(this.timer);
            this.store.stop();
        });
    }

    async wake() {
        await this.store.flush();
        if (!this.store.waiting.length) {
            await this.store.load();
        }
    }

    get title() {
        return this.store.day ? dayText(this.store.day.day) : "";
    }

    get open() {
        return this.state.openId && this.store.visit(this.state.openId);
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
