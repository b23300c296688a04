"""What inspections prove (REQUIREMENTS A4, I1, I5, I7)."""

from datetime import date, timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...rules import commitments
from ..agreement.measure import Figure, ShareMeasure
from ..first_fix.measures import WorkMeasure
from .round_week import monday

_lt = LazyTranslate(__name__)


class RoundsOnTime(WorkMeasure):
    """Rounds of a kind handed in by the end of their day, of all whose day has passed or that were handed in."""

    model = "printer.inspection.round"
    agreement_field = "agreement_id"
    kind: ClassVar[str]
    # a round may be moved within its own period, no further
    days_to_move: ClassVar[int]

    @staticmethod
    def _span(company, first, last):
        return first, last

    def _of_kind(self, start, end) -> Domain:
        return (
            Domain("kind", "=", self.kind)
            & Domain("plan_id", "!=", False)
            & Domain("planned_on", ">=", start)
            & Domain("planned_on", "<=", end)
        )

    def _counted(self, start, end):
        return self._of_kind(start, end) & (
            Domain("first_handed_in_at", "!=", False) | Domain("missed_at", "!=", False)
        )

    def _failed(self):
        return Domain("missed_at", "!=", False) | Domain("moved_days", ">", self.days_to_move)


class DailyRounds(RoundsOnTime):
    """Daily rounds done on the day (REQUIREMENTS I1)."""

    label = _lt("Daily rounds done on the day")
    kind = "daily"
    days_to_move = 0


class WeeklyChecks(RoundsOnTime):
    """Electrical safety checks done in their week, of all whose week has passed or that were handed in (I1)."""

    label = _lt("Electrical safety checks done in time")
    kind = "electrical"
    # the week of a period's last day ends after it
    settling_days = 8

    @staticmethod
    def _span(company, first, last):
        return first, last, monday(company._printer_day(fields.Datetime.now()))

    def _counted(self, start, end, this_week):
        return self._of_kind(start, end) & (
            Domain("first_handed_in_at", "!=", False) | Domain("planned_on", "<", this_week)
        )

    def _failed(self):
        return Domain("first_handed_in_at", "=", False) | Domain("weeks_late", ">", 0)


class SheetsAtEndOfShift(RoundsOnTime):
    """Rounds of every kind handed in by the end of the day (REQUIREMENTS I7)."""

    label = _lt("Inspection sheets handed in on the day")
    days_to_move = 366

    def _counted(self, start, end):
        return (
            Domain("plan_id", "!=", False)
            & Domain("date", ">=", start)
            & Domain("date", "<=", end)
            & Domain("first_handed_in_at", "!=", False)
        )


class LateRoundsExplained(RoundsOnTime):
    """Late and missed rounds that carry their reason (REQUIREMENTS I6)."""

    label = _lt("Late rounds with a reason")

    def _counted(self, start, end):
        return (
            Domain("plan_id", "!=", False)
            & Domain("date", ">=", start)
            & Domain("date", "<=", end)
            & Domain("missed_at", "!=", False)
        )

    def _failed(self):
        return Domain("late_reason", "=", False)


class FindingsInTime(WorkMeasure):
    """Findings closed within the days of their plan, of all that were due by now (REQUIREMENTS I5)."""

    label = _lt("Inspection findings closed in time")
    model = "printer.inspection.finding"
    agreement_field = "agreement_id"

    @staticmethod
    def _span(company, first: date, last: date):
        return company._printer_midnight(first), company._printer_midnight(last + timedelta(days=1))

    def _counted(self, start, end):
        return (
            Domain("state", "!=", "withdrawn")
            & Domain("due_at", ">=", start)
            & Domain("due_at", "<", end)
            & (Domain("closed_at", "!=", False) | Domain("is_late", "=", True))
        )

    def _failed(self):
        return Domain("is_late", "=", True)


class FullInspections(ShareMeasure):
    """Devices inspected in full, of those that an even pace asks for by now; at the period's end of all (I1)."""

    label = _lt("Full inspections on schedule")
    model = "printer.inspection.due"

    def figures(self, agreements, first: date, last: date) -> dict[int, Figure]:
        """See :meth:`Measure.figures`."""
        # figures are the system's: every device counts, whoever looks
        Due = agreements.env[self.model].sudo()
        within = (
            Domain("period_start", ">=", first)
            & Domain("period_start", "<=", last)
            & Domain("state", "!=", "dropped")
        )
        counts: dict[int, list] = {}
        for agreement, start, end, state, number in Due._read_group(
            Domain("agreement_id", "in", agreements.ids) & within,
            ["agreement_id", "period_start:day", "period_end:day", "state"],
            ["__count"],
        ):
            counts.setdefault(agreement.id, []).append((start, end, state, number))
        return {
            agreement.id: self._of_rows(agreement, counts.get(agreement.id, ()), within, last)
            for agreement in agreements
        }

    def _of_rows(self, agreement, rows, within: Domain, last: date) -> Figure:
        good = total = 0
        for start, end in {(row[0], row[1]) for row in rows}:
            due = sum(number for s, e, _state, number in rows if (s, e) == (start, end))
            done = sum(number for s, e, state, number in rows if (s, e) == (start, end) and state == "done")
            passed = (min(last, end) - start).days + 1
            expected = due * passed // ((end - start).days + 1)
            good += min(done, expected)
            total += expected
        mine = Domain("agreement_id", "=", agreement.id) & within
        return Figure(commitments.share(good, total), good, total, mine, mine & Domain("state", "=", "due"))


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {
            "daily_rounds": DailyRounds(),
            "weekly_checks": WeeklyChecks(),
            "sheets_in_time": SheetsAtEndOfShift(),
            "late_rounds_explained": LateRoundsExplained(),
            "findings_in_time": FindingsInTime(),
            "full_inspections": FullInspections(),
        }
