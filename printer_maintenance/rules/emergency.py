"""Which emergency plan fits a request, and who is called when (REQUIREMENTS S6, K5)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple


class Plan(NamedTuple):
    """What decides whether a plan fits: no agreement is any, no categories are all."""

    key: Any
    agreement_id: int | bool
    category_ids: frozenset[int]


class Contact(NamedTuple):
    """One line of a call list with the people that it means, the first to call first."""

    key: Any
    people: tuple[int, ...]
    minutes: int
    at_once: bool = False


class Turn(NamedTuple):
    """People who are called at the same moment, and the minutes that they have to answer."""

    key: Any
    people: tuple[int, ...]
    minutes: int


def fitting(plans: Iterable[Plan], agreement_id: int | bool, category_id: int | bool) -> Any | None:
    """The plan for a request: the agreement's own before a general one, one for its devices before one for all.

    Among equals the first in order is taken.

    :return: the plan's key, None when none fits

    >>> general, printers = Plan("general", False, frozenset()), Plan("printers", False, frozenset({7}))
    >>> own = Plan("own", 3, frozenset())
    >>> fitting([general, printers, own], 3, 7), fitting([general, printers, own], 4, 7)
    ('own', 'printers')
    >>> fitting([general, printers, own], 4, False), fitting([printers, own], 4, 8)
    ('general', None)
    """
    candidates = [
        plan
        for plan in plans
        if plan.agreement_id in (False, agreement_id)
        and (not plan.category_ids or category_id in plan.category_ids)
    ]
    best = max(candidates, key=lambda plan: (bool(plan.agreement_id), bool(plan.category_ids)), default=None)
    return best and best.key


def one_round(contacts: Iterable[Contact]) -> list[Turn]:
    """The turns of one round: one person after the other, or a line's people at once; nobody twice.

    A line whose people have all had their turn is left out. One that means nobody takes no time.

    >>> one_round([Contact("manager", (1, 2), 2), Contact("director", (2, 3), 1), Contact("director", (3,), 1)])
    [Turn(key='manager', people=(1,), minutes=2), Turn(key='manager', people=(2,), minutes=2), \
Turn(key='director', people=(3,), minutes=1)]
    >>> one_round([Contact("desk", (4, 5), 3, at_once=True), Contact("nobody", (), 2)])
    [Turn(key='desk', people=(4, 5), minutes=3), Turn(key='nobody', people=(), minutes=0)]
    """
    turns: list[Turn] = []
    called: set[int] = set()
    for contact in contacts:
        fresh = tuple(person for person in dict.fromkeys(contact.people) if person not in called)
        called.update(fresh)
        if not contact.people:
            turns.append(Turn(contact.key, (), 0))
        elif contact.at_once and fresh:
            turns.append(Turn(contact.key, fresh, contact.minutes))
        else:
            turns.extend(Turn(contact.key, (person,), contact.minutes) for person in fresh)
    return turns


def due_moments(start: datetime, turns: Sequence[Turn]) -> list[datetime]:
    """When each turn is due if nobody answers.

    >>> due_moments(datetime(2026, 3, 1, 8, 0), [Turn("a", (1,), 2), Turn("b", (2,), 1), Turn("c", (3,), 5)])
    [datetime.datetime(2026, 3, 1, 8, 0), datetime.datetime(2026, 3, 1, 8, 2), datetime.datetime(2026, 3, 1, 8, 3)]
    """
    moments = []
    for turn in turns:
        moments.append(start)
        start += timedelta(minutes=turn.minutes)
    return moments
