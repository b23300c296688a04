from odoo import fields, models


class Agreement(models.Model):
    _inherit = "printer.agreement"

    exclusion_ids = fields.Many2many(
        "printer.scope.exclusion",
        string="Outside the scope",
        default=lambda self: self.env["printer.scope.exclusion"]._default_for_agreements(),
        help="What is refused with its reason, or quoted, although the device is served.",
    )
