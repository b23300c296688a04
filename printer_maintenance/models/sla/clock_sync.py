"""Clocks follow their requests."""

from odoo import models
from odoo.tools import SQL

from .clock_book import ClockBook

# so many different deadlines are written by the ORM, more by one statement
WRITTEN_BY_VALUE = 20


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _sync_clocks(self, corrected: bool = False) -> None:
        """Read every clock of these requests anew and keep what they show: a handful of queries for any number.

        Called whenever something changes that a clock follows from: policy, facts, severity, kind of service, device,
        stage, waiting, service hours. Calling it once more changes nothing.

        :param corrected: a fact was corrected: stopped clocks get a new verdict too
        """
        # engineers stamp facts by working, contacts report: neither may write clocks
        # without a policy nothing is promised any more: what still runs ends
        tickets_sudo = self.sudo().filtered(lambda ticket: ticket.policy_id or ticket.clock_ids)
        if not tickets_sudo:
            return
        book = ClockBook(tickets_sudo)
        Clock = self.env["printer.sla.clock"].sudo()
        rows = Clock._load_rows(tickets_sudo.ids, lock=True)
        fired = self.env["printer.sla.escalation.log"].sudo()._fired_steps([row.id for row in rows])
        known = {ticket.id: {} for ticket in tickets_sudo}
        for row in rows:
            known[row.ticket_id][row.milestone] = row
        changed, new, faces = {}, [], {}
        for ticket in tickets_sudo:
            promised, running = book.promised(ticket), known[ticket.id]
            agreement_id = ticket.agreement_id.id or None
            shown = faces[ticket.id] = []
            for milestone in {**promised, **running}:
                row, promise = running.get(milestone), promised.get(milestone)
                if row:
                    face = book.next_face(ticket, row, promise, corrected, fired.get(row.id, set()))
                    if face != row.face:
                        changed[row.id] = face
                elif face := book.first_face(ticket, milestone, promise):
                    # in the order of BORN
                    new.append((ticket.id, milestone, agreement_id, *face))
                if face:
                    shown.append(face)
        Clock._insert_rows(new)
        Clock._update_rows(changed)
        tickets_sudo._show_next_deadline(faces, bool(new))

    def _show_next_deadline(self, faces: dict, has_new: bool) -> None:
        """Let each request show the promise that is due next."""
        nearest = {
            ticket_id: min((face.deadline for face in shown if face.state == "running"), default=False)
            for ticket_id, shown in faces.items()
        }
        outdated = self.filtered(lambda ticket: ticket.next_deadline != nearest[ticket.id])
        by_deadline = outdated.grouped(lambda ticket: nearest[ticket.id])
        if len(by_deadline) <= WRITTEN_BY_VALUE:
            # reaches the database together with whatever else is new about the request
            for deadline, tickets in by_deadline.items():
                tickets._through_door().write({"next_deadline": deadline})
        else:
            outdated._update_next_deadline(nearest)
        if has_new:
            self.invalidate_recordset(["clock_ids"], flush=False)

    def _update_next_deadline(self, nearest: dict) -> None:
        """Write a time of its own to each of many requests in one statement: no rule follows from this copy."""
        self.flush_recordset(["next_deadline"])
        self.env.cr.execute(
            SQL(
                "UPDATE helpdesk_ticket AS ticket SET next_deadline = new.deadline "
                "FROM unnest(%s::int4[], %s::timestamp[]) AS new (id, deadline) WHERE ticket.id = new.id",
                self.ids,
                [nearest[ticket.id] or None for ticket in self],
            )
        )
        self.invalidate_recordset(["next_deadline", "is_late"], flush=False)
