from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.days_off import WEEKEND


class Workday(models.Model):
    """A day of a weekend that is worked in exchange for a day off beside a holiday (调休)."""

    _name = "printer.workday"
    _description = "Weekend that is worked"
    _order = "date"
    _rec_name = "date"

    public_holiday_id = fields.Many2one(
        # the days of a year
        "calendar.public.holiday",
        string="Calendar year",
        required=True,
        ondelete="cascade",
        index=True,
    )
    date = fields.Date(required=True)
    note = fields.Char()
    is_from_library = fields.Boolean(string="From the library", readonly=True)

    _date_unique = models.UniqueIndex("(public_holiday_id, date)", "This day is entered already.")

    @api.constrains("date", "public_holiday_id")
    def _check_is_a_weekend_of_the_year(self):
        for workday in self:
            if workday.date.year != workday.public_holiday_id.year or workday.date.weekday() not in WEEKEND:
                raise ValidationError(
                    self.env._("%(day)s is not a Saturday or Sunday of the year.", day=workday.date)
                )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self.env["printer.sla.policy"]._count_anew_by_holidays()
        return days

    def write(self, vals):
        result = super().write(vals)
        if not {"date"}.isdisjoint(vals):
            self.env["printer.sla.policy"]._count_anew_by_holidays()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["printer.sla.policy"]._count_anew_by_holidays()
        return result
