"""Proposing that a missed promise stays out of the adjusted figures."""

from odoo import fields, models

from ..models.sla.sla_exclusion import REASONS


class SlaExclude(models.TransientModel):
    """Say what happened and prove it; the customer decides (DESIGN "The clock")."""

    _name = "printer.sla.exclude"
    _description = "Propose an exclusion"

    clock_id = fields.Many2one("printer.sla.clock", string="Missed promise", required=True)
    start = fields.Datetime(related="clock_id.start")
    deadline = fields.Datetime(related="clock_id.deadline", string="Was due")
    stop = fields.Datetime(related="clock_id.stop", string="Done at")
    reason = fields.Selection(REASONS, required=True)
    explanation = fields.Text(string="Explanation", required=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Evidence")

    def action_propose(self):
        """Propose it, and open what was proposed."""
        self.ensure_one()
        exclusion = self.env["printer.sla.exclusion"]._propose(
            self.clock_id, self.reason, self.explanation, self.attachment_ids
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "printer.sla.exclusion",
            "view_mode": "form",
            "res_id": exclusion.id,
        }
