"""The small dialogs of a stay at the workshop: place, refusal, later day, return."""

from odoo import api, fields, models
from odoo.fields import Command


class CustodyAct(models.TransientModel):
    """One dialog for what is said about a device that is with us (REQUIREMENTS V4)."""

    _name = "printer.custody.act"
    _description = "Say something about a device at the workshop"

    custody_id = fields.Many2one("printer.custody", required=True)
    purpose = fields.Selection(
        [
            ("place", "Where is it now?"),
            ("refused", "The contact does not agree"),
            ("due", "Due back later"),
            ("return", "Give back"),
        ],
        required=True,
    )
    text = fields.Text()
    due_on = fields.Date(string="Due back")
    accessory_ids = fields.One2many(related="custody_id.accessory_ids")
    returned_ids = fields.Many2many(
        "printer.custody.accessory",
        string="Accessories that are there",
        domain="[('custody_id', '=', custody_id)]",
    )
    missing_note = fields.Text(string="What became of the others")
    is_complete = fields.Boolean(compute="_compute_is_complete")

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """Begin with what stands on the stay already."""
        values = super().default_get(fields)
        stay = self.env["printer.custody"].browse(values.get("custody_id") or ()).exists()
        if stay and values.get("purpose") == "return":
            stay.check_access("read")
            values["text"] = stay.condition_returned
            values["missing_note"] = stay.missing_note
            values["returned_ids"] = [Command.set(stay.accessory_ids.filtered("is_returned").ids)]
        return values

    @api.depends("returned_ids", "custody_id")
    def _compute_is_complete(self):
        for wizard in self:
            wizard.is_complete = not wizard.custody_id.accessory_ids - wizard.returned_ids._origin

    def action_done(self):
        """Enter it; the stay checks who may, and what is missing."""
        self.ensure_one()
        stay, text = self.custody_id, self.text or ""
        if self.purpose == "place":
            stay._move_to(text)
        elif self.purpose == "refused":
            stay._refuse(text)
        elif self.purpose == "due":
            stay._put_off(self.due_on, text)
        else:
            stay._prepare_return(text, self.returned_ids.ids, self.missing_note or "")
        return {"type": "ir.actions.act_window_close"}
