"""When an inspection is due: rhythms counted from their own first day, never from the last one done (REQUIREMENTS I1).

Done early, late or not at all, the next date stays where the plan has it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from . import days_off as calendar

# months of each rhythm that is counted in months
MONTHS = {"months": 1, "half_years": 6}
# the hour is the plan's to say: what a rule says of it makes no day come twice
_WITHIN_A_DAY = re.compile(r"(^|;)\s*BY(HOUR|MINUTE|SECOND)=[^;]*", re.IGNORECASE)
_NEVER_ENDING = re.compile(r"INTERVAL=0*(;|$)", re.IGNORECASE)
_TOO_OFTEN = re.compile(r"FREQ=(HOURLY|MINUTELY|SECONDLY)", re.IGNORECASE)


class RhythmError(ValueError):
    """A rhythm that gives no dates, or cannot be understood.

    Its text is a word for the reason: ``every``, ``kind``, ``begin`` (the rule has a DTSTART of its own), ``often``
    (more than once a day) or ``rule``.
    """


@dataclass(frozen=True)
class Rhythm:
    """How often something is due.

    :param kind: ``days``, ``weeks``, ``months``, ``half_years``, ``weekdays``, ``workdays`` or ``rule``
    :param begin: the first day; for months its day of the month counts, the last one where a month is shorter
    :param every: each so manieth day, week, month or half-year
    :param weekdays: for ``weeks`` and ``weekdays``: 0 is Monday; empty takes the weekday of ``begin``
    :param rule: for ``rule``: RFC 5545, e.g. ``FREQ=MONTHLY;BYDAY=1MO``; its own DTSTART is not allowed
    """

    kind: str
    begin: date
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    rule: str = ""


def dates(
    rhythm: Rhythm, first: date, last: date, days_off: Collection[date] = (), worked: Collection[date] = ()
) -> list[date]:
    """The days on which it is due, without those off.

    :param first: first day looked at
    :param last: last day looked at
    :param days_off: public holidays, where the plan leaves them out
    :param worked: days of weekends that are worked instead (调休); for ``workdays``
    :raises RhythmError: for a rhythm that cannot be understood

    >>> monthly = Rhythm("months", date(2026, 1, 31))
    >>> [str(day) for day in dates(monthly, date(2026, 2, 1), date(2026, 4, 30))]
    ['2026-02-28', '2026-03-31', '2026-04-30']
    >>> [str(day) for day in dates(Rhythm("half_years", date(2026, 2, 28), 1), date(2026, 1, 1), date(2027, 3, 1))]
    ['2026-02-28', '2026-08-28', '2027-02-28']
    >>> working = Rhythm("weekdays", date(2026, 4, 30), weekdays=frozenset(range(5)))
    >>> [str(day) for day in dates(working, date(2026, 4, 30), date(2026, 5, 5), [date(2026, 5, 1)])]
    ['2026-04-30', '2026-05-04', '2026-05-05']
    >>> office = Rhythm("workdays", date(2026, 5, 1))
    >>> [str(day) for day in dates(office, date(2026, 5, 7), date(2026, 5, 11), [date(2026, 5, 8)], [date(2026, 5, 9)])]
    ['2026-05-07', '2026-05-09', '2026-05-11']
    >>> third_day = Rhythm("days", date(2028, 2, 27), 2)
    >>> [str(day) for day in dates(third_day, date(2028, 2, 28), date(2028, 3, 2))]
    ['2028-02-29', '2028-03-02']
    >>> first_monday = Rhythm("rule", date(2026, 1, 1), rule="FREQ=MONTHLY;BYDAY=1MO")
    >>> [str(day) for day in dates(first_monday, date(2026, 3, 1), date(2026, 4, 30))]
    ['2026-03-02', '2026-04-06']
    """
    if rhythm.every < 1:
        raise RhythmError("every")
    start = max(first, rhythm.begin)
    if start > last:
        return []
    off = frozenset(days_off)
    if rhythm.kind == "workdays":
        every_day = (start + timedelta(days=number) for number in range((last - start).days + 1))
        return [day for day in every_day if not calendar.is_off(day, off, frozenset(worked))]
    return [day for day in _days(rhythm, start, last) if day not in off]


def moment(day: date, hour: float, zone: str) -> datetime:
    """When something begins that is due at an hour of a day, naive UTC.

    An hour that the clocks leave out begins with the hour after; of an hour that comes twice the first counts.

    :param hour: of the wall clock, e.g. 8.5 for half past eight
    :param zone: name of the time zone

    >>> moment(date(2026, 3, 2), 8.5, "Asia/Shanghai")
    datetime.datetime(2026, 3, 2, 0, 30)
    >>> moment(date(2026, 3, 29), 2.5, "Europe/Berlin"), moment(date(2026, 10, 25), 2.5, "Europe/Berlin")
    (datetime.datetime(2026, 3, 29, 1, 30), datetime.datetime(2026, 10, 25, 0, 30))
    """
    wall = datetime.combine(day, time.min) + timedelta(minutes=round(hour * 60))
    place = pytz.timezone(zone)
    try:
        local = place.localize(wall, is_dst=None)
    except pytz.NonExistentTimeError:
        local = place.localize(wall, is_dst=False)
    except pytz.AmbiguousTimeError:
        local = place.localize(wall, is_dst=True)
    return local.astimezone(pytz.utc).replace(tzinfo=None)


def _days(rhythm: Rhythm, start: date, last: date) -> Iterator[date]:
    """All due days of a span that begins no earlier than the rhythm."""
    if rhythm.kind == "rule":
        yield from _by_rule(rhythm, start, last)
    elif rhythm.kind in MONTHS:
        yield from _by_months(rhythm, start, last)
    elif rhythm.kind in ("weeks", "weekdays"):
        yield from _by_weeks(rhythm, start, last)
    elif rhythm.kind == "days":
        late = -(start - rhythm.begin).days % rhythm.every
        day = start + timedelta(days=late)
        while day <= last:
            yield day
            day += timedelta(days=rhythm.every)
    else:
        raise RhythmError("kind")


def _by_months(rhythm: Rhythm, start: date, last: date) -> Iterator[date]:
    """Counted from the first day itself: a short month does not pull the later ones forward."""
    step = MONTHS[rhythm.kind] * rhythm.every
    passed = (start.year - rhythm.begin.year) * 12 + start.month - rhythm.begin.month
    count = max(0, passed // step)
    while (day := rhythm.begin + relativedelta(months=count * step)) <= last:
        if day >= start:
            yield day
        count += 1


def _by_weeks(rhythm: Rhythm, start: date, last: date) -> Iterator[date]:
    """Weeks begin on Monday; each so manieth is counted from the week of the first day."""
    weekdays = rhythm.weekdays or frozenset({rhythm.begin.weekday()})
    every = rhythm.every if rhythm.kind == "weeks" else 1
    first_week = rhythm.begin - timedelta(days=rhythm.begin.weekday())
    for offset in range((last - start).days + 1):
        day = start + timedelta(days=offset)
        if day.weekday() in weekdays and (day - first_week).days // 7 % every == 0:
            yield day


def _by_rule(rhythm: Rhythm, start: date, last: date) -> Iterator[date]:
    """The rule's own days, each once."""
    if "DTSTART" in rhythm.rule.upper():
        raise RhythmError("begin")
    if _TOO_OFTEN.search(rhythm.rule):
        raise RhythmError("often")
    if _NEVER_ENDING.search(rhythm.rule):
        raise RhythmError("rule")
    days_only = _WITHIN_A_DAY.sub("", rhythm.rule).strip("; ")
    try:
        rule = rrulestr(days_only, dtstart=datetime.combine(rhythm.begin, time.min))
    except (ValueError, TypeError, KeyError) as error:
        raise RhythmError("rule") from error
    before = None
    for moment in rule.xafter(datetime.combine(start, time.min), inc=True):
        day = moment.date()
        if day > last:
            return
        if day != before:
            yield day
        before = day
