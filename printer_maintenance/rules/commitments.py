"""Measuring a commitment (REQUIREMENTS A4): shares, verdicts, periods."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def share(good: int, total: int) -> float | None:
    """Good cases of all cases, in percent with two decimals; None when there was no case.

    Never rounded up to a full hundred: one miss among many thousands stays visible.

    >>> share(3, 4), share(0, 0), share(2, 3)
    (75.0, None, 66.66)
    >>> share(99_999, 100_000), share(5, 5)
    (99.99, 100.0)
    """
    return None if not total else (good * 10_000 // total) / 100


class Tally(NamedTuple):
    """Cases of a promise: those kept, all of them, and those not kept that the customer leaves out."""

    good: int
    total: int
    excluded: int


def tally(rows: Iterable[tuple[bool, bool, int]]) -> Tally:
    """Add up groups of cases.

    What was kept stays a good case, whether an exclusion was accepted or not: leaving out never lowers a figure.

    :param rows: whether kept, whether an exclusion was accepted, and how many

    >>> counts = tally([(True, False, 46), (True, True, 1), (False, False, 1), (False, True, 2)])
    >>> counts
    Tally(good=47, total=50, excluded=2)
    >>> share(counts.good, counts.total), share(counts.good, counts.total - counts.excluded)
    (94.0, 97.91)
    >>> tally([])
    Tally(good=0, total=0, excluded=0)
    """
    good = total = excluded = 0
    for is_good, is_left_out, count in rows:
        total += count
        good += count if is_good else 0
        excluded += count if is_left_out and not is_good else 0
    return Tally(good, total, excluded)


def verdict(value: float | None, target: float, margin: float = 0.0, lower_is_better: bool = False) -> str:
    """Whether a commitment is met.

    :param value: measured figure, in the measure's unit; None when there was nothing to measure
    :param target: promised figure
    :param margin: how near to the target a figure counts as being at risk
    :param lower_is_better: for times and counts of mishaps

    >>> verdict(99.0, 98.0, margin=0.5), verdict(98.3, 98.0, margin=0.5), verdict(97.9, 98.0)
    ('met', 'at_risk', 'missed')
    >>> verdict(30, 30, lower_is_better=True), verdict(31, 30, lower_is_better=True), verdict(None, 98)
    ('met', 'missed', 'no_data')
    >>> verdict(100.0, 100.0, margin=1.0)
    'met'
    """
    if value is None:
        return "no_data"
    slack = target - value if lower_is_better else value - target
    if slack < 0:
        return "missed"
    # a promise that cannot be overfulfilled has no room above it
    cannot_be_better = not lower_is_better and target >= 100
    return "at_risk" if slack < margin and not cannot_be_better else "met"


def period(kind: str, day: date) -> tuple[date, date]:
    """First and last day of the period around a day.

    :param kind: ``day``, ``week`` (from Monday), ``month``, ``quarter``, ``half_year`` or ``year``

    >>> period("quarter", date(2026, 5, 9)), period("week", date(2026, 3, 1))
    ((datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)), (datetime.date(2026, 2, 23), datetime.date(2026, 3, 1)))
    >>> period("year", date(2026, 12, 31))[1], period("half_year", date(2026, 7, 1))[0]
    (datetime.date(2026, 12, 31), datetime.date(2026, 7, 1))
    """
    if kind == "day":
        return day, day
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    months = MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month + months
    following = date(day.year + (after > 12), (after - 1) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def ends_between(kind: str, since: date, until: date) -> list[date]:
    """Last days of the periods that ended from one day to another, both included.

    Of a long gap only the latest two years are told: nobody reviews days older than that.

    >>> ends_between("month", date(2026, 1, 31), date(2026, 3, 30))
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28)]
    >>> ends_between("quarter", date(2026, 4, 1), date(2026, 6, 29))
    []
    """
    ends = []
    day = max(since, until - timedelta(days=731))
    while day <= until:
        end = period(kind, day)[1]
        if end <= until:
            ends.append(end)
        day = end + timedelta(days=1)
    return ends
