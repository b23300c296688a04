"""The clock of a promise (REQUIREMENTS S2, S3, S8): when it is due, how long it took, whether it was kept.

All moments are naive UTC datetimes, all durations whole minutes. Around-the-clock service needs no calendar:
a day is exactly 24 hours.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
Span = tuple[datetime, datetime]


def deadline(start: datetime, target_minutes: int, paused_minutes: int = 0) -> datetime:
    """The moment by which a promise must be kept.

    :param start: when the clock started
    :param target_minutes: minutes promised
    :param paused_minutes: minutes for which the clock stood still

    >>> deadline(datetime(2026, 3, 1, 23, 50), 30)
    datetime.datetime(2026, 3, 2, 0, 20)
    >>> deadline(datetime(2026, 3, 1, 8, 0), 60, paused_minutes=45)
    datetime.datetime(2026, 3, 1, 9, 45)
    """
    return start + (target_minutes + paused_minutes) * MINUTE


def paused_minutes(start: datetime, stop: datetime, pauses: Iterable[Span] = ()) -> int:
    """Whole minutes between ``start`` and ``stop`` during which at least one pause lasted.

    Pauses may overlap and may reach beyond either end; nothing is counted twice.

    >>> at = lambda hour, minute: datetime(2026, 3, 1, hour, minute)
    >>> paused_minutes(at(8, 0), at(9, 0), [(at(8, 10), at(8, 30)), (at(8, 20), at(8, 40))])
    30
    >>> paused_minutes(at(8, 0), at(9, 0), [(at(7, 0), at(8, 15)), (at(8, 50), at(10, 0))])
    25
    """
    total, covered_until = timedelta(), start
    for begin, end in sorted(pauses):
        begin, end = max(begin, covered_until), min(end, stop)
        if end > begin:
            total += end - begin
            covered_until = end
    return total // MINUTE


def elapsed_minutes(start: datetime, stop: datetime, pauses: Iterable[Span] = ()) -> int:
    """Minutes that a promise took, without its pauses; a minute begun counts as a whole one.

    >>> elapsed_minutes(datetime(2026, 3, 1, 8, 0), datetime(2026, 3, 1, 8, 12, 1))
    13
    >>> elapsed_minutes(datetime(2026, 3, 1, 8, 0), datetime(2026, 3, 1, 7, 0))
    0
    """
    running = -((start - stop) // MINUTE)
    return max(running - paused_minutes(start, stop, pauses), 0)


def verdict(start: datetime, stop: datetime, target_minutes: int, pauses: Iterable[Span] = ()) -> str:
    """Whether a promise was kept: ``met`` or ``missed``.

    >>> verdict(datetime(2026, 3, 1, 8, 0), datetime(2026, 3, 1, 8, 30), 30)
    'met'
    >>> verdict(datetime(2026, 3, 1, 8, 0), datetime(2026, 3, 1, 8, 30, 1), 30)
    'missed'
    """
    return "met" if elapsed_minutes(start, stop, pauses) <= target_minutes else "missed"
