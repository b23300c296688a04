"""What parts cost an agreement: for a thousand pages, for a device (REQUIREMENTS A4, P8).

Nothing here is counted by engineer: whoever does many changes would look dear for doing the work.
"""

from abc import abstractmethod
from datetime import date, timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..agreement.measure import Figure, Measure

_lt = LazyTranslate(__name__)
# two decimals of a currency say nothing about a single page
PAGES = 1000


class CostMeasure(Measure):
    """What the parts cost that were put in in a period, shared among something.

    The figure is in the currency of the agreement's company; a part counts with what it cost us, whoever pays.
    """

    unit = "money"
    model = "printer.part.fitting"
    lower_is_better = True

    def figures(self, agreements, first: date, last: date) -> dict[int, Figure]:
        """See :meth:`Measure.figures`; no figure where there is nothing to share the cost among."""
        found = {}
        for company, group in agreements.grouped("company_id").items():
            start = company._printer_midnight(first)
            end = company._printer_midnight(last + timedelta(days=1))
            counted = Domain("fitted_at", ">=", start) & Domain("fitted_at", "<", end)
            # what came back unused cost nothing
            counted &= Domain("taken_back_at", "=", False)
            costs = self._costs(group, start, end)
            for agreement in group:
                cost, number = costs.get(agreement.id, (0.0, 0))
                among = self._among(agreement, start, end, last)
                found[agreement.id] = Figure(
                    round(cost / among, 2) if among else None,
                    number,
                    number,
                    Domain("agreement_id", "=", agreement.id) & counted,
                )
        return found

    @staticmethod
    def _costs(agreements, start, end) -> dict[int, tuple[float, int]]:
        """Cost and number of the parts put in between two moments, by agreement: one query."""
        agreements.env["printer.part.fitting"].flush_model()
        rows = agreements.env.execute_query(
            SQL(
                """
                SELECT agreement_id, SUM(COALESCE(unit_cost, 0) * COALESCE(quantity, 0)), COUNT(*)
                  FROM printer_part_fitting
                 WHERE agreement_id = ANY(%s) AND fitted_at >= %s AND fitted_at < %s
                   AND taken_back_at IS NULL
                 GROUP BY agreement_id
                """,
                agreements.ids,
                start,
                end,
            )
        )
        return {agreement_id: (float(cost or 0), number) for agreement_id, cost, number in rows}

    @abstractmethod
    def _among(self, agreement, start, end, last: date) -> float:
        """Among how many pages or devices the cost of one agreement is shared."""


class CostPerPage(CostMeasure):
    """Cost of parts for a thousand pages: pages as the accepted readings of the period tell them."""

    label = _lt("Parts: cost of a thousand pages")

    def _among(self, agreement, start, end, last):
        # figures are the system's: every device counts, whoever looks
        Reading = agreement.env["printer.meter.reading"].sudo()
        devices = agreement.env["maintenance.equipment"].sudo()._search(agreement._covered_domain(last))
        read = [
            ("state", "=", "accepted"),
            ("date", ">=", start),
            ("date", "<", end),
            ("equipment_id", "in", devices),
        ]
        pages = Reading._read_group(read, aggregates=["pages:sum"])[0][0]
        return (pages or 0) / PAGES


class CostPerDevice(CostMeasure):
    """Cost of parts for a device: those served on the period's last day."""

    label = _lt("Parts: cost of a device")

    def _among(self, agreement, start, end, last):
        # as above
        return agreement.env["maintenance.equipment"].sudo().search_count(agreement._served_domain(last))


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {"cost_per_page": CostPerPage(), "cost_per_device": CostPerDevice()}
