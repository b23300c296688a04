"""Who should be sent: a ranked proposal in which every point has its reason (REQUIREMENTS S9, S12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# what each circumstance is worth; the weights only order people, they are no measure of anybody
POINTS = {
    "free": 40,
    "busy": -60,
    "on_leave": -100,
    "on_duty": 30,
    "off_duty": -30,
    "skilled": 20,
    "type_known": 12,
    "unskilled": -15,
    "first_named": 15,
    "station": 10,
    "backup": 8,
    "in_unit": 12,
    "at_customer": 6,
    "responsible": 5,
}
# each begun half hour of work that day
LOAD_STEP_MINUTES = 30
LOAD_POINT = -1
MOST_LOAD_POINTS = -16


@dataclass(frozen=True)
class Candidate:
    """One person for one job.

    :param person: id
    :param is_free: nothing else in these hours
    :param on_duty: by the roster; None where nobody keeps one
    :param on_leave: by their calendar
    :param skill: ``skilled`` (brand and type), ``type_known``, ``unskilled``; None where nobody's skills are kept
    :param place: ``first_named`` or ``backup`` of the agreement, ``station``; empty for others
    :param near: ``in_unit`` or ``at_customer`` when another job of the day is there
    :param is_responsible: already responsible for the request
    :param load_minutes: work of that day
    """

    person: int
    is_free: bool = True
    on_duty: bool | None = None
    on_leave: bool = False
    skill: str | None = None
    place: str = ""
    near: str = ""
    is_responsible: bool = False
    load_minutes: int = 0


@dataclass(frozen=True)
class Proposal:
    """A person with points and the reasons for them, the weightiest first."""

    person: int
    points: int
    reasons: tuple[str, ...] = field(default=())


def reasons(candidate: Candidate) -> list[str]:
    """The circumstances that count for or against somebody.

    >>> reasons(Candidate(1, on_duty=True, skill="skilled", place="backup"))
    ['free', 'on_duty', 'skilled', 'backup']
    >>> reasons(Candidate(1, is_free=False, on_duty=False))
    ['busy', 'off_duty']
    """
    found = ["free" if candidate.is_free else "busy"]
    if candidate.on_leave:
        found.append("on_leave")
    if candidate.on_duty is not None:
        found.append("on_duty" if candidate.on_duty else "off_duty")
    found += [name for name in (candidate.skill, candidate.place, candidate.near) if name]
    if candidate.is_responsible:
        found.append("responsible")
    return found


def propose(candidate: Candidate) -> Proposal:
    """Points and reasons of one person.

    >>> propose(Candidate(7, on_duty=True, skill="type_known", load_minutes=95))
    Proposal(person=7, points=78, reasons=('free', 'on_duty', 'type_known'))
    """
    found = reasons(candidate)
    load = max(-(-candidate.load_minutes // LOAD_STEP_MINUTES) * LOAD_POINT, MOST_LOAD_POINTS)
    ordered = sorted(found, key=lambda name: -abs(POINTS[name]))
    return Proposal(candidate.person, sum(POINTS[name] for name in found) + load, tuple(ordered))


def rank(candidates: Iterable[Candidate]) -> list[Proposal]:
    """All of them, the best first; alike ones in a fixed order, whatever order they came in.

    >>> [p.person for p in rank([Candidate(2), Candidate(1), Candidate(3, is_free=False), Candidate(4, on_duty=True)])]
    [4, 1, 2, 3]
    """
    return sorted(map(propose, candidates), key=lambda proposal: (-proposal.points, proposal.person))


def skill_for(brand: str, kind: str, known: Iterable[tuple[str, str]]) -> str:
    """What somebody's skills say about a device.

    :param brand: of the device; compared whatever the case
    :param kind: type of the device
    :param known: brand and type of each skill; an empty one stands for any

    >>> skill_for("HP", "printer", [("hp", "printer")])
    'skilled'
    >>> skill_for("HP", "printer", [("", "printer"), ("Canon", "copier")])
    'type_known'
    >>> skill_for("HP", "printer", [("Canon", "printer")])
    'unskilled'
    >>> skill_for("HP", "printer", [])
    'unskilled'
    """
    of_type = [b for b, k in known if not k or k == kind]
    if any(b and b.casefold() == (brand or "").casefold() for b in of_type):
        return "skilled"
    return "type_known" if any(not b for b in of_type) else "unskilled"
