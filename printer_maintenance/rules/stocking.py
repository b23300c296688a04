"""How many pieces to hold: from what is installed, what was used, and how long a new piece takes (REQUIREMENTS P6).

Parts are used one by one and at no fixed hour, so what is used while a new piece is on its way is taken as Poisson:

- *demand*: the place's own use over the last year, where that is enough to speak (:data:`ENOUGH` pieces); else what
  one device uses on average, anywhere, times the devices at the place, when that is more than its own use;
- *minimum*: reordering begins when less than the minimum is there, so the minimum is one piece more than what the
  lead time uses up in as many cases of a hundred as the service level says; nothing used anywhere: none is held;
- *maximum*: the minimum and what one order period uses.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

DAYS_OF_HISTORY = 365
# so many pieces of its own make a place's history speak for itself
ENOUGH = 3
# for parts without a vendor: what makers of office equipment usually take
USUAL_LEAD_DAYS = 7
# what is ordered must be unpacked and brought
OWN_LEAD_DAYS = 1


@dataclass(frozen=True)
class Figures:
    """What a suggestion rests on.

    :param devices: devices at the place that the part fits
    :param used: pieces used at the place over the last :data:`DAYS_OF_HISTORY` days
    :param used_anywhere: the same for all devices that the part fits
    :param devices_anywhere: all devices that the part fits
    :param lead_days: days from the order to the shelf
    """

    devices: int = 0
    used: float = 0.0
    used_anywhere: float = 0.0
    devices_anywhere: int = 0
    lead_days: int = USUAL_LEAD_DAYS + OWN_LEAD_DAYS


def demand_per_day(figures: Figures) -> float:
    """Pieces that the place uses per day.

    >>> demand_per_day(Figures(devices=10, used=73)) * 365
    73.0
    >>> few = Figures(devices=10, used=1, used_anywhere=50, devices_anywhere=100)
    >>> round(demand_per_day(few) * 365, 3), demand_per_day(Figures(devices=10))
    (5.0, 0.0)
    """
    used = max(figures.used, 0.0)
    if used < ENOUGH and figures.devices_anywhere:
        used = max(used, figures.used_anywhere / figures.devices_anywhere * figures.devices)
    return used / DAYS_OF_HISTORY


def poisson_quantile(mean: float, percent: float) -> int:
    """The smallest number that is not exceeded in so many cases of a hundred.

    :param mean: pieces on average, not negative
    :param percent: above 0, below 100
    :raises ValueError: for other values

    >>> poisson_quantile(0, 95), poisson_quantile(1, 95), poisson_quantile(10, 95), poisson_quantile(1000, 95)
    (0, 3, 15, 1052)
    """
    if not 0 < percent < 100 or mean < 0 or not math.isfinite(mean):
        raise ValueError((mean, percent))
    if mean == 0:
        return 0
    level = percent / 100
    # below the first number looked at lies less than a millionth of all cases
    number = max(0, math.floor(mean - 8 * math.sqrt(mean)) - 1)
    reached = 0.0
    while True:
        reached += math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))
        # far out the sum stands still a rounding error below 1
        if reached >= level - 1e-12:
            return number
        number += 1


def suggest(figures: Figures, percent: float = 95, order_days: int = 30) -> tuple[int, int]:
    """The quantity to hold, and up to which it is filled.

    :param percent: service level: in so many cases of a hundred no piece is missing while new ones come
    :param order_days: days that one order is to last

    >>> suggest(Figures(devices=13, used=73, lead_days=8))
    (5, 11)
    >>> suggest(Figures(devices=2, used_anywhere=4, devices_anywhere=40, lead_days=8))
    (1, 2)
    >>> suggest(Figures(devices=2, devices_anywhere=40))
    (0, 0)
    """
    per_day = demand_per_day(figures)
    if not per_day:
        return 0, 0
    least = poisson_quantile(per_day * figures.lead_days, percent) + 1
    # 73 a year are 6.0000000001 in 30 days only for a computer
    return least, least + max(1, math.ceil(round(per_day * order_days, 6)))


def one_period_after(day: date, kind: str, every: int) -> date:
    """The day of the first check of what was agreed on a day.

    :param kind: ``days``, ``weeks`` or ``months``
    :param every: so many of them

    >>> str(one_period_after(date(2026, 1, 31), "months", 1)), str(one_period_after(date(2026, 3, 2), "weeks", 2))
    ('2026-02-28', '2026-03-16')
    """
    return day + relativedelta(**{kind: every})


def needs_decision(pieces: float, unit_cost: float, most_pieces: float, most_value: float) -> bool:
    """Whether a difference found on a count is too large to be booked by whoever counted.

    :param pieces: counted less than or more than the books say
    :param unit_cost: what one piece costs us
    :param most_pieces: pieces that may be booked at once; 0: each difference is decided
    :param most_value: the same as a value

    >>> needs_decision(-1, 35, 2, 200), needs_decision(-3, 35, 2, 200), needs_decision(1, 680, 2, 200)
    (False, True, True)
    """
    return abs(pieces) > most_pieces or abs(pieces) * unit_cost > most_value


def turns(cost_used: float, average_value: float) -> float | None:
    """How often the stock was used up over a period; None without a stock.

    :param cost_used: what the parts used over the period cost us
    :param average_value: of the stock at the beginning and at the end of the period

    >>> turns(900, 300), turns(900, 0)
    (3.0, None)
    """
    return cost_used / average_value if average_value > 0 else None
