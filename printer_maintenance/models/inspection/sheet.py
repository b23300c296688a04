"""One device in a round (REQUIREMENTS I4, 《设备巡检记录表》)."""

from typing import ClassVar

from odoo import api, fields, models

from ..checklist.checklist import INSPECTION_KINDS

VERDICTS = [("in_order", "In order"), ("abnormal", "Abnormal"), ("unsafe", "Unsafe")]
LEFT_OUT_REASONS = [
    ("no_access", "No access to the room"),
    ("in_use", "In use and must not be interrupted"),
    ("not_found", "Device not found"),
    ("moved", "Moved or taken away"),
    ("retired", "Retired"),
    ("refused", "The user does not want it now"),
    ("other", "Other reason"),
]
NO_SCAN_REASONS = [
    ("no_label", "No label on it"),
    ("damaged", "The label cannot be read"),
    ("out_of_reach", "The label cannot be reached"),
    ("camera", "The camera does not work"),
]


class InspectionSheet(models.Model):
    """What two inspectors found at one device; laid out when the round starts."""

    _name = "printer.inspection.sheet"
    _inherit = ["printer.inspected", "printer.state.mixin"]
    _description = "Inspection sheet"
    _order = "round_id desc, sequence, id"

    _transitions: ClassVar = {
        "open": ("done", "left_out"),
        # taken up again by the inspectors, or sent back by the supervisor
        "done": ("open", "returned"),
        "left_out": ("open", "returned"),
        "returned": ("done", "left_out"),
    }

    round_id = fields.Many2one(
        "printer.inspection.round",
        string="Inspection round",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    sequence = fields.Integer(string="Stop no.", readonly=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, readonly=True, ondelete="restrict"
    )
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, ondelete="restrict")
    department_id = fields.Many2one("res.partner", string="Department", readonly=True, ondelete="restrict")
    place = fields.Char(readonly=True)
    checklist_id = fields.Many2one(
        "printer.checklist", string="Checklist", required=True, readonly=True, ondelete="restrict"
    )
    checklist_version = fields.Integer(string="Version", required=True, readonly=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("done", "Checked"),
            ("left_out", "Not inspected"),
            ("returned", "Sent back"),
        ],
        default="open",
        required=True,
    )
    verdict = fields.Selection(VERDICTS, string="Result", readonly=True)
    done_at = fields.Datetime(string="Inspected at", readonly=True)
    done_by_id = fields.Many2one("res.users", string="Inspected by", readonly=True, ondelete="restrict")
    left_out_reason = fields.Selection(LEFT_OUT_REASONS, string="Why it was left out", readonly=True)
    left_out_note = fields.Char(readonly=True)
    scanned_at = fields.Datetime(string="Label scanned at", readonly=True)
    no_scan_reason = fields.Selection(NO_SCAN_REASONS, string="Why the label was not scanned", readonly=True)
    operator_remark = fields.Char(string="What the user says", readonly=True)
    nobody_there = fields.Boolean(string="Nobody to ask", readonly=True)
    supervisor_remark = fields.Text(string="Supervisor's remark", readonly=True)
    is_told = fields.Boolean(readonly=True, help="Stands in the device's history.")
    check_ids = fields.One2many("printer.inspection.check", "sheet_id", string="Answers", readonly=True)
    finding_ids = fields.One2many(
        "printer.inspection.finding", "sheet_id", string="Abnormal findings", readonly=True
    )
    kind = fields.Selection(INSPECTION_KINDS, related="round_id.kind", string="Kind of inspection")
    date = fields.Date(related="round_id.date", string="Day")

    # each device once a round; also finds the sheets of a round
    _once = models.UniqueIndex("(round_id, equipment_id)", "Each device stands on a round once.")
    # the inspections of one device, newest first
    _equipment_idx = models.Index("(equipment_id, done_at DESC)")
    # what keeps a round from being handed in
    _open_idx = models.Index("(round_id) WHERE state IN ('open', 'returned')")

    @api.depends("equipment_id", "round_id")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = f"{sheet.sudo().equipment_id.display_name} · {sheet.date or ''}"

    def action_send_back(self):
        """Open the dialog that sends these sheets back to the inspectors."""
        return self._open_dialog(
            "printer.inspection.return",
            self.env._("Send back"),
            round_id=self.round_id[:1].id,
            sheet_ids=[(6, 0, self.ids)],
        )

    def _points(self):
        """The points of this sheet: those of the version that it was laid out with."""
        self.ensure_one()
        # inspectors use the administrator's lists
        return self.checklist_id.sudo()._points(self.checklist_version)
