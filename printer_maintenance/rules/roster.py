"""Who is on duty when (REQUIREMENTS S11): patterns in local time, turns, and stretches that nobody covers.

Moments are naive UTC, hours are local and may be 24 (midnight at the end of the day); a shift whose end is not
after its beginning ends on the next day.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pytz

# what every moment needs
NEEDS = ("responder", "backup", "engineer")
RESPONDER_ROLES = frozenset({"agent"})
FIELD_ROLES = frozenset({"engineer", "second_line"})


class Rhythm(NamedTuple):
    """On which days a pattern has duty, counted from ``anchor``: certain weekdays, or so many days on and off.

    ``weekdays`` (Monday is 0) is used when ``days_on`` is 0.
    """

    anchor: date
    weekdays: frozenset[int] = frozenset(range(7))
    days_on: int = 0
    days_off: int = 0


class Duty(NamedTuple):
    """One person on duty in a role, from ``start`` up to but not including ``end``."""

    start: datetime
    end: datetime
    role: str
    person: int
    is_backup: bool = False


class Gap(NamedTuple):
    """A stretch in which one of :data:`NEEDS` is not met."""

    need: str
    start: datetime
    end: datetime


def on_duty(rhythm: Rhythm, day: date) -> bool:
    """Whether a pattern has duty on a day; never before its anchor.

    >>> two_on_two_off = Rhythm(date(2026, 1, 1), days_on=2, days_off=2)
    >>> [on_duty(two_on_two_off, date(2026, 1, number)) for number in (1, 2, 3, 4, 5)]
    [True, True, False, False, True]
    >>> on_duty(Rhythm(date(2026, 1, 1), frozenset({0})), date(2026, 1, 5))
    True
    """
    past = (day - rhythm.anchor).days
    if past < 0:
        return False
    if rhythm.days_on:
        return past % (rhythm.days_on + rhythm.days_off) < rhythm.days_on
    return day.weekday() in rhythm.weekdays


def duties_before(rhythm: Rhythm, day: date) -> int:
    """How many days of duty lie between the anchor and a day, the day itself not counted.

    Whose turn it is follows from this number alone, so that generating in pieces gives what generating at once gives.

    >>> duties_before(Rhythm(date(2026, 1, 1), days_on=2, days_off=2), date(2026, 1, 6))
    3
    >>> duties_before(Rhythm(date(2026, 1, 1), frozenset(range(5))), date(2026, 1, 12))
    7
    """
    past = (day - rhythm.anchor).days
    if past <= 0:
        return 0
    if rhythm.days_on:
        rounds, rest = divmod(past, rhythm.days_on + rhythm.days_off)
        return rounds * rhythm.days_on + min(rest, rhythm.days_on)
    weeks, rest = divmod(past, 7)
    first = rhythm.anchor.weekday()
    return weeks * len(rhythm.weekdays) + sum((first + step) % 7 in rhythm.weekdays for step in range(rest))


def turn(rhythm: Rhythm, day: date, people: int, shifts_each: int = 1) -> int:
    """Whose turn it is on a day, as a place among the people.

    :param people: how many take turns, at least one
    :param shifts_each: shifts that each does before the next takes over

    >>> [turn(Rhythm(date(2026, 1, 1)), date(2026, 1, number), 3) for number in (1, 2, 3, 4)]
    [0, 1, 2, 0]
    >>> [turn(Rhythm(date(2026, 1, 1)), date(2026, 1, number), 2, 7) for number in (7, 8, 15)]
    [0, 1, 0]
    """
    return duties_before(rhythm, day) // max(shifts_each, 1) % people


def local_moment(day: date, hour: float, zone: str) -> datetime:
    """A local time of day as naive UTC; hours of 24 and more lie on the next day.

    Where clocks go back, a time that happens twice means the second one; where they go forward, a time that does not
    happen means as many minutes after the change. The end of one shift and the start of the next always agree.

    >>> local_moment(date(2026, 3, 28), 24, "Europe/Berlin")
    datetime.datetime(2026, 3, 28, 23, 0)
    >>> local_moment(date(2026, 3, 29), 2.5, "Europe/Berlin"), local_moment(date(2026, 10, 25), 2.5, "Europe/Berlin")
    (datetime.datetime(2026, 3, 29, 1, 30), datetime.datetime(2026, 10, 25, 1, 30))
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
    return pytz.timezone(zone).localize(wall, is_dst=False).astimezone(pytz.utc).replace(tzinfo=None)


