"""The clock of a promise (REQUIREMENTS S2, S3, S8): when it is due, how long it took, whether it was kept.

All moments are naive UTC datetimes, all promised and taken times whole minutes. A clock is a pure function of its
start, its target, its pauses, the opening hours and the fact that stops it: whatever changes, it is read anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from .working_time import Hours, Pause, moment, worked

MINUTE = timedelta(minutes=1)


class Reading(NamedTuple):
    """What a clock shows: ``state`` is running, paused, met or missed.

    ``elapsed_minutes`` stands once the clock is stopped, and beside it for how many of the minutes between start
    and stop it stood still. A minute begun counts as a whole one taken.
    """

    state: str
    deadline: datetime
    elapsed_minutes: int | None = None
    paused_minutes: int | None = None


def read(
    start: datetime,
    target_minutes: int,
    stop: datetime | None = None,
    hours: Hours | None = None,
    pauses: Iterable[Pause] = (),
) -> Reading:
    """Read a clock.

    While a pause lasts, the deadline is the one that it had when the pause began: it moves on when the pause ends.
    A promise that is kept during a pause is kept.

    :param start: when the clock started
    :param target_minutes: minutes promised
    :param stop: when the promise was kept, None while it is open
    :param hours: opening hours, None around the clock

    >>> start = datetime(2026, 3, 1, 8)
    >>> read(start, 30).deadline, read(start, 30, datetime(2026, 3, 1, 8, 30)).state
    (datetime.datetime(2026, 3, 1, 8, 30), 'met')
    >>> read(start, 30, datetime(2026, 3, 1, 8, 30, 1))
    Reading(state='missed', deadline=datetime.datetime(2026, 3, 1, 8, 30), elapsed_minutes=31, paused_minutes=0)
    >>> wait = Pause(datetime(2026, 3, 1, 8, 10), datetime(2026, 3, 1, 9))
    >>> read(start, 30, pauses=[wait]).deadline, read(start, 30, pauses=[Pause(datetime(2026, 3, 1, 8, 10))]).state
    (datetime.datetime(2026, 3, 1, 9, 20), 'paused')
    >>> read(start, 30, datetime(2026, 3, 1, 7)).elapsed_minutes
    0
    """
    pauses = list(pauses)
    lasting = any(pause.end is None for pause in pauses)
    spans = [(pause.start, pause.end or stop) for pause in pauses if pause.end or stop]
    deadline = moment(start, target_minutes * MINUTE, hours, spans)
    if stop is None:
        return Reading("paused" if lasting else "running", deadline)
    taken = worked(start, stop, hours, spans)
    stood_still = worked(start, stop, hours) - taken
    return Reading(
        "met" if stop <= deadline else "missed", deadline, whole_minutes(taken), stood_still // MINUTE
    )


def at_minute(
    start: datetime, minutes: int, hours: Hours | None = None, pauses: Iterable[Pause] = ()
) -> datetime:
    """The moment at which so many minutes have been used up; for steps before and after a deadline.

    >>> at_minute(datetime(2026, 3, 1, 8), 24), at_minute(datetime(2026, 3, 1, 8), -5)
    (datetime.datetime(2026, 3, 1, 8, 24), datetime.datetime(2026, 3, 1, 8, 0))
    """
    spans = [(pause.start, pause.end) for pause in pauses if pause.end]
    return moment(start, max(minutes, 0) * MINUTE, hours, spans)


def whole_minutes(duration: timedelta) -> int:
    """Minutes of a duration; a minute begun counts as a whole one.

    >>> whole_minutes(timedelta(minutes=12, seconds=1)), whole_minutes(timedelta())
    (13, 0)
    """
    return -(-duration // MINUTE)


def closed_unstopped(reading: Reading, closed_at: datetime) -> Reading:
    """What becomes of a promise that nothing kept when its request is closed.

    One that was overdue by then was missed, however the request ended; any other is taken out of the figures.

    >>> closed_unstopped(Reading("running", datetime(2026, 3, 1, 9)), datetime(2026, 3, 1, 8)).state
    'cancelled'
    >>> closed_unstopped(Reading("running", datetime(2026, 3, 1, 9)), datetime(2026, 3, 1, 10)).state
    'missed'
    """
    late = reading.state == "running" and reading.deadline < closed_at
    return reading._replace(state="missed" if late else "cancelled")
