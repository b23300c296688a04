"""Where pieces lie that failed their incoming check (REQUIREMENTS P4)."""

from odoo import api, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    @api.model
    def _printer_blocked(self):
        """The location of what failed: ours to hand back, outside every warehouse, valued by nobody."""
        return self.env.ref("printer_maintenance.stock_location_blocked")

    def _is_printer_blocked(self) -> bool:
        """Whether a piece in this location failed its check; nowhere is no such place."""
        return bool(self) and (self.parent_path or "").startswith(self._printer_blocked().parent_path)
