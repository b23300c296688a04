"""Which devices an agreement serves on a day (REQUIREMENTS A1, A2): lines, terms, suspensions.

A device is looked for among an agreement's lines from the most to the least specific: the device itself, its
category, the organisation it belongs to; within one kind the nearest organisation of the customer's tree first.
The first group with a line that is valid on the day decides. Days are dates, both ends of a span included.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

COVERED = ""
# reasons for not serving, the one that tells a person most first
REASONS = (
    "left_out",
    "no_longer_in",
    "not_yet_in",
    "not_listed",
    "suspended",
    "not_started",
    "ended",
    "no_agreement",
    "no_unit",
)


class Span(NamedTuple):
    """Days from ``first`` to ``last``; None means open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span.

        >>> Span(date(2026, 1, 1), None).holds(date(2026, 1, 1)), Span(None, date(2026, 1, 1)).holds(date(2026, 1, 2))
        (True, False)
        """
        return (not self.first or self.first <= day) and (not self.last or day <= self.last)


class Line(NamedTuple):
    """One line of an agreement: when it is valid and whether it leaves out what it names."""

    span: Span = Span()
    leaves_out: bool = False


def lines_verdict(groups: Iterable[Sequence[Line]], day: date) -> str:
    """Whether lines serve a device on a day.

    :param groups: lines that name the device, grouped from the most to the least specific
    :return: ``COVERED`` or one of :data:`REASONS`

    >>> whole, without = [Line()], [Line(leaves_out=True)]
    >>> lines_verdict([whole], date(2026, 3, 1))
    ''
    >>> lines_verdict([without, whole], date(2026, 3, 1))
    'left_out'
    >>> from_may = [Line(Span(date(2026, 5, 1)))]
    >>> lines_verdict([from_may, whole], date(2026, 3, 1)), lines_verdict([from_may], date(2026, 3, 1))
    ('', 'not_yet_in')
    >>> lines_verdict([[Line(Span(last=date(2026, 2, 28)))]], date(2026, 3, 1)), lines_verdict([], date(2026, 3, 1))
    ('no_longer_in', 'not_listed')
    """
    early = late = False
    for lines in groups:
        valid = [line for line in lines if line.span.holds(day)]
        if valid:
            return "left_out" if any(line.leaves_out for line in valid) else COVERED
        for line in lines:
            if not line.leaves_out:
                early = early or bool(line.span.first and day < line.span.first)
                late = late or bool(line.span.last and line.span.last < day)
    if late:
        return "no_longer_in"
    return "not_yet_in" if early else "not_listed"


def term_verdict(term: Span, suspensions: Iterable[Span], day: date) -> str:
    """Whether an agreement runs on a day.

    :param term: first and last day of service
    :param suspensions: days on which service stood still; an open one lasts until it is lifted
    :return: ``COVERED`` or one of :data:`REASONS`

    >>> year = Span(date(2026, 1, 1), date(2026, 12, 31))
    >>> [term_verdict(year, [], day) for day in (date(2025, 12, 31), date(2026, 12, 31), date(2027, 1, 1))]
    ['not_started', '', 'ended']
    >>> term_verdict(year, [Span(date(2026, 3, 1), date(2026, 3, 9))], date(2026, 3, 9))
    'suspended'
    """
    if term.first and day < term.first:
        return "not_started"
    if term.last and term.last < day:
        return "ended"
    return "suspended" if any(span.holds(day) for span in suspensions) else COVERED


def best_reason(reasons: Iterable[str]) -> str:
    """Of several agreements' reasons the one that tells a person most.

    >>> best_reason(["ended", "left_out", "not_started"]), best_reason([])
    ('left_out', 'no_agreement')
    """
    return min(reasons, key=REASONS.index, default="no_agreement")
