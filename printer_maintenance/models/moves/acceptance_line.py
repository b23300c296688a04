"""One answer of an acceptance."""

from odoo import api, fields, models

from ...exceptions import PrinterError

PHOTO_PIXELS = 1920


class AcceptanceLine(models.Model):
    """One point of the checklist with what was found (REQUIREMENTS E3)."""

    _name = "printer.equipment.acceptance.line"
    _description = "Checked point"
    _inherit = "printer.guard.mixin"
    _order = "acceptance_id, part desc, sequence, id"

    acceptance_id = fields.Many2one(
        "printer.equipment.acceptance", required=True, index=True, ondelete="cascade"
    )
    item_id = fields.Many2one(
        "printer.acceptance.item", string="Point", required=True, ondelete="restrict", index=True
    )
    part = fields.Selection(related="item_id.part", string="Step of the check", store=True)
    sequence = fields.Integer(related="item_id.sequence", store=True)
    result = fields.Selection([("ok", "OK"), ("not_ok", "Not OK"), ("na", "Not applicable")])
    remark = fields.Char()
    photo = fields.Image(max_width=PHOTO_PIXELS, max_height=PHOTO_PIXELS)
    state = fields.Selection(related="acceptance_id.state", string="State of the acceptance")

    _once = models.UniqueIndex("(acceptance_id, item_id)", "Each point stands on the checklist once.")

    @api.model
    def _get_guarded_fields(self):
        # the checklist is laid out by the system; people answer it
        return super()._get_guarded_fields() | {"acceptance_id", "item_id"}

    def write(self, vals):
        """Keep the answers of finished acceptances."""
        if any(line.state != "draft" for line in self):
            raise PrinterError(self.env._("A finished acceptance can no longer be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_with_acceptance_only(self):
        if any(line.acceptance_id.exists() for line in self):
            raise PrinterError(
                self.env._("A point of the checklist cannot be taken away; answer “Not applicable”.")
            )

    def action_ok(self):
        """Answer “OK” with one tap."""
        self.result = "ok"

    def action_not_ok(self):
        """Answer “Not OK” with one tap."""
        self.result = "not_ok"

    def action_na(self):
        """Answer “Not applicable” with one tap."""
        self.result = "na"
