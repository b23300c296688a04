"""What is left of a promise at a moment, for people who watch it run (REQUIREMENTS S2, S8).

All moments are naive UTC datetimes; what is left is in seconds and negative once the promise is overdue.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from .working_time import Hours, moment, worked

# an opening or closing further away than this is not waited for by a screen
LOOK_AHEAD = timedelta(days=1)


class Countdown(NamedTuple):
    """``seconds_left`` go by on the wall, ``counted_seconds_left`` only while the service is open.

    ``closed_until`` is set while the service is closed; ``hours_change_at`` when it opens or closes next, None
    around the clock and when that is far away.
    """

    seconds_left: int
    counted_seconds_left: int
    closed_until: datetime | None = None
    hours_change_at: datetime | None = None


def running(now: datetime, deadline: datetime, hours: Hours | None = None) -> Countdown:
    """What is left while the clock runs.

    :param hours: opening hours, None around the clock

    >>> running(datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 8, 18))
    Countdown(seconds_left=1080, counted_seconds_left=1080, closed_until=None, hours_change_at=None)
    >>> running(datetime(2026, 3, 1, 8, 20), datetime(2026, 3, 1, 8, 18)).seconds_left
    -120
    """
    seconds = _seconds(deadline - now)
    if hours is None:
        return Countdown(seconds, seconds)
    opening = moment(now, timedelta(), hours)
    if opening > now:
        change = opening
    else:
        change = next((end for begin, end in hours.spans(now, now + LOOK_AHEAD) if begin <= now), None)
    return Countdown(
        seconds,
        min(seconds, _seconds(worked(now, deadline, hours))),
        opening if opening > now else None,
        change if change and change < now + LOOK_AHEAD else None,
    )


def frozen(since: datetime, deadline: datetime, hours: Hours | None = None) -> int:
    """Counted seconds that were left when the clock was stopped by a wait; negative when it was overdue by then.

    :param since: when the wait began
    :param deadline: the deadline that stood at that moment

    >>> frozen(datetime(2026, 3, 1, 8, 10), datetime(2026, 3, 1, 8, 30))
    1200
    >>> frozen(datetime(2026, 3, 1, 8, 40), datetime(2026, 3, 1, 8, 30))
    -600
    """
    if deadline < since:
        return -_seconds(worked(deadline, since, hours))
    return _seconds(worked(since, deadline, hours))


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())
