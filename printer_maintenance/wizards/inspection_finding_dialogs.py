"""The dialogs about findings and retests: the supervisor's decision, another time, who tests again."""

from odoo import fields, models


class InspectionDecide(models.TransientModel):
    """The supervisor decides about a finding (REQUIREMENTS I5)."""

    _name = "printer.inspection.decide"
    _description = "Decide about a finding"

    finding_id = fields.Many2one("printer.inspection.finding", required=True)
    found_text = fields.Char(related="finding_id.found_text")
    words = fields.Char(related="finding_id.words")
    how = fields.Selection(
        [
            ("stop", "Stop the device for the repair, at a time that the dispatcher agrees to"),
            ("request", "Repair it without a stop"),
            ("dismiss", "It is no defect"),
        ],
        string="Decision",
        required=True,
        default="request",
    )
    stop_at = fields.Datetime(string="Stop at")
    text = fields.Char(string="Reason", required=True)

    def action_done(self):
        """Enter the decision; the finding checks who may."""
        self.ensure_one()
        self.finding_id._decide(self.how, self.text, self.stop_at)


class InspectionStop(models.TransientModel):
    """The dispatcher proposes another time for a stop (REQUIREMENTS I5)."""

    _name = "printer.inspection.stop"
    _description = "Another time for a stop"

    finding_id = fields.Many2one("printer.inspection.finding", required=True)
    stop_at = fields.Datetime(string="Stop at", required=True)
    text = fields.Char(string="Reason", required=True)

    def action_done(self):
        """Propose it; the finding checks who may."""
        self.ensure_one()
        self.finding_id._propose_other(self.stop_at, self.text)


class InspectionRetest(models.TransientModel):
    """Two people test a device again that was tagged out (PEERS 8)."""

    _name = "printer.inspection.retest"
    _description = "Retest of a device"

    equipment_id = fields.Many2one("maintenance.equipment", string="Device", required=True)
    leader_id = fields.Many2one(
        "res.users",
        string="Group leader",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    second_id = fields.Many2one(
        "res.users", string="Second inspector", required=True, domain=[("share", "=", False)]
    )

    def action_done(self):
        """Begin it: the sheet waits on the telephones of the two."""
        self.ensure_one()
        # the device asks again who may
        self.equipment_id.action_retest()
        return self.equipment_id._make_retest(self.leader_id, self.second_id)._open_form()
