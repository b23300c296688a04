"""Taking a part out of a device without a new one."""

from odoo import api, fields, models

from ..models.parts.old_part import OLD_PARTS
from .part_pick import MOST_SHOWN

CHOICES = [row for row in OLD_PARTS if row[0] != "none"]


class PartTakeOut(models.TransientModel):
    """What comes out, why, and what becomes of it; booked by Odoo's own repair order (REQUIREMENTS P5)."""

    _name = "printer.part.take.out"
    _inherit = "printer.part.pick"
    _description = "Take a part out"

    fitted_product_ids = fields.Many2many(
        "product.product", string="Fitted by us", compute="_compute_fitted_product_ids"
    )
    reason = fields.Char(required=True)
    old_part = fields.Selection(
        CHOICES, string="What becomes of the part", compute="_compute_old_part", store=True, readonly=False
    )

    @api.depends("visit_id")
    def _compute_fitted_product_ids(self):
        for wizard in self:
            device = wizard.visit_id.equipment_id
            wizard.fitted_product_ids = device.fitting_ids.filtered(
                lambda fitting: not fitting.removed_at
            ).product_id

    def _fitting_products(self, limit=MOST_SHOWN):
        """What we fitted, before what else fits."""
        return self.fitted_product_ids | (super()._fitting_products(limit) or self.fitted_product_ids)

    @api.depends("visit_id")
    def _compute_old_part(self):
        for wizard in self:
            # the engineer is told what the customer has agreed on, not the agreement
            agreed = wizard.visit_id.sudo().agreement_id.old_parts
            wizard.old_part = agreed if agreed in dict(CHOICES) else False

    def action_take_out(self):
        """Put it on the visit's job."""
        self.ensure_one()
        self.visit_id._take_part_out(self.product_id, self.quantity, self.reason, self.old_part)
        return {"type": "ir.actions.act_window_close"}
