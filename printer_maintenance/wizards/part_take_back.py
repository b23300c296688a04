"""Putting a part back into stock that was booked and is not in the device."""

from odoo import fields, models


class PartTakeBack(models.TransientModel):
    """Take a part back with a reason; stock, history and what is charged agree again (REQUIREMENTS P7)."""

    _name = "printer.part.take.back"
    _description = "Take a part back"

    fitting_id = fields.Many2one("printer.part.fitting", string="Part", required=True, readonly=True)
    equipment_id = fields.Many2one(related="fitting_id.equipment_id", string="Device")
    quantity = fields.Float(related="fitting_id.quantity", digits="Product Unit")
    reason = fields.Char(required=True)

    def action_take_back(self):
        """Book it back to where it was taken from."""
        self.ensure_one()
        self.fitting_id.check_access("read")
        self.fitting_id._take_back(self.reason)
        return {"type": "ir.actions.act_window_close"}
