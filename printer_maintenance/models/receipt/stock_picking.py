"""Parts on a receipt are checked before it is booked (REQUIREMENTS P4)."""

from odoo import api, fields, models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    receipt_check_ids = fields.One2many(
        "printer.part.receipt.check", "picking_id", string="Incoming checks", readonly=True, copy=False
    )
    # for whoever may see a transfer: salespeople open deliveries and read no checks
    receipt_check_count = fields.Integer(compute="_compute_receipt_checks", compute_sudo=True)
    has_parts_to_check = fields.Boolean(compute="_compute_receipt_checks", compute_sudo=True)

    @api.depends(
        "receipt_check_ids.state",
        "move_ids.state",
        "move_ids.product_id.is_printer_part",
        "move_ids.location_id.usage",
    )
    def _compute_receipt_checks(self):
        for picking in self:
            picking.receipt_check_count = len(picking.receipt_check_ids)
            picking.has_parts_to_check = picking.state not in ("draft", "cancel", "done") and any(
                move._is_part_receipt() for move in picking.move_ids
            )

    def action_check_parts(self):
        """Make the checks that the receipt needs, and open them."""
        self.ensure_one()
        self.check_access("read")
        self.move_ids._receipts_to_check()._make_checks()
        return self.action_view_receipt_checks()

    def action_view_receipt_checks(self):
        """Open the checks of this receipt."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_receipt_check")
        action["domain"] = [("picking_id", "=", self.id)]
        action["context"] = {"search_default_picking_id": self.id}
        return action

    def button_validate(self):
        """Say what is not checked before Odoo asks about backorders; the moves check again when they are booked."""
        for picking in self.filtered(lambda picking: picking.state not in ("draft", "done", "cancel")):
            moves = picking.move_ids._receipts_to_check()
            moves = moves.filtered("picked") if any(picking.move_ids.mapped("picked")) else moves
            moves._make_checks()._check_may_be_booked()
        return super().button_validate()
