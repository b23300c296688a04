import { Component, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const { DateTime } = luxon;

// seconds between two looks at the server: while somebody has time to answer, and once the next call is due
const LOOK_AGAIN = 15;
const LOOK_AGAIN_WHEN_DUE = 4;

/**
 * Minutes and seconds until the next person is called. It follows the calls: the record is read again from time to time,
 * and more often once the call is due; never while somebody is changing it.
 */
export class CallCountdownField extends Component {
    static template = "printer_maintenance.CallCountdownField";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ now: DateTime.now() });
        this.ticks = 0;
        this.loading = false;
        const timer = browser.setInterval(() => this.tick(), 1000);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get moment() {
        return this.props.record.data[this.props.name];
    }

    get secondsLeft() {
        return Math.ceil(this.moment.diff(this.state.now, "seconds").seconds);
    }

    get isDue() {
        return this.secondsLeft <= 0;
    }

    get text() {
        if (this.isDue) {
            return _t("now");
        }
        const seconds = String(this.secondsLeft % 60).padStart(2, "0");
        return `${Math.floor(this.secondsLeft / 60)}:${seconds}`;
    }

    async tick() {
        this.state.now = DateTime.now();
        this.ticks += 1;
        if (!this.moment || this.ticks % (this.isDue ? LOOK_AGAIN_WHEN_DUE : LOOK_AGAIN)) {
            return;
        }
        const { record } = this.props;
        if (this.loading || record.dirty || document.hidden) {
            return;
        }
        this.loading = true;
        try {
            await record.load();
        } finally {
            this.loading = false;
        }
    }
}

registry.category("fields").add("printer_call_countdown", {
    component: CallCountdownField,
    displayName: _t("Time until the next call"),
    supportedTypes: ["datetime"],
});
