from odoo import fields, models


class VisitReason(models.Model):
    _inherit = "printer.visit.reason"

    is_attempt = fields.Boolean(
        string="Counts against first-time fix",
        default=True,
        help="Whether somebody had their chance to mend it. Nobody did behind a locked door.",
    )
