"""The frame for measures: what the records say about a promise.

A capability adds its measures in its own package: it extends ``printer.measure`` and returns its
:class:`Measure` objects beside those of ``super()``. Arithmetic stands in ``rules/``.
"""

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar, NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ...rules import commitments


class Figure(NamedTuple):
    """What a measure found for one agreement: the figure, its cases, and the records behind it.

    ``value`` is in the measure's unit, None when there was nothing to measure. ``counted`` and ``failed`` are
    domains on the measure's ``model``: all cases, and those that speak against us. Where a customer accepted that
    cases stay out, ``excluded`` says how many and ``adjusted`` is the figure without them.
    """

    value: float | None
    good: int = 0
    total: int = 0
    counted: Domain = Domain.FALSE
    failed: Domain = Domain.FALSE
    adjusted: float | None = None
    excluded: int = 0

    @property
    def adjusted_value(self) -> float | None:
        """The figure that the verdict follows: without what the customer accepted to leave out.

        >>> Figure(50.0, 1, 2).adjusted_value, Figure(50.0, 1, 2, adjusted=100.0, excluded=1).adjusted_value
        (50.0, 100.0)
        """
        return self.adjusted if self.excluded else self.value


class Measure(ABC):
    """One way of measuring a promise.

    ``label`` is a lazy translation; ``unit`` is ``percent``, ``minutes`` or ``count``; ``model`` names the records
    behind the figure. A ``is_snapshot`` measure reads the state of this very day and cannot look back. The figure of
    a period may still change for ``settling_days`` after its end: so long it is measured anew every night.
    """

    label: ClassVar
    unit: ClassVar[str] = "percent"
    model: ClassVar[str]
    lower_is_better: ClassVar[bool] = False
    is_snapshot: ClassVar[bool] = False
    settling_days: ClassVar[int] = 0

    @abstractmethod
    def figures(self, agreements, first: date, last: date) -> dict[int, Figure]:
        """The figure of each agreement over a period.

        :param agreements: ``printer.agreement`` records
        :param first: first day of the period
        :param last: last day that counts: the period's end, or today
        """


class ShareMeasure(Measure):
    """A measure that counts good cases of all cases, in percent."""

    @staticmethod
    def figure(good: int, total: int, counted: Domain, failed: Domain) -> Figure:
        """A figure from its two counts.

        >>> ShareMeasure.figure(3, 4, Domain.TRUE, Domain.FALSE).value
        75.0
        """
        return Figure(commitments.share(good, total), good, total, counted, failed)


class MeasureRegistry(models.AbstractModel):
    _name = "printer.measure"
    _description = "Measures of commitments"

    @api.model
    def _measures(self) -> dict[str, Measure]:
        """The measures that the installed capabilities know, by code; extend with ``super() | {...}``."""
        return {}
