"""Withdrawing an exclusion."""

from odoo import fields, models


class SlaExclusionWithdraw(models.TransientModel):
    """Take back what was proposed, or what was recorded as accepted by mistake, with the reason."""

    _name = "printer.sla.exclusion.withdraw"
    _description = "Withdraw the exclusion"

    exclusion_id = fields.Many2one("printer.sla.exclusion", string="Exclusion", required=True)
    is_accepted = fields.Boolean(compute="_compute_is_accepted")
    reason = fields.Char(required=True)

    def _compute_is_accepted(self):
        for wizard in self:
            wizard.is_accepted = wizard.exclusion_id.state == "accepted"

    def action_withdraw(self):
        """Withdraw it; the adjusted figures follow."""
        self.ensure_one()
        self.exclusion_id._withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
