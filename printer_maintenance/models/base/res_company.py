"""The calendar day where a company sits."""

from datetime import date, datetime, time

import pytz

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _printer_zone(self) -> str:
        """Name of the time zone at the company's seat."""
        return self.sudo().partner_id.tz or self.env.user.tz or "UTC"

    def _printer_local(self, moment: datetime) -> datetime:
        """What the clock on the wall shows at the company's seat.

        :param moment: naive UTC
        """
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self._printer_zone()))

    def _printer_day(self, moment: datetime) -> date:
        """The date at the company's seat: agreements begin and end there, whoever asks and from wherever.

        :param moment: naive UTC
        """
        return self._printer_local(moment).date()

    def _printer_midnight(self, day: date) -> datetime:
        """The moment at which a day begins at the company's seat, naive UTC."""
        local = pytz.timezone(self._printer_zone()).localize(datetime.combine(day, time.min))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def _printer_time(self, moment: datetime | None) -> str:
        """Date and time at the company's seat, the same in every language; a dash for what never happened.

        :param moment: naive UTC
        """
        return self._printer_local(moment).strftime("%Y-%m-%d %H:%M") if moment else "–"
