"""What the plan of stock proves (REQUIREMENTS A4, P6)."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...rules import stocking as rules
from ..agreement.measure import Figure, Measure
from ..first_fix.measures import WorkMeasure

_lt = LazyTranslate(__name__)


class StockChecksOnTime(WorkMeasure):
    """Checks of stock made by the day they were due, of all whose day has passed or that were made."""

    label = _lt("Checks of stock made on time")
    model = "printer.part.check"
    agreement_field = "agreement_id"

    @staticmethod
    def _span(company, first: date, last: date):
        # a day is over when the next one has begun at the company's seat
        yesterday = company._printer_day(fields.Datetime.now()) - timedelta(days=1)
        return (first, last), yesterday

    def _counted(self, start, end):
        (first, last), yesterday = start, end
        return (
            Domain("state", "!=", "cancelled")
            & Domain("due_on", ">=", first)
            & Domain("due_on", "<=", last)
            & (Domain("done_on", "!=", False) | Domain("due_on", "<=", yesterday))
        )

    def _failed(self):
        return Domain("is_on_time", "=", False)


class StockTurns(Measure):
    """How often the stock held for an agreement was used up over a period.

    What the parts fitted under the agreement cost us, over the average value of the stock that its plan holds: half of
    what lay at the plan's places at the beginning and of what lay there at the end, both at today's cost of the parts.
    Parts that the plan does not name count on neither side.
    """

    label = _lt("Turns of the stock held")
    unit = "count"
    model = "printer.part.fitting"

    def figures(self, agreements, first: date, last: date) -> dict[int, Figure]:
        """See :meth:`Measure.figures`; the number of queries does not depend on the number of agreements."""
        # figures are the system's: all stock counts, whoever looks
        env = agreements.sudo().env
        held = self._held(env, agreements, first, last)
        found = {}
        for company, group in agreements.grouped("company_id").items():
            start, end = company._printer_midnight(first), company._printer_midnight(last + timedelta(days=1))
            spots = {spot for agreement in group for spot in held[agreement.id]}
            before, after = (self._values(env, company, spots, moment) for moment in (start, end))
            used = self._used(env, group, held, start, end)
            for agreement in group:
                average = sum(before[spot] + after[spot] for spot in held[agreement.id]) / 2
                found[agreement.id] = self._figure(agreement, held, used, average, start, end)
        return found

    @staticmethod
    def _figure(agreement, held, used, average: float, start: datetime, end: datetime) -> Figure:
        value = rules.turns(used[agreement.id], average)
        counted = (
            Domain("agreement_id", "=", agreement.id)
            & Domain("product_id", "in", sorted({product for _place, product in held[agreement.id]}))
            & Domain("fitted_at", ">=", start)
            & Domain("fitted_at", "<", end)
            & Domain("taken_back_at", "=", False)
        )
        return Figure(value if value is None else round(value, 2), counted=counted)

    @staticmethod
    def _held(env, agreements, first: date, last: date) -> dict[int, set]:
        """Place and part of each row that was in force in the period, by agreement."""
        rows = env["printer.part.stocking"].search_fetch(
            Domain("agreement_id", "in", agreements.ids)
            & Domain("agreed_on", "<=", last)
            & (Domain("ended_on", "=", False) | Domain("ended_on", ">=", first)),
            ["agreement_id", "location_id", "product_id"],
        )
        held = defaultdict(set)
        for row in rows:
            held[row.agreement_id.id].add((row.location_id.id, row.product_id.id))
        return held

    @staticmethod
    def _used(env, agreements, held, start: datetime, end: datetime) -> dict[int, float]:
        """What the parts of the plan that were fitted cost us, by agreement."""
        fittings = env["printer.part.fitting"].search_fetch(
            Domain("agreement_id", "in", agreements.ids)
            & Domain("fitted_at", ">=", start)
            & Domain("fitted_at", "<", end)
            & Domain("taken_back_at", "=", False),
            ["agreement_id", "product_id", "quantity", "unit_cost"],
        )
        parts = {agreement: {product for _place, product in spots} for agreement, spots in held.items()}
        used = defaultdict(float)
        for fitting in fittings:
            if fitting.product_id.id in parts.get(fitting.agreement_id.id, ()):
                used[fitting.agreement_id.id] += fitting.quantity * fitting.unit_cost
        return used

    @staticmethod
    def _values(env, company, spots: set, moment: datetime) -> dict[tuple, float]:
        """What lay at places and parts at a moment, at today's cost: what lies there now without what moved since."""
        places = env["stock.location"].browse({place for place, _product in spots})
        products = env["product.product"].browse({product for _place, product in spots}).with_company(company)
        above = env["printer.part.stocking"]._places_above
        of_parts = Domain("product_id", "in", products.ids)
        quantities = defaultdict(float)
        for location, product, quantity in env["stock.quant"]._read_group(
            of_parts & Domain("location_id", "child_of", places.ids),
            ["location_id", "product_id"],
            ["quantity:sum"],
        ):
            for place in above(location, places):
                quantities[place, product.id] += quantity
        since = of_parts & Domain("state", "=", "done") & Domain("date", ">=", moment)
        for end, sign in (("location_dest_id", -1), ("location_id", 1)):
            for location, product, quantity in env["stock.move.line"]._read_group(
                since & Domain(end, "child_of", places.ids), [end, "product_id"], ["quantity_product_uom:sum"]
            ):
                for place in above(location, places):
                    quantities[place, product.id] += sign * quantity
        cost = {product.id: product.standard_price for product in products}
        return defaultdict(float, {spot: quantities[spot] * cost[spot[1]] for spot in spots})


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {
            "stock_checks_on_time": StockChecksOnTime(),
            "stock_turns": StockTurns(),
        }
