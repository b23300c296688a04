"""Add a correction to a line of a device's history."""

from odoo import fields, models


class EventCorrect(models.TransientModel):
    """Say what is true instead; the line itself stays as it was written (REQUIREMENTS E4)."""

    _name = "printer.event.correct"
    _description = "Add a correction"

    event_id = fields.Many2one("printer.equipment.event", string="Event", required=True)
    event_date = fields.Datetime(related="event_id.date", string="Happened at")
    event_kind = fields.Selection(related="event_id.kind", string="What happened")
    event_detail = fields.Char(related="event_id.detail", string="Written there")
    text = fields.Char(string="What is true instead", required=True)

    def action_save(self):
        """Add the correction to the device's history."""
        self.ensure_one()
        self.event_id._correct(self.text)
        return {"type": "ir.actions.act_window_close"}