def shift_span(day: date, hour_from: float, hour_to: float, zone: str) -> tuple[datetime, datetime]:
    """Start and end of a shift that begins on a day.

    >>> shift_span(date(2026, 1, 1), 20, 8, "Asia/Shanghai")
    (datetime.datetime(2026, 1, 1, 12, 0), datetime.datetime(2026, 1, 2, 0, 0))
    >>> start, end = shift_span(date(2026, 3, 28), 20, 8, "Europe/Berlin")  # the night in which an hour is lost
    >>> end - start
    datetime.timedelta(seconds=39600)
    """
    last = hour_to if hour_to > hour_from else hour_to + 24
    return local_moment(day, hour_from, zone), local_moment(day, last, zone)


def _missing(duties: Iterable[Duty]) -> frozenset[str]:
    """Which needs a moment's duties leave open.

    A backup is somebody else than the responder: named as backup, or a second one who answers.
    """
    responders, backups, engineers = set(), set(), False
    for duty in duties:
        if duty.role in RESPONDER_ROLES:
            (backups if duty.is_backup else responders).add(duty.person)
        engineers = engineers or duty.role in FIELD_ROLES
    met = {
        "responder": bool(responders),
        "backup": len(responders | backups) > 1 or bool(backups and not responders),
        "engineer": engineers,
    }
    return frozenset(need for need in NEEDS if not met[need])


def gaps(duties: Sequence[Duty], first: datetime, last: datetime) -> list[Gap]:
    """Stretches of ``first`` to ``last`` that leave a need open, each as long as can be, by start.

    >>> at = lambda hour: datetime(2026, 1, 1, hour)
    >>> backup, engineer = Duty(at(0), at(23), "agent", 2, True), Duty(at(0), at(23), "engineer", 3)
    >>> day = [Duty(at(8), at(20), "agent", 1), backup, engineer]
    >>> for need, start, end in gaps(day, at(6), at(22)):
    ...     print(need, start.hour, end.hour)
    responder 6 8
    responder 20 22
    >>> [gap.need for gap in gaps([], at(0), at(1))]
    ['responder', 'backup', 'engineer']
    """
    inside = [duty for duty in duties if duty.start < last and duty.end > first]
    begins: dict[datetime, list[Duty]] = {}
    ends: dict[datetime, list[Duty]] = {}
    for duty in inside:
        begins.setdefault(max(duty.start, first), []).append(duty)
        ends.setdefault(min(duty.end, last), []).append(duty)
    found: list[Gap] = []
    opened: dict[str, datetime] = {}
    running: list[Duty] = []
    for moment in sorted({first, *begins, *ends} - {last}):
        for duty in ends.get(moment, ()):
            running.remove(duty)
        running.extend(begins.get(moment, ()))
        missing = _missing(running)
        found.extend(
            Gap(need, opened.pop(need), moment) for need in NEEDS if need in opened and need not in missing
        )
        for need in missing:
            opened.setdefault(need, moment)
    found.extend(Gap(need, opened[need], last) for need in NEEDS if need in opened and opened[need] < last)
    return sorted(found, key=lambda gap: (gap.start, NEEDS.index(gap.need)))


def covers(spans: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime) -> bool:
    """Whether somebody's shifts, one after the other, cover the whole of a job.

    >>> morning = datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 12)
    >>> shifts = [morning, (datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 20))]
    >>> covers(shifts, datetime(2026, 3, 2, 11, 30), datetime(2026, 3, 2, 12, 30))
    True
    >>> covers(shifts, datetime(2026, 3, 2, 19, 30), datetime(2026, 3, 2, 20, 30))
    False
    >>> covers([], datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 9))
    False
    """
    reached = start
    for begin, stop in sorted(spans):
        if begin <= reached < stop:
            reached = stop
    return reached >= end
