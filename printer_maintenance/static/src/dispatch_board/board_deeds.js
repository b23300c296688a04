import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { steady } from "./board_time";

export const MODEL = "printer.dispatch.board";

/** What the board showed of a visit; if it has changed meanwhile, the server says so and changes nothing. */
function seen({ engineer_id, start, state }) {
    return { engineer_id, start, state };
}

/** What dispatchers do on the board; each ends with the board read anew. */
class BoardDeeds {
    constructor(services, done) {
        Object.assign(this, services, { done });
    }

    /** Plans a visit; one that was planned and has no time, or one that went by, is planned anew. */
    send(job, userId, start, minutes) {
        if (job.visit) {
            return this.moveVisit(job.visit, userId, start, { isAdrift: true, minutes });
        }
        return this.assign(job.id, userId, start, minutes);
    }

    /** What stands against it is shown before it is made. */
    async confirmed(ticketId, userId, start, minutes, visitIds = []) {
        const against = await this.orm.call(MODEL, "check", [
            ticketId,
            userId,
            start,
            minutes,
            visitIds,
        ]);
        if (!against.length) {
            return true;
        }
        return new Promise((resolve) =>
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Send them all the same?"),
                    body: against.join("\n"),
                    confirmLabel: _t("Send"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) },
            ),
        );
    }

    async assign(ticketId, userId, start, minutes = 60) {
        await this.follow(async () => {
            if (await this.confirmed(ticketId, userId, start, minutes)) {
                await this.orm.call(MODEL, "assign", [ticketId, userId, start, minutes]);
            }
        });
    }

    async moveVisit(visit, userId, dropped, { isAdrift = false, minutes = 0 } = {}) {
        // somebody else keeps the time that was agreed with the contact, and a hand that shakes changes none
        const keeps = visit.is_agreed && visit.engineer_id !== userId && !isAdrift;
        const start = keeps ? visit.start : steady(visit.start, dropped);
        await this.follow(async () => {
            const lasts = minutes || visit.minutes;
            if (!(await this.confirmed(visit.ticket_id, userId, start, lasts, [visit.id]))) {
                return;
            }
            const told = [visit.id, userId, start, seen(visit), minutes];
            const next = await this.orm.call(MODEL, "move", told);
            if (next) {
                await this.action.doAction(next, { onClose: () => this.done() });
            }
        });
    }

    /** Whatever came of it, the board shows how things stand now. */
    async follow(deed) {
        try {
            await deed();
        } finally {
            await this.done();
        }
    }

    swap(one, other) {
        return this.follow(() => this.exchange(one, other));
    }

    async exchange(one, other) {
        const takes = (visit, { engineer_id }) =>
            this.confirmed(visit.ticket_id, engineer_id, visit.start, visit.minutes, [
                one.id,
                other.id,
            ]);
        if ((await takes(one, other)) && (await takes(other, one))) {
            await this.orm.call(MODEL, "swap", [one.id, other.id, seen(one), seen(other)]);
        }
    }

    sendBackup(visit, userId, start) {
        return this.follow(async () => {
            if (await this.confirmed(visit.ticket_id, userId, start, visit.minutes)) {
                await this.orm.call(MODEL, "send_backup", [visit.id, userId, start, seen(visit)]);
            }
        });
    }
}

/** @param {Function} done reads the board anew */
export function useBoardDeeds(done) {
    const services = {
        orm: useService("orm"),
        action: useService("action"),
        dialog: useService("dialog"),
    };
    return new BoardDeeds(services, done);
}
