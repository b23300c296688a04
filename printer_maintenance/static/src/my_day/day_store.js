import { DeedStore } from "@printer_maintenance/outbox/deed_store";
import { overlay } from "./overlay";

/** The engineer's visits of a day. */
export class DayStore extends DeedStore {
    model = "printer.my.day";
    readMethod = "read_day";
    owner = "visit";

    get owners() {
        return this.day?.visits || [];
    }

    get visits() {
        return this.owners.map((visit) => this.layer(visit, this.deedsOf(visit.id)));
    }

    layer(visit, deeds) {
        return overlay(visit, deeds);
    }

    replace(id, visit) {
        const at = this.owners.findIndex((one) => one.id === id);
        if (at >= 0) {
            this.day.visits.splice(at, 1, ...(visit ? [visit] : []));
        }
    }

    write(visitId, field, value) {
        return this.collect(visitId, "write", field, value, this.find(visitId).values[field]);
    }
}
