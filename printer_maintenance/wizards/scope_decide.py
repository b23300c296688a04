"""What happens to a request that no agreement covers."""

from odoo import api, fields, models

from ..models.ticket.ticket_scope import DECISIONS


class ScopeDecide(models.TransientModel):
    """Refuse with the reason, quote, or serve free of charge (REQUIREMENTS A2)."""

    _name = "printer.scope.decide"
    _description = "Decide on a request that is not covered"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    contact_id = fields.Many2one(related="ticket_id.partner_id", string="Contact")
    contact_email = fields.Char(related="ticket_id.partner_id.email", string="Contact's e-mail")
    scope_note = fields.Char(related="ticket_id.scope_note")
    decision = fields.Selection(DECISIONS, required=True, default="refused")
    note = fields.Text(
        string="What the contact is told",
        compute="_compute_note",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    tell_contact = fields.Boolean(string="Send it by e-mail", default=True)

    @api.depends("ticket_id", "decision")
    def _compute_note(self):
        for wizard in self:
            ticket = wizard.ticket_id
            speaking = ticket.with_context(lang=ticket.partner_id.lang or self.env.lang)
            env = speaking.env
            follow_ups = {
                "refused": env._("We are sorry that we cannot take on this request."),
                "chargeable": env._("We will send you a quotation and start when you have agreed to it."),
                "goodwill": env._("This once we help you free of charge."),
            }
            reason = speaking.scope_note or ""
            wizard.note = f"{reason} {follow_ups[wizard.decision or 'refused']}".strip()

    def action_decide(self):
        """Record the decision and tell the contact."""
        self.ensure_one()
        self.ticket_id._decide_scope(self.decision, self.note, self.tell_contact)
        return {"type": "ir.actions.act_window_close"}
