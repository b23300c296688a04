from odoo import models


class SeverityRaise(models.TransientModel):
    _inherit = "printer.severity.raise"

    def action_apply(self):
        """What was found is told to those who are called, or stands as the reason for calling it off."""
        return super(SeverityRaise, self.with_context(printer_severity_reason=self.reason)).action_apply()
