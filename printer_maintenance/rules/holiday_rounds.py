"""Extra rounds around long holidays: before it everything is left safe, after it everything starts well (I1)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from .days_off import LONGEST_RUN, is_off, run_around

ONE = timedelta(days=1)


class Span(NamedTuple):
    """Working days in a row with an extra round on each: ``reason`` is ``shutdown`` or ``start_up``."""

    reason: str
    first: date
    days: int

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.first + timedelta(days=self.days - 1)


def spans(
    long_from: int, before: int, after: int, holidays: Collection[date], worked: Collection[date]
) -> list[Span]:
    """The working days around each long run of days off.

    :param long_from: how many days off in a row, weekends among them, make a holiday long
    :param before: on how many of the last working days before it there is a round
    :param after: on how many of the first working days after it there is one
    :param holidays: public holidays
    :param worked: days of weekends that are worked instead of other days (调休)

    >>> october = {date(2026, 10, day) for day in range(1, 8)}
    >>> [(span.reason, str(span.first), span.days) for span in spans(3, 1, 2, october, {date(2026, 10, 10)})]
    [('shutdown', '2026-09-30', 1), ('start_up', '2026-10-08', 2)]
    >>> spans(8, 1, 2, october, ()), spans(3, 0, 0, october, ())
    ([], [])
    """
    runs = {run_around(day, holidays, worked) for day in holidays}
    found = []
    for first, last in sorted(runs):
        if (last - first).days + 1 < long_from:
            continue
        found += _rows("shutdown", _working_days(first, -ONE, before, holidays, worked))
        found += _rows("start_up", _working_days(last, ONE, after, holidays, worked))
    return found


def _working_days(day: date, step: timedelta, number: int, holidays, worked) -> list[date]:
    """The next days that are worked, from a day on, that day left out.

    >>> _working_days(date(2026, 5, 1), -ONE, 4, {date(2026, 5, 1)}, ())[-1]
    datetime.date(2026, 4, 27)
    """
    days = []
    for _turn in range(2 * LONGEST_RUN):
        if len(days) == number:
            break
        day += step
        if not is_off(day, holidays, worked):
            days.append(day)
    return days


def _rows(reason: str, days: Iterable[date]) -> list[Span]:
    """Days in a row as one span each.

    >>> _rows("shutdown", [date(2026, 5, 4), date(2026, 4, 30), date(2026, 5, 5)])[1]
    Span(reason='shutdown', first=datetime.date(2026, 5, 4), days=2)
    """
    found: list[Span] = []
    for day in sorted(days):
        if found and found[-1].last + ONE == day:
            found[-1] = found[-1]._replace(days=found[-1].days + 1)
        else:
            found.append(Span(reason, day, 1))
    return found
