"""The engineer takes along what is to be changed."""

from odoo import models


class Visit(models.Model):
    _inherit = "printer.visit"

    def _wanted_things(self, items):
        things = super()._wanted_things(items)
        # whoever plans need not see the device's parts
        for row in self.sudo().ticket_id.foresight_ids:
            known = things.get(("product", row.product_id.id), {})
            things["product", row.product_id.id] = {
                "kind": "part",
                "name": row.product_id.display_name,
                "product_id": row.product_id.id,
                "required": True,
                **known,
                "quantity": max(row.quantity, known.get("quantity", 0)),
            }
        return things
