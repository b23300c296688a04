from odoo import models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    def write(self, vals):
        """Forget cached record rules when the team's people change: helpdesk_mgmt's rules hold their list."""
        result = super().write(vals)
        if "user_ids" in vals:
            self.env.registry.clear_cache()
        return result

    def _retrieve_dashboard(self):
        """Give helpdesk_mgmt's dashboard its labels in the user's language: it has no Chinese of its own."""
        entries = super()._retrieve_dashboard()
        labels = (self.env._("Open requests without a team"), self.env._("Open requests"))
        for entry, label in zip(entries, labels, strict=False):
            entry["name"] = label
        return entries
