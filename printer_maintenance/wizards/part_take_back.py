"""Putting a part back into stock that was booked and is not in the device."""

from odoo import api, fields, models


class PartTakeBack(models.TransientModel):
    """Take a part back with a reason; stock, history and what is charged agree again (REQUIREMENTS P7)."""

    _name = "printer.part.take.back"
    _description = "Take a part back"

    fitting_id = fields.Many2one("printer.part.fitting", string="Part", required=True, readonly=True)
    equipment_id = fields.Many2one(related="fitting_id.equipment_id", string="Device")
    quantity = fields.Float(related="fitting_id.quantity", digits="Product Unit")
    reason = fields.Char(required=True)
    has_earlier = fields.Boolean(compute="_compute_has_earlier")
    earlier_is_back = fields.Boolean(
        string="The earlier part is in the device again",
        help="Its history and warranty go on, and a claim for it is withdrawn.",
    )

    @api.depends("fitting_id")
    def _compute_has_earlier(self):
        for wizard in self:
            fitting = wizard.fitting_id
            wizard.has_earlier = bool(
                fitting and fitting.search_count([("replaced_by_id", "=", fitting.id)], limit=1)
            )

    def action_take_back(self):
        """Book it back to where it was taken from."""
        self.ensure_one()
        self.fitting_id.check_access("read")
        self.fitting_id._take_back(self.reason, earlier_is_back=self.earlier_is_back)
        return {"type": "ir.actions.act_window_close"}
