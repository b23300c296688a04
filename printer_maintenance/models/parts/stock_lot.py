"""By which purchase a lot came in."""

from odoo import models


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _purchase_lines(self) -> dict:
        """Per lot the purchase line by which it was received last."""
        received = self.env["stock.move.line"].search(
            [
                ("lot_id", "in", self.ids),
                ("state", "=", "done"),
                ("move_id.purchase_line_id", "!=", False),
                ("location_id.usage", "=", "supplier"),
                ("company_id", "=", self.env.company.id),
            ],
            order="date, id",
        )
        return {line.lot_id: line.move_id.purchase_line_id for line in received}
