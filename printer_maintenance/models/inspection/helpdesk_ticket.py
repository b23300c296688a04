"""A finding is closed with the request that came of it."""

from odoo import fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    finding_ids = fields.One2many(
        "printer.inspection.finding",
        "ticket_id",
        string="Found on an inspection",
        readonly=True,
        groups="base.group_user",
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("stage_id"):
            self._follow_findings()
        return result

    def _follow_findings(self) -> None:
        """Findings close and open again with their requests."""
        # whoever closes a request need not see the inspection
        findings_sudo = self.env["printer.inspection.finding"].sudo().search([("ticket_id", "in", self.ids)])
        over = findings_sudo.filtered("ticket_id.stage_id.closed")
        over.filtered(lambda f: f.state == "requested")._set_state("closed", closed_at=fields.Datetime.now())
        (findings_sudo - over).filtered(lambda f: f.state == "closed")._set_state(
            "requested", closed_at=False
        )
