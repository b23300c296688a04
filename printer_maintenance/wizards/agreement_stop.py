"""Why an agreement is suspended or ended."""

from odoo import fields, models


class AgreementStop(models.TransientModel):
    """Ask the reason before service stops, for the time being or for good."""

    _name = "printer.agreement.stop"
    _description = "Stop an agreement"

    agreement_id = fields.Many2one("printer.agreement", required=True)
    step = fields.Selection([("suspend", "Suspend"), ("end", "End")], required=True)
    last_day = fields.Date(string="Last day of service", default=fields.Date.context_today)
    reason = fields.Text(required=True)

    def action_stop(self):
        """Suspend or end the agreement with the reason given."""
        self.ensure_one()
        if self.step == "suspend":
            self.agreement_id._suspend(self.reason)
        else:
            self.agreement_id._end(self.reason, self.last_day)
        return {"type": "ir.actions.act_window_close"}
