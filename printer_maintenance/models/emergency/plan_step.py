"""One line of an emergency plan's checklist."""

from odoo import fields, models

from ..agreement.agreement_member import ROLES


class EmergencyPlanStep(models.Model):
    """What is to be done in an emergency, and by whom (REQUIREMENTS K5)."""

    _name = "printer.emergency.plan.step"
    _description = "Step of an emergency plan"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one("printer.emergency.plan", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What is done", required=True, translate=True)
    role = fields.Selection(ROLES, string="Who does it")
