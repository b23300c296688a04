import { reactive } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { HotlineModel, MODEL, newDraft } from "./hotline_model";

const MS_PER_MINUTE = 60_000;

/** What the hotline puts on record: requests and calls. */
export class HotlineDesk extends HotlineModel {
    get minutes() {
        return this.since ? Math.max(1, Math.round((Date.now() - this.since) / MS_PER_MINUTE)) : 1;
    }

    /** Register the request; a question with its answer is closed at once. */
    async register(isAnswered = false) {
        const { draft, card } = this;
        const isNew = !card?.caller && draft.contactName.trim();
        return this.save("register", {
            partner_id: card?.caller?.id || false,
            unit_id: card?.unit?.id || false,
            new_contact: isNew ? { name: draft.contactName, unit_id: card?.unit?.id } : false,
            equipment_id: draft.device?.id || false,
            service_kind: draft.kind,
            severity: draft.severity,
            name: draft.name,
            description: draft.description,
            phone: draft.phone,
            minutes: this.minutes,
            answer: isAnswered ? draft.answer : "",
            answers: { ...draft.answers },
        });
    }

    /** Begin to log a call, on a request or without one; what was noted already is kept. */
    startCall(request = null) {
        this.call = {
            request,
            direction: request ? "out" : "in",
            result: request ? "reached" : "answered",
            phone: request?.phone || this.number || this.card?.caller?.phone || "",
            minutes: this.minutes,
            note: this.call?.note || "",
            isAnswer: false,
        };
        this.error = "";
    }

    async logCall() {
        const { call, card } = this;
        return this.save("log_call", {
            ticket_id: call.request?.id || false,
            partner_id: call.request?.partner_id || card?.caller?.id || card?.unit?.id || false,
            phone: call.phone,
            direction: call.direction,
            result: call.result,
            minutes: call.minutes,
            note: call.note,
            is_answer: call.isAnswer,
        });
    }

    /** Save, then show what came of it; on an error everything entered stays where it is. */
    async save(method, values) {
        if (this.isSaving) {
            return false;
        }
        this.isSaving = true;
        let request = null;
        const ok = await this.safely(async () => {
            request = await this.orm.call(MODEL, method, [values]);
        });
        this.isSaving = false;
        if (ok) {
            if (method === "register") {
                this.draft = newDraft();
            }
            this.call = null;
            this.done = { method, request };
            // the new contact of a unit has a card from now on
            const isNew = method === "register" || !this.card;
            await this.refresh((isNew && request?.partner_id) || this.partnerId);
        }
        return ok;
    }
}

registry.category("services").add("printer_hotline", {
    dependencies: ["orm"],
    start: (env, { orm }) => reactive(new HotlineDesk(orm)),
});
