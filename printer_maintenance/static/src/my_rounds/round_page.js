import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { SheetPage } from "./sheet_page";

const OVER = ["done", "left_out"];

/** One round: its stops in walking order, and what becomes of it. */
export class RoundPage extends Component {
    static template = "printer_maintenance.RoundPage";
    static components = { SheetPage };
    static props = { store: Object, round: Object, close: Function };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ sheetId: 0, message: "", isBusy: false, reason: "", note: "" });
    }

    get round() {
        return this.props.round;
    }

    get sheets() {
        return this.props.store.sheets(this.round);
    }

    get open() {
        return this.state.sheetId && this.props.store.find(this.state.sheetId);
    }

    get left() {
        return this.sheets.filter((sheet) => !OVER.includes(sheet.state));
    }

    get share() {
        const total = this.round.sheets.length;
        return total ? Math.round((100 * (total - this.left.length)) / total) : 0;
    }

    get unsettled() {
        return this.sheets.filter((sheet) => sheet.findings.some((one) => one.state === "open"));
    }

    get isBegun() {
        return ["under_way", "returned"].includes(this.round.state);
    }

    /** All is entered, delivered and settled. */
    get isComplete() {
        return !this.left.length && !this.unsettled.length && !this.props.store.waiting.length;
    }

    get abnormal() {
        return this.sheets.filter((sheet) => ["abnormal", "unsafe"].includes(sheet.verdict));
    }

    word(name, key) {
        return this.props.store.day.words[name].find(([one]) => one === key)?.[1] || key;
    }

    /** What needs the server at once; what it refuses is said here. */
    async call(method, args = []) {
        this.state.message = "";
        this.state.isBusy = true;
        try {
            await this.orm.silent.call("printer.inspection.round", method, [
                [this.round.id],
                ...args,
            ]);
        } catch (error) {
            this.state.message = error.data?.message || error.message;
        } finally {
            this.state.isBusy = false;
        }
        await this.props.store.load();
    }

    giveReason() {
        return this.call("give_reason", [this.state.reason, this.state.note]);
    }

    show(sheet) {
        this.state.sheetId = sheet.id;
        document.querySelector(".o_printer_my_rounds")?.scrollTo(0, 0);
    }

    /** The next device in walking order that is not finished; after the last one the list. */
    next() {
        const at = this.sheets.findIndex((sheet) => sheet.id === this.state.sheetId);
        const rest = [...this.sheets.slice(at + 1), ...this.sheets.slice(0, at)];
        const following = rest.find((sheet) => !OVER.includes(sheet.state));
        if (following) {
            this.show(following);
        } else {
            this.back();
        }
    }

    back() {
        this.state.sheetId = 0;
    }
}
