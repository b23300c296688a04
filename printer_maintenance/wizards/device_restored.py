"""Saying that a device is back as it was after the customer refused its parts."""

from odoo import fields, models


class DeviceRestored(models.TransientModel):
    """A line on what was done; with it the request can be closed (REQUIREMENTS P3)."""

    _name = "printer.device.restored"
    _description = "Device back as it was"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Request", required=True, readonly=True)
    note = fields.Char(string="What was done", required=True)

    def action_confirm(self):
        """Put it on record."""
        self.ensure_one()
        self.ticket_id._confirm_restored(self.note)
        return {"type": "ir.actions.act_window_close"}
