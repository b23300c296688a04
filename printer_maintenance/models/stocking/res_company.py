from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    printer_count_pieces = fields.Float(
        string="Differences booked at once (pieces)",
        default=2,
        help="A count that differs by more is put before dispatch before it is booked. 0: each difference is.",
    )
    printer_count_value = fields.Monetary(
        string="Differences booked at once (value)",
        default=500,
        currency_field="currency_id",
        help="A count that differs by more, at what the parts cost us, is put before dispatch before it is booked.",
    )
