from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    printer_notice_days = fields.Integer(
        string="Notice before holidays (days)",
        default=3,
        help="So many days before public holidays the customers are asked to check and back up, and get the duty "
        "plan. 0 sends nothing.",
    )
