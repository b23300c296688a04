"""The confirming call."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class VisitConfirm(models.TransientModel):
    """Confirm a request by telephone: who comes, when, whom to ask (REQUIREMENTS S2)."""

    _name = "printer.visit.confirm"
    _description = "Confirm by telephone"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    visit_id = fields.Many2one(
        "printer.visit",
        string="Planned visit",
        compute="_compute_visit_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('ticket_id', '=', ticket_id), ('state', '=', 'planned')]",
        help="The visit that a dispatcher has planned already; without one a new visit comes into being.",
    )
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
        "res.users",
        string="Further engineers",
        compute="_compute_further_engineer_ids",
        store=True,
        readonly=False,
        domain=[("share", "=", False)],
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
    start = fields.Datetime(
        string="Agreed time",
        required=True,
        compute="_compute_start",
        store=True,
        precompute=True,
        readonly=False,
    )
    allowed_engineer_ids = fields.Many2many("res.users", compute="_compute_allowed_engineer_ids")
    script = fields.Text(string="What to tell the contact", compute="_compute_script")

    @api.model
    def _default_start(self):
        """A time that an engineer can keep: in half an hour, at a round figure."""
        soonest = fields.Datetime.now() + timedelta(minutes=30)
        return soonest + timedelta(minutes=-soonest.minute % 5, seconds=-soonest.second)

    @api.depends("ticket_id")
    def _compute_visit_id(self):
        for wizard in self:
            wizard.visit_id = wizard.visit_id or wizard.ticket_id._visit_to_confirm()

    @api.depends("visit_id")
    def _compute_start(self):
        soonest = self._default_start()
        for wizard in self:
            wizard.start = max(wizard.visit_id.planned_start or soonest, soonest)

    @api.depends("ticket_id", "visit_id")
    def _compute_from_ticket(self):
        for wizard in self:
            ticket, visit = wizard.ticket_id, wizard.visit_id
            agreement = ticket.agreement_id
            wizard.contact_id = visit.contact_id or ticket.partner_id
            wizard.contact_phone = ticket.partner_phone or wizard.contact_id.phone
            wizard.engineer_id = visit.engineer_id or ticket.user_id or agreement.engineer_ids[:1]
            wizard.liaison_id = visit.liaison_id or agreement.agent_id or self.env.user

    @api.depends("visit_id")
    def _compute_further_engineer_ids(self):
        for wizard in self:
            wizard.further_engineer_ids = wizard.visit_id.engineer_ids

    @api.depends("ticket_id")
    def _compute_allowed_engineer_ids(self):
        for wizard in self:
            wizard.allowed_engineer_ids = wizard.ticket_id._allowed_engineers()

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
            self.engineer_id,
            self.start,
            self.contact_id,
            self.liaison_id,
            self.further_engineer_ids,
            self.visit_id,
        )
        return {"type": "ir.actions.act_window_close"}
