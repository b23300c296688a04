"""Choose the year and country whose public holidays are filled in."""

from odoo import api, fields, models

from ..models.base.rights import check_role


class HolidayFill(models.TransientModel):
    """Fill a year of public holidays from the library (REQUIREMENTS S1, S11)."""

    _name = "printer.holiday.fill"
    _description = "Fill public holidays"

    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year)
    country_id = fields.Many2one("res.country", required=True, default=lambda self: self._default_country())

    @api.model
    def _default_country(self):
        return self.env.company.country_id or self.env.ref("base.cn")

    def action_fill(self):
        """Fill in the year and show it."""
        self.ensure_one()
        check_role(self.env, "dispatcher")
        record = self.env["calendar.public.holiday"]._fill(self.year, self.country_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
