"""How far a full inspection is, and when it will be through at this pace (REQUIREMENTS I1)."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

# a forecast further away than this says nothing but “never”
FURTHEST_DAYS = 3650


class Pace(NamedTuple):
    """How far a department is.

    ``expected`` is how many devices should be done by now at an even pace; ``forecast`` is the day on which the last
    one is done at the pace so far, None while nothing is done. ``standing`` is ``done``, ``on_pace``, ``behind`` (fewer
    than expected: will miss the end of the period) or ``missed`` (the period is over).
    """

    expected: int
    forecast: date | None
    standing: str


def pace(done: int, due: int, first: date, last: date, today: date) -> Pace:
    """Where a department stands on a day.

    :param done: devices that were inspected
    :param due: devices that are to be inspected in the period
    :param first: first day of the period
    :param last: last day of the period
    :param today: the day asked about, counted as a day of work

    >>> half_year = (date(2026, 1, 1), date(2026, 6, 30))
    >>> pace(45, 90, *half_year, date(2026, 3, 31))
    Pace(expected=44, forecast=datetime.date(2026, 6, 29), standing='on_pace')
    >>> pace(30, 90, *half_year, date(2026, 3, 31))
    Pace(expected=44, forecast=datetime.date(2026, 9, 27), standing='behind')
    >>> pace(90, 90, *half_year, date(2026, 3, 31)).standing, pace(0, 90, *half_year, date(2026, 7, 1)).standing
    ('done', 'missed')
    >>> pace(0, 5, *half_year, date(2026, 1, 10))
    Pace(expected=0, forecast=None, standing='on_pace')
    >>> pace(2, 3, *half_year, date(2026, 5, 31))
    Pace(expected=2, forecast=datetime.date(2026, 6, 30), standing='on_pace')
    >>> pace(0, 90, *half_year, date(2026, 5, 10)).standing, pace(0, 0, *half_year, date(2026, 5, 10)).standing
    ('behind', 'done')
    """
    days = (last - first).days + 1
    passed = min(max((today - first).days + 1, 0), days)
    expected = due * passed // days
    if done >= due:
        return Pace(expected, today, "done")
    if today > last:
        return Pace(due, None, "missed")
    standing = "on_pace" if done >= expected else "behind"
    forecast = None
    if done:
        needed = ceil(due * passed / done)
        forecast = first + timedelta(days=min(needed, FURTHEST_DAYS) - 1)
        # of few devices each one is a leap: who is on pace is through at the end at the latest
        forecast = min(forecast, last) if standing == "on_pace" else forecast
    return Pace(expected, forecast, standing)
