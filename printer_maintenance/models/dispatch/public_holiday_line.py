from odoo import fields, models


class PublicHolidayLine(models.Model):
    _inherit = "calendar.public.holiday.line"

    # customers are told of a holiday in their own language
    name = fields.Char(translate=True)
    is_from_library = fields.Boolean(
        string="From the library", readonly=True, help="Kept up to date when the year is filled again."
    )
