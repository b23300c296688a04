"""Who pays for a part, and whether the customer is asked first (REQUIREMENTS A2, P2, P3)."""

from datetime import date
from typing import NamedTuple

FREE = ("agreement", "warranty", "goodwill")
CHARGEABLE = ("at_cost", "user_damage", "outside")


class Situation(NamedTuple):
    """What decides who pays for one part on one job."""

    is_served: bool = True
    """An agreement serves the device on that day."""
    covers_parts: bool = True
    """That agreement includes parts, instead of charging them at cost."""
    is_outside: bool = False
    """The request, or this part in this type of device, is outside the scope."""
    is_goodwill: bool = False
    """It was decided to serve this request free of charge although it is not covered."""
    by_people: bool = False
    """Somebody damaged it."""
    in_warranty: bool = False
    """The earlier part of the same kind failed within its own warranty."""


def cover(situation: Situation) -> str:
    """Who pays, as a value of ``stock.move.part_cover``.

    Damage by people comes first: neither warranty nor agreement pays for it. Then the warranty of the earlier
    part, which holds whatever the agreement says.

    >>> cover(Situation()), cover(Situation(covers_parts=False)), cover(Situation(is_served=False))
    ('agreement', 'at_cost', 'outside')
    >>> cover(Situation(by_people=True, in_warranty=True)), cover(Situation(is_served=False, in_warranty=True))
    ('user_damage', 'warranty')
    >>> cover(Situation(is_outside=True)), cover(Situation(is_served=False, is_goodwill=True))
    ('outside', 'goodwill')
    """
    if situation.by_people:
        return "user_damage"
    if situation.in_warranty:
        return "warranty"
    if situation.is_outside or not situation.is_served:
        return "goodwill" if situation.is_goodwill else "outside"
    return "agreement" if situation.covers_parts else "at_cost"


def needs_approval(who_pays: str, is_major: bool, cost: float, limit: float) -> bool:
    """Whether the customer approves the part before it is replaced (P3).

    :param who_pays: what :func:`cover` says
    :param is_major: whether the part is a major one by itself
    :param cost: what all pieces of the part on the request cost (currency of the agreement)
    :param limit: the agreement's limit above which a covered part is a major one; 0: no limit

    >>> needs_approval("at_cost", False, 5, 0), needs_approval("agreement", False, 500, 0)
    (True, False)
    >>> needs_approval("agreement", False, 500, 500), needs_approval("agreement", False, 500.01, 500)
    (False, True)
    >>> needs_approval("warranty", True, 0, 0)
    True
    """
    return who_pays in CHARGEABLE or is_major or bool(limit and cost > limit)


def warranty_holds(
    kind: str, until: date | None, today: date, pages_run: int | None = None, wear_pages: int = 0
) -> bool:
    """Whether an earlier part that is exchanged now failed within its warranty.

    A consumable that ran empty has not failed, nor has a wearing part that did the pages it is made for.

    :param kind: ``spare``, ``wearing`` or ``consumable``
    :param until: last day of its warranty, none when it has none
    :param pages_run: pages since it was fitted, none when the counters are not known
    :param wear_pages: pages that it is made for; 0: not by pages

    >>> today = date(2026, 3, 2)
    >>> warranty_holds("spare", date(2026, 3, 2), today), warranty_holds("spare", date(2026, 3, 1), today)
    (True, False)
    >>> warranty_holds("consumable", date(2026, 6, 1), today), warranty_holds("spare", None, today)
    (False, False)
    >>> warranty_holds("wearing", date(2026, 6, 1), today, 60_000, 60_000)
    False
    >>> warranty_holds("wearing", date(2026, 6, 1), today, 8_000, 60_000)
    True
    """
    if kind == "consumable" or not until or today > until:
        return False
    return not (wear_pages and pages_run is not None and pages_run >= wear_pages)
