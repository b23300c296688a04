"""The price of a part: actual cost, and never more than the fair market price (REQUIREMENTS P1)."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

# what a binary fraction may be off by, after a few multiplications, is far below this
_NOISE = Decimal("1e-9")
# a price that is above its ceiling by less is not above it
_TOLERANCE = 1e-6

COST, MARKET = "cost", "market"
NO_MARKET, ABOVE_CEILING, COST_ABOVE_MARKET = "no_market", "above_ceiling", "cost_above_market"


class Ceiling(NamedTuple):
    """The most that a part may cost, and which of the two figures rules it."""

    price: float
    ruled_by: str


class Dated(NamedTuple):
    """A market price as far as its validity goes; ``key`` says which, the higher one was entered later."""

    found_on: date
    valid_until: date
    key: int


def floor_to(amount: float, rounding: float) -> float:
    """The amount, cut off to the currency's step: a price rounded up would be above the market's.

    :param amount: any price, not negative
    :param rounding: the smallest step of a price, for example 0.01

    >>> floor_to(88.495575, 0.01), floor_to(88.5, 0.01), floor_to(0.1 + 0.2, 0.1)
    (88.49, 88.5, 0.3)
    >>> floor_to(1234.9, 1.0), floor_to(0.0354, 0.0001)
    (1234.0, 0.0354)
    """
    step = Decimal(str(rounding))
    steps = (Decimal(repr(amount)) / step + _NOISE).to_integral_value(ROUND_FLOOR)
    return float(steps * step)


def net_of_tax(amount: float, percent: float, included: bool) -> float:
    """What a price is without tax, not rounded.

    :param percent: rate of the tax, 13 for 13 %
    :param included: whether the amount holds the tax

    >>> net_of_tax(113.0, 13.0, True), net_of_tax(113.0, 13.0, False)
    (100.0, 113.0)
    """
    if not included:
        return amount
    return float(Decimal(repr(amount)) / (1 + Decimal(repr(percent)) / 100))


def newest_valid(prices: Iterable[Dated], day: date) -> Dated | None:
    """The market price that rules on a day: of those valid then the newest, of one day the one entered last.

    >>> old = Dated(date(2026, 1, 5), date(2026, 4, 5), 1)
    >>> new = Dated(date(2026, 2, 5), date(2026, 3, 5), 2)
    >>> newest_valid([old, new], date(2026, 2, 10)).key, newest_valid([old, new], date(2026, 3, 20)).key
    (2, 1)
    >>> newest_valid([old, new], date(2026, 1, 4)), newest_valid([old, new], date(2026, 5, 1))
    (None, None)
    """
    valid = (price for price in prices if price.found_on <= day <= price.valid_until)
    return max(valid, key=lambda price: (price.found_on, price.key), default=None)


def ceiling(cost: float, market: float | None, rounding: float) -> Ceiling:
    """The price of a part by the rule: actual cost, at most the market price.

    All amounts are net, in one currency and for one unit of measure. Without a market price the actual cost is all
    that is known; such a price is blocked (:func:`block`).

    >>> ceiling(80.0, 100.0, 0.01), ceiling(120.0, 99.999, 0.01)
    (Ceiling(price=80.0, ruled_by='cost'), Ceiling(price=99.99, ruled_by='market'))
    >>> ceiling(120.0, None, 0.01)
    Ceiling(price=120.0, ruled_by='cost')
    """
    by_cost = floor_to(cost, rounding)
    by_market = by_cost if market is None else floor_to(market, rounding)
    return Ceiling(by_market, MARKET) if by_market < by_cost else Ceiling(by_cost, COST)


def block(price: float, cost: float, market: float | None, rounding: float) -> str | None:
    """Why a price may not be offered without a right-holder's word; None when it may.

    Nothing is charged at zero, so nothing is wrong with it. What the customer would pay too much comes before what
    we would lose.

    :param price: net price that the customer is to pay for one unit
    :returns: ``no_market``, ``above_ceiling``, ``cost_above_market`` or None

    >>> block(80.0, 80.0, 100.0, 0.01), block(0.0, 80.0, None, 0.01)
    (None, None)
    >>> block(80.0, 80.0, None, 0.01), block(81.0, 80.0, 100.0, 0.01), block(100.0, 120.0, 100.0, 0.01)
    ('no_market', 'above_ceiling', 'cost_above_market')
    """
    if price <= _TOLERANCE:
        return None
    if market is None:
        return NO_MARKET
    most = ceiling(cost, market, rounding)
    if price > most.price + _TOLERANCE:
        return ABOVE_CEILING
    return COST_ABOVE_MARKET if most.ruled_by == MARKET else None
