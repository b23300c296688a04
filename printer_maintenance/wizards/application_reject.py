"""The reason of a rejection."""

from odoo import fields, models


class ApplicationReject(models.TransientModel):
    """Reject an application with a reason that the applicant reads (REQUIREMENTS E5)."""

    _name = "printer.equipment.application.reject"
    _description = "Reject an application"

    application_id = fields.Many2one("printer.equipment.application", required=True)
    reason = fields.Text(required=True)

    def action_reject(self):
        """Reject the application."""
        self.ensure_one()
        self.application_id._reject(self.reason)
        return {"type": "ir.actions.act_window_close"}
