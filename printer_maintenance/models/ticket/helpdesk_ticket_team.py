from odoo import models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    def write(self, vals):
        """Forget cached record rules when the team's people change: helpdesk_mgmt's rules hold their list."""
        result = super().write(vals)
        if "user_ids" in vals:
            self.env.registry.clear_cache()
        return result
