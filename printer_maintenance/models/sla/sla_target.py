"""One promised time of a policy."""

from odoo import fields, models

MILESTONES = [
    ("confirm", "Confirmed by telephone"),
    ("respond", "Responded"),
    ("arrive", "Engineer on site"),
    ("report", "Major fault told to the management"),
    ("resolve", "Solved"),
    ("answer", "Consultation answered"),
]


class SlaTarget(models.Model):
    """How many minutes a milestone may take, counted from the report."""

    _name = "printer.sla.target"
    _description = "Promised time"
    _order = "policy_id, minutes, id"

    policy_id = fields.Many2one("printer.sla.policy", required=True, ondelete="cascade", index=True)
    milestone = fields.Selection(MILESTONES, required=True)
    minutes = fields.Integer(required=True)

    _minutes_positive = models.Constraint("CHECK(minutes > 0)", "A promised time is at least one minute.")
    _milestone_once = models.UniqueIndex(
        "(policy_id, milestone)", "A policy promises each milestone only once."
    )
