"""The confirming call."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class VisitConfirm(models.TransientModel):
    """Confirm a request by telephone: who comes, when, whom to ask (REQUIREMENTS S2)."""

    _name = "printer.visit.confirm"
    _description = "Confirm by telephone"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact called",
        compute="_compute_from_ticket",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    contact_phone = fields.Char(
        string="Telephone", compute="_compute_from_ticket", store=True, precompute=True, readonly=False
    )
    engineer_id = fields.Many2one(
        "res.users",
        string="Engineer",
        compute="_compute_from_ticket",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
        domain=[("share", "=", False)],
    )
    engineer_phone = fields.Char(related="engineer_id.phone", string="Engineer's telephone")
    further_engineer_ids = fields.Many2many(
        "res.users", string="Further engineers", domain=[("share", "=", False)]
    )
    liaison_id = fields.Many2one(
        "res.users",
        string="Liaison",
        compute="_compute_from_ticket",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
        domain=[("share", "=", False)],
    )
    start = fields.Datetime(string="Agreed time", required=True, default=lambda self: self._default_start())
    allowed_engineer_ids = fields.Many2many("res.users", compute="_compute_allowed_engineer_ids")
    script = fields.Text(string="What to tell the contact", compute="_compute_script")

    @api.model
    def _default_start(self):
        """A time that an engineer can keep: in half an hour, at a round figure."""
        soonest = fields.Datetime.now() + timedelta(minutes=30)
        return soonest + timedelta(minutes=-soonest.minute % 5, seconds=-soonest.second)

    @api.depends("ticket_id")
    def _compute_from_ticket(self):
        for wizard in self:
            ticket = wizard.ticket_id
            agreement = ticket.agreement_id
            wizard.contact_id = ticket.partner_id
            wizard.contact_phone = ticket.partner_phone or ticket.partner_id.phone
            wizard.engineer_id = ticket.user_id or agreement.engineer_ids[:1]
            wizard.liaison_id = agreement.agent_id or self.env.user

    @api.depends("ticket_id")
    def _compute_allowed_engineer_ids(self):
        for wizard in self:
            agreement = wizard.ticket_id.agreement_id
            wizard.allowed_engineer_ids = agreement.engineer_ids | agreement.backup_ids

    @api.depends("engineer_id", "liaison_id", "start")
    def _compute_script(self):
        for wizard in self:
            start = fields.Datetime.context_timestamp(wizard, wizard.start) if wizard.start else False
            wizard.script = self.env._(
                "%(engineer)s (%(phone)s) will be with you at %(time)s. If anything changes, please ask %(liaison)s.",
                engineer=wizard.engineer_id.name or "…",
                phone=wizard.engineer_phone or "–",
                time=start.strftime("%Y-%m-%d %H:%M") if start else "…",
                liaison=wizard.liaison_id.name or "…",
            )

    def action_confirm(self):
        """Record the call and its result; open the visit."""
        self.ensure_one()
        if self.start < self.ticket_id.reported_at:
            raise ValidationError(
                self.env._("The agreed time lies before the report. Please enter the time of the visit.")
            )
        self.ticket_id._confirm_visit(
            self.engineer_id, self.start, self.contact_id, self.liaison_id, self.further_engineer_ids
        )
        return {"type": "ir.actions.act_window_close"}
