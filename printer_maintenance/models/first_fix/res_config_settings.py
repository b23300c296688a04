from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    printer_repeat_days = fields.Integer(related="company_id.printer_repeat_days", readonly=False)
