"""Why visits end otherwise than planned: a list that the administrator keeps."""

from odoo import fields, models


class VisitReason(models.Model):
    """One reason for one purpose, with what follows from it (REQUIREMENTS V1, V3, S5)."""

    _name = "printer.visit.reason"
    _description = "Reason of a visit"
    _order = "purpose, sequence, id"

    name = fields.Char(required=True, translate=True)
    purpose = fields.Selection(
        [
            ("unfinished", "Work not finished"),
            ("refused", "Contact does not sign"),
            ("unsigned", "Closed without signature"),
            ("moved", "Another time"),
            ("cancelled", "Visit called off"),
        ],
        required=True,
        # the dialogs: the reasons of one purpose
        index=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    needs_note = fields.Boolean(string="Needs particulars")
    needs_next = fields.Boolean(
        string="Opens the next visit", default=True, help="Only for work that is not finished."
    )
    waiting_reason_id = fields.Many2one(
        "printer.sla.reason",
        string="The request then waits for",
        help="Whether that stops the clocks is the policy's to say.",
    )
