"""When a part runs out, by the pages it wears and by its age (REQUIREMENTS P8).

The trend is that of the part in the device: what was counted since it was put in. Nothing is said before the
counters were read twice with two weeks between; a jump far beyond the trend is not trusted until the next reading
goes on from there.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from .meter import days_between

# nothing is foreseen from fewer days and readings than these
LEAST_DAYS = 14
LEAST_READINGS = 2
# a rate so many times the usual one is no trend ...
JUMP_FACTOR = 5
# ... if it also takes so much of the part's life at once; less is a busy week
JUMP_SHARE = 0.10
# counters that nobody read for so long say nothing about today
STALE_DAYS = 120
# surer with more and newer readings than these
SURE_DAYS, SURE_READINGS, SURE_AGE = 60, 4, 31
ROUGH_READINGS, ROUGH_AGE = 3, 62
# further ahead nobody plans; dates stay within what calendars hold
MOST_DAYS = 3650
# so many changes of a part on a model tell its life there better than its maker does
LEAST_CHANGES = 5

SILENCES = ("no_life", "no_reading", "few_days", "idle", "jump", "stale")


class Count(NamedTuple):
    """What stood on the counter that wears a part; ``fresh``: the counter began anew with this reading."""

    at: datetime
    pages: int
    fresh: bool = False


class Life(NamedTuple):
    """How long a part lasts: in pages, in months; 0: not by that."""

    pages: int = 0
    months: int = 0


class Wear(NamedTuple):
    """What the readings say of a part in a device: pages it did, pages a day, and how far that can be trusted.

    ``silence`` is one of :data:`SILENCES` or empty. ``doubtful`` says that a jump was left out.
    """

    used: int = 0
    per_day: float = 0.0
    silence: str = ""
    days: float = 0.0
    readings: int = 0
    doubtful: bool = False
    last_at: datetime | None = None


class Foresight(NamedTuple):
    """When a part runs out, or why nothing is said.

    ``rule`` is ``pages`` or ``age``, whichever comes first; ``sureness`` is ``sure``, ``fair`` or ``rough``.
    """

    silence: str = ""
    days_left: int | None = None
    empty_on: date | None = None
    rule: str = ""
    sureness: str = ""
    pages_left: int | None = None
    pages_per_day: float = 0.0


def stretches(counts: Sequence[Count]) -> list[tuple[float, int]]:
    """Days and pages between readings; a falling or exchanged counter tells nothing of the time before it.

    >>> march = datetime(2026, 3, 1)
    >>> day = timedelta(days=1)
    >>> stretches([Count(march, 100), Count(march + 10 * day, 300), Count(march + 20 * day, 5, fresh=True)])
    [(10.0, 200)]
    >>> stretches([Count(march, 100), Count(march + 10 * day, 50), Count(march + 20 * day, 90)])
    [(10.0, 40)]
    """
    return [
        (days_between(before.at, after.at), after.pages - before.pages)
        for before, after in pairwise(counts)
        if not after.fresh and after.pages >= before.pages and after.at > before.at
    ]


def usual_rate(parts: Sequence[tuple[float, int]]) -> float:
    """Pages a day as most of the time: the median of the stretches, each weighing as many times as it has days.

    >>> usual_rate([(10.0, 100), (10.0, 120), (5.0, 5000)]), usual_rate([])
    (12.0, 0.0)
    """
    rates = sorted((pages / days, days) for days, pages in parts)
    half, passed = sum(days for _rate, days in rates) / 2, 0.0
    for rate, days in rates:
        passed += days
        if passed >= half:
            return rate
    return 0.0


def is_jump(days: float, pages: int, usual: float, life_pages: int) -> bool:
    """Whether so many pages in so many days are far beyond what is usual.

    >>> is_jump(30, 4_000, 20, 10_000), is_jump(30, 4_000, 50, 10_000), is_jump(1, 500, 20, 10_000)
    (True, False, False)
    """
    return usual > 0 and pages > JUMP_FACTOR * usual * days and pages - usual * days > JUMP_SHARE * life_pages


def without_slips(counts: Sequence[Count], life_pages: int) -> list[Count]:
    """Readings without those that jumped up and were taken back by the next one: somebody mistyped them.

    >>> march = datetime(2026, 3, 1)
    >>> read = [1_000, 1_200, 1_400, 16_000, 1_800]
    >>> counts = [Count(march + timedelta(days=10 * n), pages) for n, pages in enumerate(read)]
    >>> [count.pages for count in without_slips(counts, 10_000)]
    [1000, 1200, 1400, 1800]
    """
    usual = usual_rate(stretches(counts))
    kept: list[Count] = []
    for place, count in enumerate(counts):
        after = counts[place + 1] if place + 1 < len(counts) else None
        before = kept[-1] if kept else None
        slipped = (
            before is not None
            and after is not None
            and not count.fresh
            and before.pages <= after.pages < count.pages
            and is_jump(days_between(before.at, count.at), count.pages - before.pages, usual, life_pages)
        )
        if slipped:
            continue
        # after a slip the next reading looks like a new counter; it goes on from the one before the slip
        went_on = before is not None and place > 0 and counts[place - 1] is not before
        kept.append(count._replace(fresh=False) if went_on else count)
    return kept


def wear(
    readings: Sequence[Count],
    now: datetime,
    fitted_at: datetime,
    fitted_pages: int | None,
    life_pages: int,
) -> Wear:
    """What a part did since it was put in.

    :param readings: accepted readings since then, the oldest first
    :param fitted_pages: the counter when it was put in; None when nobody read it then
    :param life_pages: pages that it lasts; a jump is told by it

    A steady hundred pages a day, of which thirty days are known:

    >>> march = datetime(2026, 3, 1)
    >>> counts = [Count(march + timedelta(days=10 * n), 50_000 + 1_000 * n) for n in range(1, 4)]
    >>> found = wear(counts, datetime(2026, 3, 31), march, 50_000, 10_000)
    >>> found.used, found.per_day, found.silence
    (3000, 100.0, '')

    Silent while little is known, nothing is printed, or nobody reads the counter any more:

    >>> wear(counts[:1], datetime(2026, 3, 11), march, 50_000, 10_000).silence
    'few_days'
    >>> wear([], datetime(2026, 3, 31), march, 50_000, 10_000).silence
    'no_reading'
    >>> wear(counts, datetime(2026, 12, 31), march, 50_000, 10_000).silence
    'stale'
    """
    counts = [count for count in readings if count.at >= fitted_at]
    if not counts:
        return Wear(silence="no_reading")
    if fitted_pages is not None:
        counts.insert(0, Count(fitted_at, fitted_pages))
    counts = without_slips(counts, life_pages)
    parts = stretches(counts)
    trusted, doubtful = _trusted(counts, parts, life_pages)
    days = sum(length for length, _pages in trusted)
    per_day = sum(pages for _days, pages in trusted) / days if days else 0.0
    last = counts[-1]
    known = Wear(0, per_day, "", days, len(counts), doubtful, last.at)
    if len(counts) < LEAST_READINGS or days < LEAST_DAYS:
        return known._replace(silence="jump" if doubtful else "few_days")
    if days_between(last.at, now) > STALE_DAYS:
        return known._replace(silence="stale")
    if per_day <= 0:
        return known._replace(silence="idle")
    return known._replace(used=_used(counts, parts, per_day, fitted_at, now, doubtful))


def _trusted(
    counts: Sequence[Count], parts: list[tuple[float, int]], life_pages: int
) -> tuple[list[tuple[float, int]], bool]:
    """The stretches that make the trend, and whether the newest one jumped beyond it."""
    usual = usual_rate(parts)
    trusted = [part for part in parts if not is_jump(*part, usual, life_pages)]
    newest_counts = len(counts) > 1 and not counts[-1].fresh and counts[-1].pages >= counts[-2].pages
    doubtful = bool(parts) and newest_counts and is_jump(*parts[-1], usual, life_pages)
    return trusted, doubtful


def _used(
    counts: Sequence[Count],
    parts: list[tuple[float, int]],
    per_day: float,
    fitted_at: datetime,
    now: datetime,
    doubtful: bool,
) -> int:
    """Pages of a part until now: counted ones, and at the trend those of the days that no reading tells of."""
    if doubtful:
        # the next reading shows whether the jump was one
        parts = parts[:-1]
    told = sum(days for days, _pages in parts)
    untold = max(days_between(fitted_at, now) - told, 0.0)
    return sum(pages for _days, pages in parts) + round(per_day * untold)


def foresee(life: Life, found: Wear, fitted_on: date, today: date, now: datetime | None = None) -> Foresight:
    """When a part runs out: by pages or by age, whichever comes first.

    >>> march = date(2026, 3, 1)
    >>> used = Wear(used=7_000, per_day=100.0, days=70, readings=7)
    >>> seen = foresee(Life(10_000), used, date(2025, 12, 20), march)
    >>> seen.days_left, str(seen.empty_on), seen.rule, seen.sureness, seen.pages_left
    (30, '2026-03-31', 'pages', 'sure', 3000)

    By age where that comes first, or where the counters say nothing yet:

    >>> seen = foresee(Life(10_000, 3), used, date(2025, 12, 11), march)
    >>> seen.days_left, seen.rule
    (10, 'age')
    >>> seen = foresee(Life(10_000, 12), Wear(silence="few_days"), date(2025, 12, 1), march)
    >>> str(seen.empty_on), seen.rule, seen.silence
    ('2026-12-01', 'age', '')
    >>> foresee(Life(10_000), Wear(silence="few_days"), march, march)[:4]
    ('few_days', None, None, '')
    >>> foresee(Life(), used, march, march).silence
    'no_life'

    What should have been changed long ago is empty today:

    >>> foresee(Life(5_000), used, date(2025, 12, 20), march)[1:3], foresee(Life(5_000), used, march, march).pages_left
    ((0, datetime.date(2026, 3, 1)), -2000)
    """
    if not (life.pages or life.months):
        return Foresight(silence="no_life")
    by_pages = pages_left = None
    if life.pages and not found.silence:
        pages_left = life.pages - found.used
        by_pages = min(max(int(pages_left / found.per_day), 0), MOST_DAYS)
    by_age = None
    if life.months:
        by_age = min(max((fitted_on + relativedelta(months=life.months) - today).days, 0), MOST_DAYS)
    if by_pages is None and by_age is None:
        return Foresight(silence=found.silence, pages_per_day=found.per_day)
    rule = "age" if by_pages is None or (by_age is not None and by_age < by_pages) else "pages"
    days_left = by_age if rule == "age" else by_pages
    assert days_left is not None
    return Foresight(
        "",
        days_left,
        today + timedelta(days=days_left),
        rule,
        sureness(life, found, now) if rule == "pages" else _sureness_by_age(life, found),
        pages_left,
        found.per_day,
    )


def sureness(life: Life, found: Wear, now: datetime | None = None) -> str:
    """How sure a date by pages is: ``sure``, ``fair`` or ``rough``.

    >>> sureness(Life(1), Wear(days=70, readings=7)), sureness(Life(1), Wear(days=30, readings=7))
    ('sure', 'fair')
    >>> sureness(Life(1), Wear(days=70, readings=7, doubtful=True)), sureness(Life(1), Wear(days=70, readings=2))
    ('rough', 'rough')
    """
    age = days_between(found.last_at, now) if found.last_at and now else 0.0
    if found.doubtful or found.readings < ROUGH_READINGS or age > ROUGH_AGE:
        return "rough"
    if found.days >= SURE_DAYS and found.readings >= SURE_READINGS and age <= SURE_AGE:
        return "sure"
    return "fair"


def _sureness_by_age(life: Life, found: Wear) -> str:
    """A date by age is sure, unless the pages, which may come first, are not known."""
    return "fair" if life.pages and found.silence else "sure"


def observed_life(lives: Iterable[int]) -> int:
    """Pages that a part lasted on a model: the median of its changes there; 0 when there were too few.

    >>> observed_life([9_000, 7_000, 8_000, 8_500, 30_000]), observed_life([9_000, 8_000])
    (8500, 0)
    """
    done = [pages for pages in lives if pages > 0]
    return round(median(done)) if len(done) >= LEAST_CHANGES else 0
