"""The steps of a part's price (REQUIREMENTS P1)."""

from odoo import models

from ...rules.part_price import floor_to


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def _part_price_step(self) -> float:
        """The smallest step of a part's price: the currency's, or the finer one of the accuracy "Product Price"."""
        digits = self.env["decimal.precision"].precision_get("Product Price")
        return min(self.rounding, 10.0**-digits)

    def _part_price_floor(self, amount: float) -> float:
        """A part's price cut off to the smallest step."""
        return floor_to(amount, self._part_price_step())
