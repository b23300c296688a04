"""The receipt of a device that is taken along."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from ..models.workshop.custody_receipt import MEDIA

# what the field expects of a workshop
USUAL_DAYS = 5


class CustodyTake(models.TransientModel):
    """Fill or correct what the contact will sign for (REQUIREMENTS V4)."""

    _name = "printer.custody.take"
    _description = "Take a device to the workshop"

    visit_id = fields.Many2one("printer.visit", required=True)
    custody_id = fields.Many2one("printer.custody")
    equipment_id = fields.Many2one(related="visit_id.equipment_id")
    reason = fields.Text(string="Why it cannot be repaired here", required=True)
    condition = fields.Text(string="Condition of the device", required=True)
    media = fields.Selection(MEDIA, string="Storage media", required=True)
    media_note = fields.Char(string="Note on storage media")
    due_on = fields.Date(
        string="Due back",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=USUAL_DAYS),
    )
    line_ids = fields.One2many("printer.custody.take.line", "take_id", string="Accessories taken along")

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """Begin with what stands on the receipt already."""
        values = super().default_get(fields)
        stay = self.env["printer.custody"].browse(values.get("custody_id") or ()).exists()
        if stay:
            stay.check_access("read")
            values |= {
                "reason": stay.reason,
                "condition": stay.condition_taken,
                "media": stay.media,
                "media_note": stay.media_note,
                "due_on": stay.due_on,
                "line_ids": [
                    Command.create(
                        {"name": line.name, "quantity": line.quantity, "serial_no": line.serial_no}
                    )
                    for line in stay.accessory_ids
                ],
            }
        return values

    def action_take(self):
        """Ask the contact: open the receipt, where they sign."""
        self.ensure_one()
        lines = [
            {"name": line.name, "quantity": line.quantity, "serial_no": line.serial_no}
            for line in self.line_ids
        ]
        told = (self.reason, self.condition, self.media, self.due_on, lines, self.media_note)
        stay = self.custody_id
        if stay:
            stay._fill_receipt(*told)
        else:
            stay = self.visit_id._ask_custody(*told)
        return stay._open_form()


class CustodyTakeLine(models.TransientModel):
    _name = "printer.custody.take.line"
    _description = "Accessory of a device taken along"

    take_id = fields.Many2one("printer.custody.take", required=True, ondelete="cascade")
    name = fields.Char(string="Accessory", required=True)
    quantity = fields.Integer(default=1, required=True)
    serial_no = fields.Char(string="Serial number")
