"""Which of a policy's promised times applies to a request (REQUIREMENTS S1-S4)."""

from collections.abc import Iterable
from typing import NamedTuple


class Target(NamedTuple):
    """A promised time with its conditions; an empty condition holds for every request.

    ``key`` is whatever the caller wants back.
    """

    key: object
    milestone: str
    severity: str | bool = False
    kind: str | bool = False
    category: int | bool = False


def applying(targets: Iterable[Target], severity: str, kind: str, category: int | bool) -> dict[str, Target]:
    """For each milestone the target that fits a request best.

    The one with more fitting conditions wins; of two with equally many severity comes before kind of service, and
    that before the device's category.

    >>> general, major = Target(1, "arrive"), Target(2, "arrive", severity="major")
    >>> printers = Target(3, "arrive", kind="repair", category=7)
    >>> [applying([general, major, printers], s, "repair", 7)["arrive"].key for s in ("normal", "major")]
    [3, 3]
    >>> [applying([general, major, printers], s, "system", 7)["arrive"].key for s in ("normal", "major")]
    [1, 2]
    """
    best: dict[str, tuple[tuple, Target]] = {}
    for target in targets:
        wanted = (target.severity, target.kind, target.category)
        if any(want and want != has for want, has in zip(wanted, (severity, kind, category), strict=True)):
            continue
        named = tuple(map(bool, wanted))
        rank = (sum(named), *named)
        if target.milestone not in best or rank > best[target.milestone][0]:
            best[target.milestone] = (rank, target)
    return {milestone: target for milestone, (_rank, target) in best.items()}
