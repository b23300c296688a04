from odoo import api, fields, models


class PublicHolidayLine(models.Model):
    _inherit = "calendar.public.holiday.line"

    # customers are told of a holiday in their own language
    name = fields.Char(translate=True)
    is_from_library = fields.Boolean(
        string="From the library", readonly=True, help="Kept up to date when the year is filled again."
    )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self.env["printer.sla.policy"]._count_anew_by_holidays()
        return days

    def write(self, vals):
        result = super().write(vals)
        if not {"date", "state_ids"}.isdisjoint(vals):
            self.env["printer.sla.policy"]._count_anew_by_holidays()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["printer.sla.policy"]._count_anew_by_holidays()
        return result
