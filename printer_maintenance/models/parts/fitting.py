"""What was put into which device (REQUIREMENTS V1, P1)."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError


class PartFitting(models.Model):
    """One part in one device: when, by whom, from which lot and purchase, at what price.

    Written by the system when a job's parts leave the stock. Nobody edits or deletes a row; a part that comes out
    again gets its date of removal.
    """

    _name = "printer.part.fitting"
    _inherit = "printer.guard.mixin"
    _description = "Part fitted into a device"
    _order = "fitted_at desc, id desc"
    _rec_name = "product_id"

    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, index="btree_not_null")
    product_id = fields.Many2one(
        "product.product", string="Part", required=True, readonly=True, ondelete="restrict", index=True
    )
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot or serial number",
        readonly=True,
        ondelete="restrict",
        # a recall: all devices with a lot
        index="btree_not_null",
    )
    quantity = fields.Float(readonly=True, digits="Product Unit")
    uom_id = fields.Many2one("uom.uom", string="Unit of measure", readonly=True)
    fitted_at = fields.Datetime(string="Fitted at", required=True, readonly=True)
    engineer_id = fields.Many2one("res.users", string="Fitted by", readonly=True, ondelete="restrict")
    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    visit_id = fields.Many2one(
        "printer.visit", string="Visit", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    agreement_id = fields.Many2one(
        "printer.agreement", string="Agreement", readonly=True, index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", string="Company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    move_id = fields.Many2one(
        "stock.move",
        string="Stock move",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="stock.group_stock_user",
    )
    purchase_line_id = fields.Many2one(
        "purchase.order.line",
        string="Purchase",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="purchase.group_purchase_user,printer_maintenance.group_project_manager,printer_maintenance.group_service_director",
    )
    vendor_id = fields.Many2one("res.partner", string="Vendor", readonly=True)
    cover = fields.Selection(selection="_selection_cover", string="Who pays", readonly=True)
    cover_note = fields.Char(string="Why", readonly=True)
    unit_cost = fields.Monetary(string="Actual cost", readonly=True, help="What one piece cost us.")
    unit_price = fields.Monetary(
        string="Price", readonly=True, help="What the customer pays for one piece, without tax."
    )
    meter_mono = fields.Integer(string="Black-and-white pages", readonly=True, aggregator=False)
    meter_color = fields.Integer(string="Colour pages", readonly=True, aggregator=False)
    warranty_until = fields.Date(string="Warranty until", readonly=True)
    removed_at = fields.Datetime(string="Taken out at", readonly=True)
    replaced_by_id = fields.Many2one(
        "printer.part.fitting", string="Replaced by", readonly=True, index="btree_not_null"
    )
    is_repeat_failure = fields.Boolean(
        string="Failed within its warranty",
        readonly=True,
        help="Replaced free of charge, claimed from the vendor.",
    )

    # what is in a device now, by part: the newest first
    _in_device_idx = models.Index("(equipment_id, product_id, fitted_at DESC) WHERE removed_at IS NULL")

    @api.model
    def _selection_cover(self):
        return self.env["stock.move"]._fields["part_cover"]._description_selection(self.env)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("What was put into a device stays on record."))
