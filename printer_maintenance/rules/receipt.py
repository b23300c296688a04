"""Incoming checks of parts: the verdict, which pieces are set aside, which papers are missing (REQUIREMENTS P4)."""

from collections.abc import Iterable, Sequence


def verdict(points: Iterable[str | bool | None]) -> str:
    """What the points of a check say together.

    :param points: ``"passed"``, ``"failed"`` or nothing, for each point that applies
    :return: ``"failed"`` as soon as one has failed and all are answered, ``"open"`` while one is not answered

    >>> verdict(["passed", "passed"]), verdict(["passed", "failed"]), verdict(["failed", None])
    ('passed', 'failed', 'open')
    >>> verdict([])
    'open'
    """
    answers = list(points)
    if not answers or not all(answers):
        return "open"
    return "failed" if "failed" in answers else "passed"


def take_from(held: Sequence[float], wanted: float) -> list[float]:
    """How much of each line is set aside, so that together it is what failed; first come, first taken.

    :param held: quantity of each line, in one unit
    :param wanted: how much is to be set aside, in the same unit
    :raises ValueError: when the lines hold less than that

    >>> take_from([3, 4], 5)
    [3, 2]
    >>> take_from([3, 4], 0)
    [0, 0]
    >>> take_from([1], 2)
    Traceback (most recent call last):
    ...
    ValueError: 2 of 1 cannot be set aside
    """
    taken, left = [], wanted
    for quantity in held:
        part = min(quantity, left)
        taken.append(part)
        left -= part
    if left > 1e-9:
        raise ValueError(f"{wanted:g} of {sum(held):g} cannot be set aside")
    return taken


def papers_state(needs: Iterable[tuple[bool, bool]]) -> str:
    """Whether a lot has the papers that its part needs.

    :param needs: for each kind of paper, whether the part needs it and whether the lot has it

    >>> papers_state([(True, True), (False, False)]), papers_state([(True, True), (True, False)])
    ('complete', 'missing')
    >>> papers_state([(False, True), (False, False)])
    'not_needed'
    """
    has = [there for needed, there in needs if needed]
    if not has:
        return "not_needed"
    return "complete" if all(has) else "missing"
