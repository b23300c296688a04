from odoo import models


class StockReturnPickingLine(models.TransientModel):
    _inherit = "stock.return.picking.line"

    def _prepare_move_default_values(self, new_picking):
        """What failed on receipt goes back from where it lies blocked, not from stock (REQUIREMENTS P4, P7)."""
        values = super()._prepare_move_default_values(new_picking)
        is_replacement = new_picking.location_id.usage == "supplier"
        if self.move_id.location_dest_id._is_printer_blocked() and not is_replacement:
            values["location_id"] = self.move_id.location_dest_id.id
        return values
