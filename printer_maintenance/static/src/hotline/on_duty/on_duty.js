import { Component, onWillStart, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** Who is on duty now, as the roster says (REQUIREMENTS S11). */
export class OnDuty extends Component {
    static template = "printer_maintenance.HotlineOnDuty";
    static props = {};

    setup() {
        const orm = useService("orm");
        this.state = useState({ people: [] });
        onWillStart(async () => {
            this.state.people = await orm.call("printer.roster.shift", "on_duty_board", []);
        });
    }
}
