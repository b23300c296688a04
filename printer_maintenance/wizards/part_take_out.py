"""Taking a part out of a device without a new one."""

from odoo import api, fields, models

from ..models.parts.old_part import OLD_PARTS

CHOICES = [row for row in OLD_PARTS if row[0] != "none"]


class PartTakeOut(models.TransientModel):
    """What comes out, why, and what becomes of it; booked by Odoo's own repair order (REQUIREMENTS P5)."""

    _name = "printer.part.take.out"
    _description = "Take a part out"

    visit_id = fields.Many2one("printer.visit", required=True)
    equipment_id = fields.Many2one(related="visit_id.equipment_id", string="Device")
    fitted_product_ids = fields.Many2many(
        "product.product", string="Fitted by us", compute="_compute_fitted_product_ids"
    )
    only_fitting = fields.Boolean(
        string="Only what fits the device", compute="_compute_only_fitting", store=True, readonly=False
    )
    allowed_product_ids = fields.Many2many("product.product", compute="_compute_allowed_product_ids")
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        domain="[('is_printer_part', '=', True), ('is_storable', '=', True)]"
        " + ([('id', 'in', allowed_product_ids)] if only_fitting else [])",
    )
    quantity = fields.Float(default=1.0, required=True, digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id")
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

    @api.depends("visit_id")
    def _compute_only_fitting(self):
        for wizard in self:
            device = wizard.visit_id.equipment_id
            wizard.only_fitting = bool(wizard.fitted_product_ids or (device and device._find_parts(limit=1)))

    @api.depends("visit_id", "only_fitting")
    def _compute_allowed_product_ids(self):
        for wizard in self:
            device = wizard.visit_id.equipment_id
            fits = device._find_parts(limit=200) if device and wizard.only_fitting else wizard.product_id
            wizard.allowed_product_ids = wizard.fitted_product_ids | fits

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
