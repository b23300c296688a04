"""Approval given by telephone: in an emergency, for a time, to be made good in writing (REQUIREMENTS P3)."""

from datetime import timedelta
from typing import ClassVar

from odoo import api, fields, models


class PartApproval(models.Model):
    """Who approved which quotation on the telephone, and whether the signature followed in time."""

    _name = "printer.part.approval"
    _inherit = "printer.state.mixin"
    _description = "Approval by telephone"
    _order = "approved_at desc, id desc"
    _rec_name = "order_id"

    _transitions: ClassVar = {
        "open": ("written", "lapsed", "refused", "void"),
        # late, yet better than never
        "lapsed": ("written", "refused"),
        "written": (),
        "refused": (),
        "void": (),
    }

    state = fields.Selection(
        [
            ("open", "Signature to follow"),
            ("written", "Made good in writing"),
            ("lapsed", "No signature in time"),
            ("refused", "Refused in writing"),
            ("void", "Void: the quotation changed"),
        ],
        default="open",
        required=True,
    )
    order_id = fields.Many2one(
        "sale.order", string="Quotation", required=True, readonly=True, index=True, ondelete="restrict"
    )
    order_name = fields.Char(related="order_id.name", string="Number of the quotation", related_sudo=True)
    revision = fields.Integer(string="Version of the quotation", readonly=True)
    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, readonly=True, index=True, ondelete="restrict"
    )
    agreement_id = fields.Many2one(related="ticket_id.agreement_id", store=True, index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Total that was told", readonly=True)
    contact_id = fields.Many2one("res.partner", string="Who approved", required=True, readonly=True)
    phone = fields.Char(string="Called at", readonly=True)
    words = fields.Text(string="What was said", readonly=True)
    told_by_id = fields.Many2one(
        "res.users", string="Told by", required=True, readonly=True, ondelete="restrict"
    )
    approved_at = fields.Datetime(string="Approved at", required=True, readonly=True)
    written_until = fields.Datetime(string="Signature until", required=True, readonly=True)
    written_at = fields.Datetime(string="Signed at", readonly=True)

    _one_open = models.UniqueIndex(
        "(order_id) WHERE state = 'open'", "This quotation is approved by telephone already."
    )
    # the sweep: what has not been signed in time
    _until_idx = models.Index("(written_until) WHERE state = 'open'")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    def _holds(self) -> bool:
        """Whether parts may be fitted on this word now: for this very version, and only within its time."""
        self.ensure_one()
        return (
            self.state == "open"
            and self.revision == self.order_id.quote_revision
            and self.written_until > fields.Datetime.now()
        )

    def _lapse(self) -> None:
        """No signature in time: it is over, and who answers for the agreement is told."""
        for approval in self:
            approval._set_state("lapsed")
            # another call may follow at once, and one at a time is open
            approval.flush_recordset(["state"])
            approval._tell_manager()

    def _make_good(self) -> None:
        """The signature has come."""
        self._set_state("written", written_at=fields.Datetime.now())

    def _cron_lapse(self) -> None:
        """Let approvals lapse whose signature has not come in time, and tell who answers for the agreement.

        Each is done by itself; a run that is cut off goes on with the next one.
        """
        due = self.search(
            [("state", "=", "open"), ("written_until", "<=", fields.Datetime.now())],
            order="written_until, id",
        )
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for approval in due:
            approval._lapse()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _tell_manager(self) -> None:
        self.ensure_one()
        manager = self.agreement_id.manager_id or self.told_by_id
        self.ticket_id.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.with_context(lang=manager.lang).env._(
                "%(quote)s was approved by telephone, the signature has not come", quote=self.order_id.name
            ),
            user_id=manager.id,
        )

    @api.model
    def _values_for(self, order, contact, phone: str, words: str) -> dict:
        """What is put on record of a call.

        :param order: ``sale.order`` that was told to the contact
        """
        ticket = order.ticket_id
        now = fields.Datetime.now()
        hours = ticket.agreement_id.telephone_approval_hours or 24
        return {
            "order_id": order.id,
            "revision": order.quote_revision,
            "ticket_id": ticket.id,
            "company_id": order.company_id.id,
            "currency_id": order.currency_id.id,
            "amount": order.amount_total,
            "contact_id": contact.id,
            "phone": phone,
            "words": words,
            "told_by_id": self.env.uid,
            "approved_at": now,
            "written_until": now + timedelta(hours=hours),
        }
