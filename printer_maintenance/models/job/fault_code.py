"""Parts that a fault usually needs."""

from odoo import fields, models


class FaultPart(models.Model):
    """One part that is taken along when a fault is reported (REQUIREMENTS V9)."""

    _name = "printer.fault.part"
    _description = "Usual part of a fault"
    _order = "fault_id, id"

    fault_id = fields.Many2one("printer.fault.code", required=True, ondelete="cascade", index=True)
    product_id = fields.Many2one(
        "product.product", string="Part", required=True, ondelete="restrict", index=True
    )
    quantity = fields.Float(default=1.0, required=True)

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "Please enter how many pieces are needed.")
    _once = models.UniqueIndex("(fault_id, product_id)", "This part stands on the fault code already.")


class FaultCode(models.Model):
    _inherit = "printer.fault.code"

    part_ids = fields.One2many(
        "printer.fault.part", "fault_id", string="Usual parts", groups="base.group_user"
    )
