"""Taking parts off a visit again before they are booked."""

from odoo import api, fields, models


class PartPutBack(models.TransientModel):
    """How many pieces of each part are really needed (REQUIREMENTS P2, P7)."""

    _name = "printer.part.put.back"
    _description = "Parts not needed after all"

    visit_id = fields.Many2one("printer.visit", required=True)
    line_ids = fields.One2many(
        "printer.part.put.back.line", "wizard_id", compute="_compute_line_ids", store=True, readonly=False
    )

    @api.depends("visit_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.visit_id.check_access("read")
            # an engineer sees the parts of the visit, nothing else of the warehouse
            wizard.line_ids = [fields.Command.clear()] + [
                fields.Command.create(
                    {
                        "move_number": move.id,
                        "name": move.product_id.display_name,
                        "quantity": move.product_uom_qty,
                        "needed": move.product_uom_qty,
                        "says": wizard._says(move),
                    }
                )
                for move in wizard.visit_id.sudo()._open_part_moves()
            ]

    def _says(self, move) -> str:
        if move.take_out_reason:
            return self.env._("to be taken out: %(reason)s", reason=move.take_out_reason)
        return (
            move._waits_for()
            if move.repair_id.state == "confirmed"
            else self.env._("reserved for this visit")
        )

    def action_put_back(self):
        """Free what is not needed."""
        self.ensure_one()
        for line in self.line_ids:
            if line.needed != line.quantity:
                self.visit_id._put_part_back(line.move_number, line.needed)
        return {"type": "ir.actions.act_window_close"}


class PartPutBackLine(models.TransientModel):
    _name = "printer.part.put.back.line"
    _description = "Part not needed after all"

    wizard_id = fields.Many2one("printer.part.put.back", required=True, ondelete="cascade")
    move_number = fields.Integer()
    name = fields.Char(string="Part", readonly=True)
    says = fields.Char(string="State", readonly=True)
    quantity = fields.Float(string="Chosen", digits="Product Unit", readonly=True)
    needed = fields.Float(string="Needed", digits="Product Unit")
