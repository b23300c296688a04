"""Whether the moments at which things happened to a request can be true together (corrections of facts)."""

from collections.abc import Collection, Mapping
from datetime import datetime

# what cannot have happened before what
ORDER = (
    ("reported_at", "severity_since"),
    ("reported_at", "responded_at"),
    ("reported_at", "confirmed_at"),
    ("reported_at", "answered_at"),
    ("reported_at", "arrived_at"),
    ("reported_at", "major_told_at"),
    ("reported_at", "solved_at"),
    ("severity_since", "major_told_at"),
    # whoever confirms or arrives has responded
    ("responded_at", "confirmed_at"),
    ("responded_at", "arrived_at"),
    ("arrived_at", "solved_at"),
)
# facts that one and the same act stamps: when its moment is corrected they go along
ALONG = {
    "reported_at": ("severity_since",),
    "confirmed_at": ("responded_at",),
    "answered_at": ("responded_at",),
    "arrived_at": ("responded_at",),
}
# a fact that cannot be missing while one of these stands
IMPLIED_BY = {"responded_at": ("confirmed_at", "arrived_at", "answered_at")}


def changes(moments: Mapping[str, datetime | None], fact: str, moment: datetime | None) -> dict:
    """What is corrected together with a fact: whatever the same act stamped at the same moment.

    :param moments: the facts as they stand
    :param moment: when it happened in truth, None when it never did

    >>> eight, nine = datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 9)
    >>> sorted(changes({"confirmed_at": nine, "responded_at": nine}, "confirmed_at", eight))
    ['confirmed_at', 'responded_at']
    >>> sorted(changes({"confirmed_at": nine, "responded_at": eight}, "confirmed_at", eight))
    ['confirmed_at']
    """
    old = moments.get(fact)
    along = [name for name in ALONG.get(fact, ()) if old and moments.get(name) == old]
    return dict.fromkeys((fact, *along), moment)


def contradiction(moments: Mapping[str, datetime | None], changed: Collection[str]) -> tuple[str, str] | None:
    """The first two facts that cannot stand together, earlier one first; only those that are being corrected.

    Contradictions that were there before are not held against a correction of something else.

    :param moments: the facts as they would stand
    :param changed: which of them are corrected

    >>> eight, nine = datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 9)
    >>> contradiction({"reported_at": nine, "arrived_at": eight}, ["arrived_at"])
    ('reported_at', 'arrived_at')
    >>> contradiction({"reported_at": nine, "arrived_at": eight}, ["solved_at"])
    >>> contradiction({"responded_at": None, "arrived_at": eight}, ["responded_at"])
    ('responded_at', 'arrived_at')
    """
    for earlier, later in ORDER:
        first, second = moments.get(earlier), moments.get(later)
        if first and second and second < first and not {earlier, later}.isdisjoint(changed):
            return earlier, later
    for fact, others in IMPLIED_BY.items():
        if fact in changed and not moments.get(fact):
            for other in others:
                if moments.get(other):
                    return fact, other
    return None
