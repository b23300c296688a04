from odoo import fields, models


class Agreement(models.Model):
    _inherit = "printer.agreement"

    policy_id = fields.Many2one(
        "printer.sla.policy",
        string="Service policy",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The promised times of this agreement.",
    )
