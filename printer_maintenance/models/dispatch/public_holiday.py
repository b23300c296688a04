"""Public holidays by OCA calendar_public_holiday, filled from PyPI's holidays, with the weekends worked instead."""

from datetime import date, timedelta

import holidays as library

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import RosterError
from ...rules import days_off
from ..base.rights import check_role

# what the library calls our languages, and what it speaks when it does not know one
LANGUAGES = {"zh_CN": "zh_CN", "zh_TW": "zh_TW", "zh_HK": "zh_TW", "en_US": "en_US", "en_GB": "en_GB"}


class PublicHoliday(models.Model):
    _inherit = "calendar.public.holiday"

    workday_ids = fields.One2many(
        "printer.workday",
        "public_holiday_id",
        string="Weekends worked instead",
        help="Days of a weekend that are worked in exchange for a day off (调休).",
    )
    filled_at = fields.Datetime(string="Filled from the library at", readonly=True, copy=False)
    without_workdays = fields.Boolean(
        compute="_compute_without_workdays",
        help="The country moves working days to weekends, but none is known for this year yet.",
    )

    @api.depends("year", "country_id", "workday_ids", "filled_at")
    def _compute_without_workdays(self):
        for record in self:
            record.without_workdays = bool(
                record.filled_at and record.country_id.code == "CN" and not record.workday_ids
            )

    @api.model
    def _printer_days(self, company, first: date, last: date) -> tuple[set[date], set[date]]:
        """Days off and weekends that are worked instead, where a company sits.

        Two queries, whatever the length of time and the number of countries.

        :param company: ``res.company``
        :param first: first day asked about
        :param last: last day, included
        :return: (public holidays, days of weekends that are worked)
        """
        # holidays are no secret, and the clocks of a contact's request need them too
        lines_sudo = self.env["calendar.public.holiday.line"].sudo()
        workdays_sudo = self.env["printer.workday"].sudo()
        place = company.sudo().partner_id
        within = Domain("date", ">=", first) & Domain("date", "<=", last)
        here = Domain("public_holiday_id.country_id", "in", [False, place.country_id.id])
        of_state = Domain("state_ids", "=", False)
        if place.state_id:
            of_state |= Domain("state_ids", "in", place.state_id.ids)
        off = lines_sudo.search_fetch(within & here & of_state, ["date"])
        worked = workdays_sudo.search_fetch(within & here, ["date"])
        return set(off.mapped("date")), set(worked.mapped("date"))

    @api.model
    def _printer_runs_ahead(self, company, today: date, notice: int) -> list[days_off.Run]:
        """The runs of holidays that a company's customers are to be told of today."""
        around = timedelta(days=days_off.LONGEST_RUN + notice)
        off, worked = self._printer_days(company, today - around, today + around)
        return days_off.runs_ahead(today, notice, off, worked)

    def action_fill(self):
        """Fill or refresh this year from the library.

        :raises RosterError: for a year or a country that the library does not know
        """
        check_role(self.env, "dispatcher")
        for record in self:
            record._fill(record.year, record.country_id)

    @api.model
    def _fill(self, year: int, country):
        """Take over a country's public holidays of a year, in every language that is installed.

        Filling again brings names and days up to date and makes nothing twice; days entered by hand stay.

        :param country: ``res.country``
        :return: the ``calendar.public.holiday`` of the year
        :raises RosterError: for a year or a country that the library does not know
        """
        # OCA lets only the system's administrator write holidays; every caller has checked the role
        model_sudo = self.sudo()
        names = self._library_days(year, country, library_language(self.env.lang))
        record = model_sudo.search([("year", "=", year), ("country_id", "=", country.id)], limit=1)
        record = record or model_sudo.create({"year": year, "country_id": country.id})
        record._fill_lines(names)
        for code, _name in self.env["res.lang"].get_installed():
            record.with_context(lang=code)._translate_lines(
                self._library_days(year, country, library_language(code))
            )
        record._fill_workdays(names.weekend_workdays)
        record.filled_at = fields.Datetime.now()
        return record.with_env(self.env)

    @api.model
    def _library_days(self, year: int, country, language: str):
        """The library's calendar of a year.

        :raises RosterError: for a year or a country that it does not know
        """
        known = library.list_supported_countries(include_aliases=False)
        if country.code not in known:
            raise RosterError(
                self.env._(
                    "The library of holidays does not know %(country)s; enter the days by hand.",
                    country=country.name or self.env._("a calendar without a country"),
                )
            )
        days = library.country_holidays(country.code, years=year, language=language, observed=True)
        if not days:
            first, last = getattr(days, "start_year", 0), getattr(days, "end_year", 0)
            raise RosterError(
                self.env._(
                    "The library of holidays does not know %(year)s for %(country)s, only %(first)s to %(last)s. "
                    "Enter the days by hand.",
                    year=year,
                    country=country.name,
                    first=first,
                    last=last,
                )
            )
        return days

    def _fill_lines(self, names) -> None:
        self.ensure_one()
        # days of single states are entered by hand and are none of the library's
        known = {line.date: line for line in self.line_ids if not line.state_ids}
        self.env["calendar.public.holiday.line"].create(
            [
                {"public_holiday_id": self.id, "date": day, "name": name, "is_from_library": True}
                for day, name in sorted(names.items())
                if day not in known
            ]
        )
        # what is not announced any more goes; what people entered stays
        self.line_ids.filtered(lambda line: line.is_from_library and line.date not in names).unlink()

    def _translate_lines(self, names) -> None:
        for line in self.line_ids.filtered("is_from_library"):
            name = names.get(line.date)
            if name and line.name != name:
                line.name = name

    def _fill_workdays(self, days) -> None:
        self.ensure_one()
        wanted = {day for day in days if day.year == self.year}
        known = {workday.date: workday for workday in self.workday_ids}
        self.env["printer.workday"].create(
            [
                {"public_holiday_id": self.id, "date": day, "is_from_library": True}
                for day in sorted(wanted - set(known))
            ]
        )
        self.workday_ids.filtered(
            lambda workday: workday.is_from_library and workday.date not in wanted
        ).unlink()


def library_language(code: str | None) -> str | None:
    """What the library calls a language of ours; English when it has no other.

    >>> library_language("zh_CN"), library_language("fr_FR")
    ('zh_CN', 'en_US')
    """
    return LANGUAGES.get(code or "en_US", "en_US")
