"""What quotations prove about the prices of parts (REQUIREMENTS P1)."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...rules.part_price import ABOVE_CEILING, NO_MARKET
from ..first_fix.measures import WorkMeasure

_lt = LazyTranslate(__name__)


class PartsAtFairPrice(WorkMeasure):
    """Share of charged parts on confirmed orders that cost at most the ceiling; only a market price proves it."""

    label = _lt("Parts at a fair price")
    model = "sale.order.line"
    agreement_field = "order_id.ticket_id.agreement_id"

    def _counted(self, start, end):
        return (
            Domain("state", "=", "sale")
            & Domain("part_ruled_by", "!=", False)
            & Domain("price_subtotal", ">", 0)
            & Domain("order_id.date_order", ">=", start)
            & Domain("order_id.date_order", "<", end)
        )

    def _failed(self):
        return Domain("part_price_block", "in", (ABOVE_CEILING, NO_MARKET))


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {"parts_at_fair_price": PartsAtFairPrice()}
