"""Counters of a device (REQUIREMENTS E7): whether a reading can be believed, and what was printed in a month.

Counters only rise. A reading that cannot be believed is not thrown away, it is questioned: a person finds out
whether somebody mistyped it or the counter was exchanged.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

DAYS_PER_MONTH = 365.25 / 12
# a jump is questioned when it is more than so many times what the device usually prints in that time ...
JUMP_FACTOR = 10
# ... and more than this many pages; below it a busy week must not raise a question
JUMP_FLOOR = 20_000
# without any history: what the fastest office machines can print in a day (90 pages a minute, eight hours)
MOST_PAGES_PER_DAY = 43_200
# more pages than any office machine prints in its life; a first reading has nothing else to be compared with
HIGHEST_FIRST = 10_000_000
# clocks of telephones and printers run ahead a little
CLOCK_SKEW = timedelta(minutes=5)
# a counter of nine digits is the longest that machines have
HIGHEST_COUNT = 999_999_999
# a rate over less than a week says nothing about a month
LEAST_DAYS = 7


class Reading(NamedTuple):
    """What stood on a device's counters at a moment (UTC): black-and-white and colour pages."""

    date: datetime
    mono: int
    color: int

    @property
    def total(self) -> int:
        return self.mono + self.color

    def since(self, before: "Reading | None") -> dict[str, float]:
        """Pages and days since the reading before; a first reading has none.

        >>> Reading(datetime(2026, 3, 31), 1_200, 30).since(Reading(datetime(2026, 3, 1), 1_000, 0))
        {'pages': 230, 'days': 30.0}
        >>> Reading(datetime(2026, 3, 31), 1_200, 30).since(None)
        {'pages': 0, 'days': 0.0}
        """
        if before is None:
            return {"pages": 0, "days": 0.0}
        return {"pages": self.total - before.total, "days": days_between(before.date, self.date)}


def days_between(start: datetime, stop: datetime) -> float:
    """Days from ``start`` to ``stop``.

    >>> days_between(datetime(2026, 3, 1), datetime(2026, 3, 2, 12))
    1.5
    """
    return (stop - start) / timedelta(days=1)


def question(
    reading: Reading,
    now: datetime,
    before: Reading | None = None,
    after: Reading | None = None,
    usual_per_day: float = 0.0,
) -> str:
    """Why a reading cannot be believed without asking; empty when it can.

    :param before: the last accepted reading before it, from which the counter went on
    :param after: the first accepted reading after it, when an older reading is entered late
    :param usual_per_day: pages that the device usually prints in a day; 0 when that is not known
    :return: ``future``, ``falls``, ``contradicts`` (a later reading is lower), ``jumps`` or an empty text

    >>> march = datetime(2026, 3, 1)
    >>> last = Reading(march, 10_000, 500)
    >>> question(Reading(datetime(2026, 3, 31), 11_200, 530), datetime(2026, 4, 1), last)
    ''
    >>> question(Reading(datetime(2026, 3, 31), 9_900, 530), datetime(2026, 4, 1), last)
    'falls'
    >>> question(Reading(datetime(2026, 2, 1), 10_400, 400), datetime(2026, 4, 1), None, last)
    'contradicts'
    >>> question(Reading(datetime(2026, 5, 1), 11_000, 500), datetime(2026, 4, 1), last)
    'future'

    One digit too many, once with and once without a history:

    >>> question(Reading(datetime(2026, 3, 31), 112_000, 530), datetime(2026, 4, 1), last, usual_per_day=40)
    'jumps'
    >>> question(Reading(datetime(2026, 3, 2), 112_000, 530), datetime(2026, 4, 1), last)
    'jumps'

    A first reading can be that of a used machine: a few million pages are believed, more than
    :data:`HIGHEST_FIRST` are asked about, for only printing presses get there:

    >>> question(Reading(march, 4_000_000, 0), march), question(Reading(march, 900_000_000, 0), march)
    ('', 'jumps')
    """
    if reading.date > now + CLOCK_SKEW:
        return "future"
    if before and (reading.mono < before.mono or reading.color < before.color):
        return "falls"
    if after and (reading.mono > after.mono or reading.color > after.color):
        return "contradicts"
    if before is None:
        return "jumps" if reading.total > HIGHEST_FIRST else ""
    pages, days = reading.total - before.total, days_between(before.date, reading.date)
    return "jumps" if jumps(pages, days, usual_per_day) else ""


def jumps(pages: int, days: float, usual_per_day: float = 0.0) -> bool:
    """Whether so many pages in so many days are too many to be believed.

    >>> jumps(15_000, 30, 10), jumps(25_000, 30, 10), jumps(25_000, 30, 1000)
    (False, True, False)
    >>> jumps(43_200 * 2, 2), jumps(43_200 * 2 + 1, 2)
    (False, True)
    """
    most = JUMP_FACTOR * usual_per_day if usual_per_day > 0 else MOST_PAGES_PER_DAY
    return pages > JUMP_FLOOR and pages > most * max(days, 1.0)


def per_day(pages: int, days: float) -> float:
    """Pages in a day; 0 when the time is too short to tell.

    >>> per_day(3_000, 30), per_day(3_000, 0.5)
    (100.0, 0.0)
    """
    return pages / days if days >= LEAST_DAYS else 0.0


def pages_per_month(pages: int, days: float) -> int:
    """Pages in an average month of 30.4 days; 0 when the time is too short to tell.

    >>> pages_per_month(3_000, 90), pages_per_month(500, 2)
    (1015, 0)
    """
    return round(pages * DAYS_PER_MONTH / days) if days >= LEAST_DAYS else 0


def utilisation(monthly_pages: int, recommended_pages: int) -> float:
    """Percent of the monthly pages for which a model is made; 0 when nobody said how many these are.

    >>> utilisation(1_500, 2_000), utilisation(3_000, 2_000), utilisation(1_500, 0)
    (75.0, 150.0, 0.0)
    """
    return round(100 * monthly_pages / recommended_pages, 1) if recommended_pages else 0.0
