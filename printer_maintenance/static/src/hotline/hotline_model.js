import { markRaw } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { KeepLast } from "@web/core/utils/concurrency";

export const MODEL = "printer.hotline";

export function newDraft() {
    return {
        kind: "repair",
        severity: "normal",
        name: "",
        description: "",
        answer: "",
        contactName: "",
        phone: "",
        isPhoneTyped: false,
        device: null,
        answers: {},
    };
}

/**
 * What is going on at the hotline: the search, the caller's card, the half-filled request, the call being logged.
 *
 * It lives as long as the browser's tab, so nothing is lost when the agent looks something up on another screen.
 */
export class HotlineModel {
    constructor(orm) {
        this.orm = markRaw(orm);
        this.searches = markRaw(new KeepLast());
        this.cards = markRaw(new KeepLast());
        this.options = null;
        this.overview = null;
        this.nextCaller();
    }

    /** Forget the caller and everything entered. */
    nextCaller() {
        Object.assign(this, {
            query: "",
            searched: "",
            number: "",
            groups: [],
            isOpen: false,
            cursor: 0,
            since: 0,
            card: null,
            draft: newDraft(),
            call: null,
            done: null,
            error: "",
            isSaving: false,
        });
    }

    async start() {
        const [options] = await Promise.all([
            this.options || this.orm.call(MODEL, "options", []),
            this.refresh(),
        ]);
        this.options = options;
    }

    /** What others did meanwhile: the waiting requests, and the caller's card. */
    async refresh(partnerId = this.partnerId) {
        await this.safely(async () => {
            this.overview = await this.orm.call(MODEL, "overview", []);
        });
        if (partnerId) {
            await this.load({ partner_id: partnerId });
        }
    }

    // -- search ------------------------------------------------------------------------------------------------

    get items() {
        return this.groups.flatMap((group) => group.items);
    }

    get isDirty() {
        const { name, description, answer, contactName } = this.draft;
        return Boolean(name || description || answer || contactName || this.call?.note);
    }

    /** What was typed is searched for; a telephone number is kept as the one that calls. */
    async search() {
        const text = this.query.trim();
        this.since = this.since || Date.now();
        await this.safely(async () => {
            const found = await this.searches.add(this.orm.call(MODEL, "search_all", [text]));
            this.searched = text;
            this.groups = found.groups;
            this.cursor = 0;
            this.isOpen = Boolean(text);
            const kinds = found.groups.map((group) => group.kind);
            // serial numbers may look like telephone numbers
            const isCaller = kinds.includes("person") || !kinds.includes("device");
            if (found.is_phone && isCaller && !this.card) {
                this.number = found.text;
            }
        });
    }

    /** Enter: what is shown is picked; a text that was not searched for yet is, and picked if only one fits. */
    async enter() {
        if (this.searched !== this.query.trim() || !this.isOpen) {
            await this.search();
            if (this.items.length !== 1) {
                return false;
            }
        }
        const item = this.items[this.cursor];
        return item ? this.pick(item) : false;
    }

    move(step) {
        const { length } = this.items;
        if (length) {
            this.isOpen = true;
            this.cursor = (this.cursor + step + length) % length;
        }
    }

    closeResults() {
        Object.assign(this, { query: "", searched: "", groups: [], isOpen: false });
    }

    async pick(item) {
        this.done = null;
        const ok = await {
            person: () => this.load({ partner_id: item.id }),
            unit: () => this.load({ partner_id: item.id }),
            device: () => this.load({ partner_id: this.partnerId, equipment_id: item.id }),
            request: () => this.load({ ticket_id: item.id }),
        }[item.kind]();
        if (ok) {
            this.closeResults();
            if (item.kind === "request") {
                this.startCall(this.card.requests.items.find((row) => row.id === item.id) || item);
            }
        }
        return ok;
    }

    // -- the caller --------------------------------------------------------------------------------------------

    get partnerId() {
        return this.card?.caller?.id || this.card?.unit?.id || false;
    }

    /** Load a card; what is entered already stays as far as it fits the caller. */
    async load(keys) {
        return this.safely(async () => {
            const card = await this.cards.add(
                this.orm.call(MODEL, "card", [], { ...keys, number: this.number }),
            );
            this.since = this.since || Date.now();
            this.card = card;
            const customer = card.unit?.customer_id;
            if (card.device && !keys.ticket_id) {
                this.draft.device = card.device;
            } else if (this.draft.device && this.draft.device.customer_id !== customer) {
                this.draft.device = null;
            }
            if (!this.draft.isPhoneTyped) {
                this.draft.phone = this.number || card.caller?.phone || card.unit?.phone || "";
            }
        });
    }

    /** Somebody else of the same unit is on the telephone. */
    otherPerson() {
        this.card.caller = null;
        this.draft.phone = this.draft.isPhoneTyped ? this.draft.phone : this.number;
    }

    async showDevices(text, offset) {
        await this.safely(async () => {
            this.card.devices = await this.cards.add(
                this.orm.call(MODEL, "devices", [this.card.unit.id, text, offset]),
            );
        });
    }

    /** Run something on the server and tell in place what went wrong. */
    async safely(action) {
        this.error = "";
        try {
            await action();
            return true;
        } catch (error) {
            if (error instanceof RPCError) {
                this.error = error.data?.message || error.message;
            } else if (error instanceof ConnectionLostError) {
                this.error = _t("No connection to the server. What you entered is still here.");
            } else {
                throw error;
            }
            return false;
        }
    }
}
