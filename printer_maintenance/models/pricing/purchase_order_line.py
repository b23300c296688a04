"""What a purchase proves about the cost of a part (REQUIREMENTS P1)."""

from odoo import models


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _part_unit_cost(self) -> float:
        """What one unit cost without tax: per unit of measure of the product, in the company's currency.

        Converted at the rate of the day on which the purchase was agreed.
        """
        self.ensure_one()
        order = self.order_id
        price = self.price_unit * (1 - self.discount / 100)
        if self.tax_ids:
            price = self.tax_ids._get_tax_details(price, 1.0, rounding_method="round_globally")[
                "total_excluded"
            ]
        price = self.product_uom_id._compute_price(price, self.product_id.uom_id)
        return order.currency_id._convert(
            price,
            order.company_id.currency_id,
            order.company_id,
            (order.date_approve or order.date_order).date(),
            round=False,
        )
