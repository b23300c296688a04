"""What a customer is shown of a part's price: what it cost us, what the market asks, which of the two rules (P1)."""

from odoo import models
from odoo.tools import format_amount, format_date


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _price_proof(self) -> list[str]:
        """The sentences under a part in the portal, in the reader's language; none for what is free.

        The vendor's name is ours to know; the figures and the source of the market price are the customer's, too.
        """
        self.ensure_one()
        if self._is_free_part() or not self.part_ruled_by:
            return [self.move_ids[:1].part_cover_note] if self._is_free_part() else []
        env, currency = self.env, self.currency_id
        sentences = [
            env._("Actual cost: %(cost)s.", cost=format_amount(env, self.part_actual_cost, currency))
            if not self.part_purchase_date
            else env._(
                "Actual cost: %(cost)s, bought on %(date)s.",
                cost=format_amount(env, self.part_actual_cost, currency),
                date=format_date(env, self.part_purchase_date),
            )
        ]
        if self.part_market_price_id:
            sentences.append(
                env._(
                    "Market price: %(price)s, %(where)s, found on %(date)s.",
                    price=format_amount(env, self.part_market_net, currency),
                    where=self.part_market_source,
                    date=format_date(env, self.part_market_date),
                )
            )
        if self.part_override_id:
            sentences.append(
                env._(
                    "Allowed by the management of the service provider: %(reason)s",
                    reason=self.part_override_id.reason,
                )
            )
        return sentences
