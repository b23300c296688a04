"""Odoo's working calendars as opening hours of the clock (REQUIREMENTS S1)."""

from datetime import datetime, time, timedelta

import pytz

from odoo import api, models

from ...exceptions import NoServiceHoursError
from ...rules import working_time
from ...rules.working_time import Span, merged

# opening hours are worked out for so many days at a time, and kept for the rest of the batch
BLOCK = timedelta(days=32)
EPOCH = datetime(2020, 1, 6)
# Odoo's calendars end a day at 23:59:59.999999
ROUNDING = timedelta(microseconds=1)
_CHANGED = "printer_maintenance.hours_changed"


class CalendarHours:
    """The open spans of a ``resource.calendar``: attendances without leaves, and without public holidays if so agreed.

    :param calendar: ``resource.calendar``, raised: whoever reports need not read it
    :param company: whose public holidays count; None: they do not close
    """

    def __init__(self, calendar, company=None):
        self.calendar, self.company = calendar, company
        self.zone = pytz.timezone(calendar.tz or "UTC")
        self._blocks: dict[int, list[Span]] = {}

    def spans(self, first: datetime, last: datetime) -> list[Span]:
        """See :class:`~..rules.working_time.Hours`."""
        numbers = range((first - EPOCH) // BLOCK, (last - EPOCH) // BLOCK + 1)
        spans = merged(span for number in numbers for span in self._block(number))
        return [(max(begin, first), min(end, last)) for begin, end in spans if end > first and begin < last]

    def _block(self, number: int) -> list[Span]:
        if number not in self._blocks:
            self._blocks[number] = self._work_out(EPOCH + number * BLOCK, EPOCH + (number + 1) * BLOCK)
        return self._blocks[number]

    def _work_out(self, first: datetime, last: datetime) -> list[Span]:
        spans = self._ask_calendar("_work_intervals_batch", first, last)
        if not self.company:
            return spans
        holidays = self.calendar.env["calendar.public.holiday"]
        days_off, days_worked = holidays._printer_days(self.company, first.date(), last.date())
        holes = merged(self._day(day) for day in days_off)
        spans = [piece for span in spans for piece in working_time.without(span, holes)]
        return merged([*spans, *self._worked_instead(days_worked)])

    def _ask_calendar(self, method: str, first: datetime, last: datetime) -> list[Span]:
        aware = getattr(self.calendar, method)(pytz.utc.localize(first), pytz.utc.localize(last))
        return merged((self._to_utc(begin), self._to_utc(end)) for begin, end, _record in aware[False])

    @staticmethod
    def _to_utc(moment) -> datetime:
        """Naive UTC; the last microsecond of a day is the next day's beginning: 24-hour days have 24 hours."""
        moment = moment.astimezone(pytz.utc).replace(tzinfo=None)
        return moment + ROUNDING if moment.microsecond == 999999 else moment

    def _day(self, day) -> Span:
        """A calendar day of the place, from midnight to midnight, in UTC."""
        begin = datetime.combine(day, time.min)
        return tuple(
            self._to_utc(self.zone.localize(midnight)) for midnight in (begin, begin + timedelta(days=1))
        )

    def _worked_instead(self, days) -> list[Span]:
        """The hours of weekend days that are worked instead of a holiday: those of the week's first working day."""
        spans = []
        for day in days:
            monday = day - timedelta(days=day.weekday())
            first, last = self._day(monday)[0], self._day(monday + timedelta(days=6))[1]
            week = self._ask_calendar("_attendance_intervals_batch", first, last)
            if not week:
                continue
            model_day = self._local(week[0][0]).date()
            spans += [
                tuple(
                    self._to_utc(self.zone.localize(self._local(moment) + (day - model_day)))
                    for moment in span
                )
                for span in week
                if self._local(span[0]).date() == model_day
            ]
        return spans

    def _local(self, moment: datetime) -> datetime:
        return pytz.utc.localize(moment).astimezone(self.zone).replace(tzinfo=None)


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _check_leaves_time(self) -> None:
        """Raise unless a promise can ever be due in these hours.

        :raises NoServiceHoursError: naming the calendar
        """
        for calendar in self:
            hours = CalendarHours(calendar.sudo())
            try:
                working_time.moment(datetime(2026, 1, 1), timedelta(hours=40), hours)
            except working_time.NoOpeningHoursError as error:
                raise NoServiceHoursError(
                    self.env._(
                        "“%(calendar)s” has no working time in which a promise could ever be due.",
                        calendar=calendar.display_name,
                    )
                ) from error

    def write(self, vals):
        result = super().write(vals)
        if {"tz", "attendance_ids", "global_leave_ids", "leave_ids", "two_weeks_calendar"}.intersection(vals):
            self._count_clocks_anew()
        return result

    def _count_clocks_anew(self) -> None:
        """Running clocks follow when service hours change: once, when all their lines are written."""
        precommit = self.env.cr.precommit
        if _CHANGED not in precommit.data:
            precommit.data[_CHANGED] = set()
            precommit.add(self.browse()._count_changed_hours)
        precommit.data[_CHANGED].update(self.ids)

    def _count_changed_hours(self) -> None:
        """Count the clocks anew that run within hours which this transaction changed.

        :raises NoServiceHoursError: when the hours of a policy would leave no time at all
        """
        changed = self.browse(sorted(self.env.cr.precommit.data.pop(_CHANGED, ())))
        # hours are edited by people who may not edit policies
        policies = (
            self.env["printer.sla.policy"]
            .sudo()
            .with_context(active_test=False)
            .search([("calendar_id", "in", changed.ids)])
        )
        policies.calendar_id._check_leaves_time()
        policies._count_anew()


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.calendar_id._count_clocks_anew()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self.calendar_id._count_clocks_anew()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars.exists()._count_clocks_anew()
        return result


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._calendars_closed()._count_clocks_anew()
        return leaves

    def write(self, vals):
        before = self._calendars_closed()
        result = super().write(vals)
        (before | self._calendars_closed())._count_clocks_anew()
        return result

    def unlink(self):
        calendars = self._calendars_closed()
        result = super().unlink()
        calendars.exists()._count_clocks_anew()
        return result

    def _calendars_closed(self):
        """The calendars that these leaves close: their own, or every one of the company; one person's close none."""
        general = self.filtered(lambda leave: not leave.resource_id)
        everywhere = general.filtered(lambda leave: not leave.calendar_id).company_id
        Calendar = self.env["resource.calendar"].sudo()
        return general.calendar_id | (
            Calendar.search([("company_id", "in", [False, *everywhere.ids])]) if everywhere else Calendar
        )
