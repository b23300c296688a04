"""Public holidays as runs of days off: the holiday, and the weekend that adjoins it (REQUIREMENTS S11)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

WEEKEND = frozenset({5, 6})
# no run of days off is longer
LONGEST_RUN = 31


class Run(NamedTuple):
    """Days off in a row, at least one of them a public holiday; both ends included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Every day of the run.

        >>> len(Run(date(2026, 10, 1), date(2026, 10, 7)).days())
        7
        """
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def is_off(day: date, holidays: Collection[date], worked: Collection[date]) -> bool:
    """Whether nobody works on a day: a holiday, or a weekend that is not worked instead of another day (调休).

    >>> is_off(date(2026, 10, 10), (), {date(2026, 10, 10)}), is_off(date(2026, 10, 11), (), ())
    (False, True)
    """
    return day in holidays or (day.weekday() in WEEKEND and day not in worked)


def run_around(holiday: date, holidays: Collection[date], worked: Collection[date]) -> Run:
    """The days off in a row that a public holiday is part of.

    >>> new_year = {date(2026, 1, 1), date(2026, 1, 2)}
    >>> run_around(date(2026, 1, 2), new_year, {date(2026, 1, 4)})
    Run(first=datetime.date(2026, 1, 1), last=datetime.date(2026, 1, 3))
    """
    first = last = holiday
    one = timedelta(days=1)
    while (holiday - first).days < LONGEST_RUN and is_off(first - one, holidays, worked):
        first -= one
    while (last - holiday).days < LONGEST_RUN and is_off(last + one, holidays, worked):
        last += one
    return Run(first, last)


def runs_ahead(today: date, notice: int, holidays: Collection[date], worked: Collection[date]) -> list[Run]:
    """The runs of holidays that customers are to be told of today: they begin in ``notice`` days or sooner.

    A run that has begun is not told any more. Days told late (the server was down) are told late, not never.

    >>> may = {date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 4), date(2026, 5, 5)}
    >>> runs_ahead(date(2026, 4, 28), 3, may, {date(2026, 5, 9)})
    [Run(first=datetime.date(2026, 5, 1), last=datetime.date(2026, 5, 5))]
    >>> runs_ahead(date(2026, 4, 27), 3, may, set()), runs_ahead(date(2026, 5, 1), 3, may, set())
    ([], [])
    """
    runs = {run_around(day, holidays, worked) for day in holidays if day > today}
    return sorted(run for run in runs if 0 < (run.first - today).days <= notice)
