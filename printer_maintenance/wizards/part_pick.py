"""Choosing a part for the device of a visit: what the dialogs that put one in and take one out have in common."""

from odoo import api, fields, models

# so many parts that fit are offered
MOST_SHOWN = 200


class PartPick(models.AbstractModel):
    """A part and how many of it, first among those that fit the device (REQUIREMENTS P4)."""

    _name = "printer.part.pick"
    _description = "Choice of a part"

    visit_id = fields.Many2one("printer.visit", required=True)
    equipment_id = fields.Many2one(related="visit_id.equipment_id", string="Device")
    team_id = fields.Many2one(related="visit_id.ticket_id.team_id")
    engineer_id = fields.Many2one(related="visit_id.engineer_id")
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

    @api.depends("visit_id")
    def _compute_only_fitting(self):
        for wizard in self:
            wizard.only_fitting = bool(wizard._fitting_products(1))

    @api.depends("visit_id", "only_fitting")
    def _compute_allowed_product_ids(self):
        for wizard in self:
            wizard.allowed_product_ids = wizard.only_fitting and wizard._fitting_products()

    def _fitting_products(self, limit=MOST_SHOWN):
        """The parts that fit the device, nearest first; dialogs add what else they offer."""
        device = self.visit_id.equipment_id
        return device and device._find_parts(limit=limit, team=self.team_id, engineer=self.engineer_id)
