"""Why a device was retired, who decided it, and what becomes of it."""

from odoo import api, fields, models

REASONS = [
    ("beyond_repair", "Beyond repair"),
    ("uneconomical", "Repair does not pay"),
    ("replaced", "Replaced"),
    ("lost", "Lost"),
    ("returned", "Returned to the customer"),
]
# not for the dialog: the register says only that a device is gone
REGISTER_REASON = ("register", "Retired in the customer's register")
DISPOSALS = [
    ("customer", "Goes back to the customer"),
    ("disposed", "Disposed of"),
    ("parts", "Kept for parts"),
    ("none", "Not at hand"),
]
REGISTER_DISPOSAL = ("unknown", "Not said")
ERASURES = [
    ("erased", "Erased, with proof"),
    ("removed", "Taken out and handed to the customer"),
    ("destroyed", "Destroyed"),
    ("not_at_hand", "Device not at hand"),
    ("no_carrier", "No data carrier"),
]
# these keep what was printed, copied or saved
WITH_DATA_CARRIER = ("copier", "desktop", "laptop")


class Retirement(models.Model):
    """One retirement of one device (REQUIREMENTS E5, 报废). Written by the system, kept as it was."""

    _name = "printer.equipment.retirement"
    _description = "Retirement of a device"
    _inherit = "printer.guard.mixin"
    _order = "date desc, id desc"
    _rec_name = "equipment_id"

    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, index="btree_not_null")
    department_id = fields.Many2one("res.partner", string="Department", readonly=True)
    customer_id = fields.Many2one(
        related="unit_id.printer_customer_id", string="Customer", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one(related="equipment_id.company_id", store=True)
    date = fields.Date(required=True, readonly=True)
    reason = fields.Selection([*REASONS, REGISTER_REASON], required=True, readonly=True)
    decided_by = fields.Char(string="Decided by", required=True, readonly=True)
    disposal = fields.Selection(
        [*DISPOSALS, REGISTER_DISPOSAL], string="What becomes of it", required=True, readonly=True
    )
    erasure = fields.Selection(ERASURES, string="Data carrier", readonly=True)
    note = fields.Text(string="Remarks", readonly=True)
    user_id = fields.Many2one("res.users", string="Entered by", readonly=True)
    brought_back_on = fields.Date(string="Brought back on", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        # all of it is a record of what was decided
        return super()._get_guarded_fields() | {
            "equipment_id",
            "unit_id",
            "department_id",
            "date",
            "reason",
            "decided_by",
            "disposal",
            "erasure",
            "note",
            "user_id",
            "brought_back_on",
        }
