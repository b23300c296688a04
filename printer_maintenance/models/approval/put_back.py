"""A part that is not needed after all and lies with the customer: the quotation says something else now."""

from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _take_off(self, needed):
        """Withdraw the quotation that is being written or read; what was signed shrinks with the job."""
        line = self.sale_line_id
        is_open = line.order_id.state in ("draft", "sent")
        super()._take_off(needed)
        if is_open:
            line.order_id._withdraw_quote()
            if self.state == "cancel":
                self.sale_line_id = False
                line.unlink()
