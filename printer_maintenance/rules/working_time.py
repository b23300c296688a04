"""Time that counts: opening hours less pauses (REQUIREMENTS S1, S8; DESIGN "The clock").

All moments are naive UTC datetimes. Around-the-clock service has no hours: ``None``; its days are exactly
24 hours, in every zone.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

Span = tuple[datetime, datetime]
# how far ahead opening hours are asked for at once, and where it is given up
FIRST_LOOK = timedelta(days=8)
LONGEST_LOOK = timedelta(days=370)
HORIZON = timedelta(days=3660)


class NoOpeningHoursError(ValueError):
    """Opening hours in which a promise can never be due: there is not enough open time in ten years."""


class Hours(Protocol):
    """Opening hours."""

    def spans(self, first: datetime, last: datetime) -> list[Span]:
        """The open spans between two moments, in order, without overlap."""


class Pause(NamedTuple):
    """A span in which the clock stands still; ``end`` is None while it lasts."""

    start: datetime
    end: datetime | None = None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in order, without overlaps and without empty spans.

    >>> at = lambda hour: datetime(2026, 3, 1, hour)
    >>> [(a.hour, b.hour) for a, b in merged([(at(9), at(11)), (at(8), at(10)), (at(12), at(12)), (at(11), at(12))])]
    [(8, 12)]
    """
    result: list[Span] = []
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((begin, end))
    return result


def without(span: Span, holes: list[Span]) -> Iterator[Span]:
    """What is left of a span when holes (merged) are taken out.

    >>> at = lambda hour: datetime(2026, 3, 1, hour)
    >>> [(a.hour, b.hour) for a, b in without((at(8), at(12)), [(at(7), at(9)), (at(10), at(11))])]
    [(9, 10), (11, 12)]
    """
    begin, end = span
    for hole_begin, hole_end in holes:
        if hole_end <= begin:
            continue
        if hole_begin >= end:
            break
        if hole_begin > begin:
            yield begin, hole_begin
        begin = hole_end
    if begin < end:
        yield begin, end


def _open_from(start: datetime, hours: Hours | None) -> Iterator[Span]:
    """Open spans from a moment on, without end for around-the-clock service."""
    if hours is None:
        yield start, datetime.max
        return
    first, look = start, FIRST_LOOK
    while first < start + HORIZON:
        yield from hours.spans(first, first + look)
        first, look = first + look, min(look * 4, LONGEST_LOOK)


def worked(
    start: datetime, stop: datetime, hours: Hours | None = None, pauses: Iterable[Span] = ()
) -> timedelta:
    """How much time counts between two moments.

    >>> worked(datetime(2026, 3, 1, 8), datetime(2026, 3, 2, 8))
    datetime.timedelta(days=1)
    >>> worked(datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 9),
    ...     pauses=[(datetime(2026, 3, 1, 8, 10), datetime(2026, 3, 1, 8, 30))])
    datetime.timedelta(seconds=2400)
    >>> worked(datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 8))
    datetime.timedelta(0)
    """
    total = timedelta()
    if stop <= start:
        return total
    holes = merged(pauses)
    for span in [(start, stop)] if hours is None else merged(hours.spans(start, stop)):
        for begin, end in without((max(span[0], start), min(span[1], stop)), holes):
            total += end - begin
    return total


def moment(
    start: datetime, duration: timedelta, hours: Hours | None = None, pauses: Iterable[Span] = ()
) -> datetime:
    """The moment at which a duration has been used up.

    A pause that begins at that very moment still counts for the clock: it is due when the pause ends.

    :raises NoOpeningHoursError: when the hours never leave that much time

    >>> moment(datetime(2026, 3, 1, 23, 50), timedelta(minutes=30))
    datetime.datetime(2026, 3, 2, 0, 20)
    >>> pause = (datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 10))
    >>> moment(datetime(2026, 3, 1, 8), timedelta(hours=1), pauses=[pause])
    datetime.datetime(2026, 3, 1, 10, 0)
    """
    holes = merged(pauses)
    if hours is None and not holes:
        return start + duration
    left = duration
    for span in _open_from(start, hours):
        for begin, end in without((max(span[0], start), span[1]), holes):
            if end - begin >= left:
                return _after_pause(begin + left, holes)
            left -= end - begin
    raise NoOpeningHoursError(f"less than {duration} open after {start}")


def _after_pause(at: datetime, holes: list[Span]) -> datetime:
    return next((end for begin, end in holes if begin <= at < end), at)
