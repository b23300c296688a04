"""Settle a questioned counter reading."""

from odoo import fields, models


class MeterDecide(models.TransientModel):
    """Confirm or reject a reading, with the reason (REQUIREMENTS E7)."""

    _name = "printer.meter.decide"
    _description = "Settle the reading"

    reading_id = fields.Many2one("printer.meter.reading", string="Reading", required=True)
    equipment_id = fields.Many2one(related="reading_id.equipment_id")
    date = fields.Datetime(related="reading_id.date")
    meter_mono = fields.Integer(related="reading_id.meter_mono")
    meter_color = fields.Integer(related="reading_id.meter_color")
    question = fields.Selection(related="reading_id.question")
    current_mono = fields.Integer(related="equipment_id.meter_mono", string="Black-and-white pages now")
    current_color = fields.Integer(related="equipment_id.meter_color", string="Colour pages now")
    verdict = fields.Selection(
        [
            ("right", "The reading is right"),
            ("exchanged", "The counter was exchanged or reset"),
            ("wrong", "The reading is wrong"),
        ],
        required=True,
    )
    reason = fields.Char(required=True)

    def action_settle(self):
        """Confirm or reject the reading as chosen."""
        self.ensure_one()
        if self.verdict == "wrong":
            self.reading_id._reject(self.reason)
        else:
            self.reading_id._confirm(self.reason, is_reset=self.verdict == "exchanged")
        return {"type": "ir.actions.act_window_close"}
