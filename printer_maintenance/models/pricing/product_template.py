"""From a part to its market prices."""

from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_view_market_prices(self):
        """Open the market prices of this part."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_market_price")
        action["domain"] = [("product_id", "in", self.product_variant_ids.ids)]
        action["context"] = {"default_product_id": self.product_variant_id.id}
        return action
