from odoo import models
from odoo.fields import Domain


class StockQuant(models.Model):
    _inherit = "stock.quant"

    def _get_gather_domain(
        self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False
    ):
        """Jobs reserve only what they may use (REQUIREMENTS P4); the context key can but narrow."""
        domain = super()._get_gather_domain(product_id, location_id, lot_id, package_id, owner_id, strict)
        if self.env.context.get("printer_usable_only"):
            usable = Domain("lot_id.papers_state", "!=", "missing") & Domain("lot_id.is_recalled", "=", False)
            domain &= Domain("lot_id", "=", False) | usable
            domain &= ~Domain("location_id", "child_of", self.env["stock.location"]._printer_blocked().id)
        return domain
