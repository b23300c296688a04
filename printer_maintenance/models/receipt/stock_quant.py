from odoo import api, models
from odoo.fields import Domain


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model
    def _printer_not_barred_domain(self) -> Domain:
        """No lots without papers, nothing that is recalled by its lot, nothing that failed (REQUIREMENTS P4)."""
        usable = Domain("lot_id.papers_state", "!=", "missing") & Domain("lot_id.is_recalled", "=", False)
        blocked = self.env["stock.location"]._printer_blocked()
        return (Domain("lot_id", "=", False) | usable) & ~Domain("location_id", "child_of", blocked.id)

    @api.model
    def _printer_usable_domain(self):
        """Leave out, besides, parts without lots that are recalled as a whole."""
        recalls_sudo = self.env["printer.part.recall"].sudo()
        recalled = recalls_sudo.search(
            recalls_sudo._blocking_domain() & Domain("product_id.tracking", "=", "none")
        ).product_id
        return (
            super()._printer_usable_domain()
            & self._printer_not_barred_domain()
            & ~Domain("product_id", "in", recalled.ids)
        )

    def _get_gather_domain(
        self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False
    ):
        """Jobs reserve only what they may use; the context key can but narrow."""
        domain = super()._get_gather_domain(product_id, location_id, lot_id, package_id, owner_id, strict)
        if self.env.context.get("printer_usable_only"):
            domain &= self._printer_not_barred_domain()
        return domain
