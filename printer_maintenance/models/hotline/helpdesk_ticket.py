"""The calls about a request, and questions that a call answers at once."""

from odoo import fields, models

from ...exceptions import ConsultationError, SignatureMissingError


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # the hotline looks for a part of the number, as callers read it out
    number = fields.Char(index="trigram")
    call_ids = fields.One2many(
        "printer.call", "ticket_id", string="Calls", copy=False, readonly=True, groups="base.group_user"
    )

    def action_log_call(self):
        """Open the dialog that puts a call about this request on record."""
        self.ensure_one()
        return {
            "name": self.env._("Log a call"),
            "type": "ir.actions.act_window",
            "res_model": "printer.call.log",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def _needs_signature(self):
        return super()._needs_signature() and not self._is_answered_question()

    def _is_answered_question(self) -> bool:
        """Whether words were enough: a consultation that was answered, and nobody worked on anything."""
        return (
            self.service_kind == "consultation"
            and bool(self.answered_at)
            and not self.was_fault
            # whoever answers need not see failures and visits
            and not self.sudo().maintenance_request_ids
            and not self.sudo().visit_ids
        )

    def _answer_by_telephone(self, answer: str) -> None:
        """Close a question that was answered in the call itself (REQUIREMENTS S4).

        :param answer: what the caller was told
        :raises ConsultationError: when it is no open consultation, or without an answer
        :raises SignatureMissingError: when there was more to it than a question
        """
        self.ensure_one()
        if self.service_kind != "consultation" or self.closed:
            raise ConsultationError(
                self.env._(
                    "%(ticket)s is no open consultation; only a question can be closed by its answer.",
                    ticket=self.number,
                )
            )
        if not (answer or "").strip():
            raise ConsultationError(self.env._("Please write what the caller was told."))
        self._stamp("answered_at", "responded_at")
        if self._needs_signature():
            raise SignatureMissingError(
                self.env._(
                    "%(ticket)s was a fault or had visits: it is closed by the contact's signature, not by an answer.",
                    ticket=self.number,
                )
            )
        # the contact reads it on their page, too
        self.write({"answer": answer.strip(), "answered_how": "telephone"})
        self._solve(fields.Datetime.now())

    def _confirm_visit(self, engineer, start, contact, liaison, further_engineers=None, visit=None):
        """The confirming call is a call like any other, and stands among them (REQUIREMENTS S2)."""
        visit = super()._confirm_visit(engineer, start, contact, liaison, further_engineers, visit)
        self.env["printer.call"].create(
            {
                "ticket_id": self.id,
                "partner_id": contact.id,
                "phone": self.partner_phone if contact == self.partner_id else contact.phone,
                "direction": "out",
                "result": "reached",
                "note": visit.name,
            }
        )
        return visit
