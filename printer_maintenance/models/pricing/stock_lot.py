"""What the very lot cost (REQUIREMENTS P1)."""

from typing import NamedTuple

from odoo import models


class CostProof(NamedTuple):
    """What one unit of a lot cost (None when nothing tells), and by what that is shown."""

    cost: float | None
    kind: str
    purchase_line: models.BaseModel


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _actual_cost_proofs(self) -> dict:
        """Per lot what it cost, per unit of measure of the product and in the company's currency.

        A lot with a value of its own has that; another one cost what its newest receipt from a vendor cost. One query
        for all lots.
        """
        # what a lot cost may be used by whoever quotes it, without rights on warehouse and purchases
        lots_sudo = self.sudo()
        purchases = lots_sudo._purchase_lines()
        nothing = self.env["purchase.order.line"].sudo()
        proofs = {}
        for lot, lot_sudo in zip(self, lots_sudo):
            line_sudo = purchases.get(lot_sudo, nothing)
            if lot_sudo.product_id.lot_valuated and lot_sudo.standard_price:
                proofs[lot] = CostProof(lot_sudo.standard_price, "lot", line_sudo)
            elif line_sudo:
                proofs[lot] = CostProof(line_sudo._part_unit_cost(), "purchase", line_sudo)
            else:
                proofs[lot] = CostProof(None, "product", nothing)
        return proofs
