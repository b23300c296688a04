"""When the steps of an escalation are due (REQUIREMENTS S7)."""

from collections.abc import Iterable


def offset_minutes(kind: str, value: int, target_minutes: int) -> int:
    """At which minute of the clock a step is due.

    :param kind: ``percent`` of the promised time, minutes ``before`` or ``after`` the deadline
    :param value: percent or minutes
    :param target_minutes: minutes promised

    >>> offset_minutes("percent", 50, 30), offset_minutes("before", 5, 30), offset_minutes("after", 15, 30)
    (15, 25, 45)
    >>> offset_minutes("before", 45, 30), offset_minutes("percent", 75, 5)
    (0, 3)
    """
    if kind == "percent":
        return target_minutes * value // 100
    return max(target_minutes - value, 0) if kind == "before" else target_minutes + value


def next_minute(offsets: Iterable[tuple[int, int]], fired: Iterable[int]) -> int | None:
    """The minute of the first step that has not fired; None when all have.

    :param offsets: per step its id and its minute
    :param fired: ids of the steps that have fired

    >>> next_minute([(1, 15), (2, 24), (3, 30)], fired=[1]), next_minute([(1, 15)], fired=[1])
    (24, None)
    """
    fired = set(fired)
    return min((minute for step, minute in offsets if step not in fired), default=None)
