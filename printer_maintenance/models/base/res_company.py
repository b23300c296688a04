"""The calendar day where a company sits."""

from datetime import date, datetime

import pytz

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _printer_day(self, moment: datetime) -> date:
        """The date at the company's seat: agreements begin and end there, whoever asks and from wherever.

        :param moment: naive UTC
        """
        zone = self.sudo().partner_id.tz or self.env.user.tz or "UTC"
        return pytz.utc.localize(moment).astimezone(pytz.timezone(zone)).date()
