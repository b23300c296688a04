from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    printer_notice_days = fields.Integer(related="company_id.printer_notice_days", readonly=False)
