"""Recording what the customer decided about an exclusion."""

from odoo import api, fields, models

from ..models.sla.sla_exclusion import CHANNELS


class SlaExclusionDecide(models.TransientModel):
    """Who of the customer decided, when and how (DESIGN "The clock")."""

    _name = "printer.sla.exclusion.decide"
    _description = "The customer's decision"

    exclusion_id = fields.Many2one("printer.sla.exclusion", string="Exclusion", required=True)
    customer_id = fields.Many2one(related="exclusion_id.customer_id", string="Customer")
    decision = fields.Selection(
        [("accepted", "Accepted"), ("refused", "Refused")], string="The customer has", required=True
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Decided by",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        domain="[('id', 'child_of', customer_id), ('is_company', '=', False)]",
    )
    decided_at = fields.Datetime(string="Decided at", required=True, default=fields.Datetime.now)
    how = fields.Selection(CHANNELS, string="Told us", required=True)
    note = fields.Text(string="The customer's words")

    @api.depends("exclusion_id")
    def _compute_contact_id(self):
        for wizard in self:
            wizard.contact_id = wizard.exclusion_id.ticket_id.partner_id

    def action_record(self):
        """Record the decision; the adjusted figures follow."""
        self.ensure_one()
        self.exclusion_id._decide(
            self.decision == "accepted", self.contact_id, self.decided_at, self.how, self.note
        )
        return {"type": "ir.actions.act_window_close"}
