"""A reported fault stays on record."""

from odoo import api, models

from ...exceptions import FailureOnRecordError


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_record(self):
        """Keep requests that tell of a device's failure: MTBF and MTTR are counted from them."""
        for ticket in self.sudo().filtered("maintenance_request_ids"):
            raise FailureOnRecordError(
                self.env._(
                    "%(ticket)s tells of a fault of %(device)s and cannot be deleted; cancel it instead.",
                    ticket=ticket.display_name,
                    device=ticket.equipment_id.display_name,
                )
            )
