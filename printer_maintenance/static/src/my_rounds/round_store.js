import { DeedStore } from "@printer_maintenance/outbox/deed_store";
import { overlay } from "./round_overlay";

/** The inspector's rounds; deeds are about sheets. */
export class RoundStore extends DeedStore {
    model = "printer.my.rounds";
    readMethod = "read_rounds";
    owner = "sheet";

    get rounds() {
        return this.day?.rounds || [];
    }

    get owners() {
        return this.rounds.flatMap((round) => round.sheets);
    }

    /** The sheets of a round, as they will stand once everything is delivered. */
    sheets(round) {
        return round.sheets.map((sheet) => this.layer(sheet, this.deedsOf(sheet.id)));
    }

    points(sheet) {
        return this.day.lists[sheet.list]?.points || [];
    }

    layer(sheet, deeds) {
        return overlay(sheet, deeds, this.points(sheet));
    }

    replace(id, sheet) {
        for (const round of this.rounds) {
            const at = round.sheets.findIndex((one) => one.id === id);
            if (at >= 0) {
                round.sheets.splice(at, 1, ...(sheet ? [sheet] : []));
            }
        }
    }

    write(sheetId, field, value) {
        return this.collect(sheetId, "write", field, value, this.find(sheetId).values[field]);
    }

    answer(sheetId, point, value, note) {
        const known = this.find(sheetId).answers[point.id];
        const answer = { value, note: note ?? known?.note ?? "" };
        const seen = known ? { value: known.value, note: known.note } : null;
        return this.collect(sheetId, "answer", String(point.id), answer, seen);
    }
}
