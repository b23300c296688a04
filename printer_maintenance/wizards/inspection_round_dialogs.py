"""The dialogs about a round: other people or another day, why it is late, sheets that go back."""

from odoo import api, fields, models

from ..models.inspection.round_missed import LATE_REASONS


class InspectionArrange(models.TransientModel):
    """Give a round other people or another day (REQUIREMENTS I2)."""

    _name = "printer.inspection.arrange"
    _description = "Arrange a round"

    round_id = fields.Many2one("printer.inspection.round", string="Inspection round", required=True)
    leader_id = fields.Many2one(
        "res.users", string="Group leader", required=True, domain=[("share", "=", False)]
    )
    second_id = fields.Many2one(
        "res.users", string="Second inspector", required=True, domain=[("share", "=", False)]
    )
    day = fields.Date(required=True)
    reason = fields.Char(string="Why on another day")
    planned_day = fields.Date(related="round_id.date", string="Planned day")

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """Begin with what stands on the round."""
        values = super().default_get(fields)
        record = self.env["printer.inspection.round"].browse(values.get("round_id") or ()).exists()
        if record:
            record.check_access("read")
            values |= {
                "leader_id": record.leader_id.id,
                "second_id": record.second_id.id,
                "day": record.date,
            }
        return values

    def action_done(self):
        """Enter it; the round checks who may."""
        self.ensure_one()
        self.round_id._arrange(self.leader_id, self.second_id, self.day, self.reason or "")


class InspectionReason(models.TransientModel):
    """Why rounds are late or were missed (REQUIREMENTS I6)."""

    _name = "printer.inspection.reason"
    _description = "Reason for late rounds"

    round_ids = fields.Many2many("printer.inspection.round", string="Inspection rounds", required=True)
    reason = fields.Selection(LATE_REASONS, required=True)
    note = fields.Char(string="Remark")

    def action_done(self):
        """Enter it; the rounds check who may."""
        self.ensure_one()
        self.round_ids.give_reason(self.reason, self.note or "")


class InspectionReturn(models.TransientModel):
    """Send sheets back to the inspectors (REQUIREMENTS I7)."""

    _name = "printer.inspection.return"
    _description = "Send sheets back"

    round_id = fields.Many2one("printer.inspection.round", string="Inspection round", required=True)
    sheet_ids = fields.Many2many(
        "printer.inspection.sheet",
        string="Sheets",
        domain="[('round_id', '=', round_id), ('state', 'in', ('done', 'left_out'))]",
        help="Empty: all sheets of the round.",
    )
    remark = fields.Text(string="What is doubtful", required=True)

    def action_done(self):
        """Send them back; the round checks who may."""
        self.ensure_one()
        self.round_id._send_back(self.sheet_ids, self.remark)
