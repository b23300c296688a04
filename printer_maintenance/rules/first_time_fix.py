"""First-time fix (REQUIREMENTS V2): the fault found and mended at the first visit, and no repeat soon after.

A request counts once it is solved. It is fixed the first time when one visit was enough and the same device does not
fail again with a fault of the same group within so many days; such a repeat is charged to the request whose visit did
not hold, never to the one that came after.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Work(NamedTuple):
    """One request as far as the rule is concerned.

    :param device: id of the device, None for requests without one
    :param fault_group: id of the group of its symptom or cause, None while unknown
    :param reported: naive UTC
    :param solved: naive UTC, None while open
    :param attempts: visits that it took, see :func:`attempts`
    :param days: how long its repair has to hold
    """

    request: int
    device: int | None
    fault_group: int | None
    reported: datetime
    solved: datetime | None
    attempts: int
    days: int = 30


def attempts(spans: Iterable[tuple[datetime | None, datetime | None]]) -> int:
    """How many times somebody set to work, in person or remotely: those who work at the same time count once.

    :param spans: begin and end of each visit that counts (naive UTC); unknown ones are taken as apart from all others

    >>> nine, ten, noon = (datetime(2026, 3, 2, hour) for hour in (9, 10, 12))
    >>> attempts([]), attempts([(nine, ten)]), attempts([(nine, ten), (ten, noon)])
    (0, 1, 2)
    >>> attempts([(nine, noon), (ten, noon)]), attempts([(nine, ten), (None, None)])
    (1, 2)
    """
    spans = list(spans)
    known = sorted((begin, end or begin) for begin, end in spans if begin)
    count, until = len(spans) - len(known), None
    for begin, end in known:
        if until is None or begin >= until:
            count += 1
        until = max(until or end, end)
    return count


def repeats(works: Iterable[Work]) -> dict[int, int]:
    """Per request that repeats another one, that other one: the last solved before it was reported.

    A solved request of which nobody said what it was cannot be told apart from others and counts as the same fault;
    one that is open and not looked at yet is no repeat so far.

    >>> first = Work(1, 7, 3, datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 10), 1)
    >>> again = Work(2, 7, 3, datetime(2026, 3, 20, 8), None, 0)
    >>> repeats([again, first]), repeats([again, first._replace(days=10)])
    ({2: 1}, {})
    >>> repeats([again._replace(fault_group=4), first]), repeats([again._replace(device=8), first])
    ({}, {})
    >>> unknown = again._replace(fault_group=None)
    >>> repeats([unknown, first]), repeats([unknown._replace(solved=datetime(2026, 3, 20, 9)), first])
    ({}, {2: 1})
    """
    found: dict[int, int] = {}
    earlier: dict[int, list[Work]] = {}
    for work in sorted(works, key=lambda work: (work.reported, work.request)):
        if not work.device:
            continue
        before = earlier.setdefault(work.device, [])
        if work.fault_group or work.solved:
            broken = [one for one in before if _did_not_hold(one, work)]
            if broken:
                found[work.request] = max(broken, key=lambda one: (one.solved, one.request)).request
        before.append(work)
    return found


def _did_not_hold(earlier: Work, work: Work) -> bool:
    """Whether ``work`` says that the earlier repair of the same device did not last."""
    if not earlier.solved or not earlier.solved <= work.reported <= earlier.solved + timedelta(
        days=earlier.days
    ):
        return False
    return not earlier.fault_group or not work.fault_group or earlier.fault_group == work.fault_group


def verdict(work: Work, is_repeated: bool) -> str:
    """``yes`` or ``no`` once it is solved; empty before, and for work that no visit was needed for.

    >>> once = Work(1, 7, 3, datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 10), 1)
    >>> verdict(once, False), verdict(once, True), verdict(once._replace(attempts=2), False)
    ('yes', 'no', 'no')
    >>> verdict(once._replace(solved=None), False), verdict(once._replace(attempts=0), False)
    ('', '')
    """
    if not work.solved or not work.attempts:
        return ""
    return "yes" if work.attempts == 1 and not is_repeated else "no"
