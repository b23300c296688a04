"""Use a part on a visit, without any right on the warehouse."""

from odoo import api, fields, models


class PartUse(models.TransientModel):
    """Take a part from stock for the job in hand; the booking is Odoo's own repair order."""

    _name = "printer.part.use"
    _description = "Use a part"

    visit_id = fields.Many2one("printer.visit", required=True)
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        domain=[("type", "=", "consu"), ("is_storable", "=", True)],
    )
    quantity = fields.Float(default=1.0, required=True, digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id")
    available_quantity = fields.Float(
        string="In stock", compute="_compute_available_quantity", digits="Product Unit"
    )

    @api.depends("product_id")
    def _compute_available_quantity(self):
        for wizard in self:
            # engineers may see how many of a part there are, nothing else of the warehouse
            wizard.available_quantity = wizard.product_id.sudo().free_qty

    def action_use(self):
        """Put the part on the visit's repair order and reserve it."""
        self.ensure_one()
        self.visit_id._use_part(self.product_id, self.quantity)
        return {"type": "ir.actions.act_window_close"}
