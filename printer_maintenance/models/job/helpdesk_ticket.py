"""A fault that is known better changes what is taken along and what is checked."""

from odoo import models

DECIDING = {"symptom_id", "cause_id", "remedy_id", "service_kind", "equipment_id"}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def write(self, vals):
        result = super().write(vals)
        if DECIDING.intersection(vals):
            # visits of every team follow their request
            visits_sudo = self.sudo().visit_ids
            at_work_sudo = visits_sudo.filtered(lambda visit: visit.is_at_work and visit.kind == "on_site")
            if visits_sudo:
                visits_sudo._lay_out_preparation()
            if at_work_sudo:
                at_work_sudo._lay_out_checks()
        return result
