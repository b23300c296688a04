from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    printer_count_pieces = fields.Float(related="company_id.printer_count_pieces", readonly=False)
    printer_count_value = fields.Monetary(
        related="company_id.printer_count_value", readonly=False, currency_field="company_currency_id"
    )
