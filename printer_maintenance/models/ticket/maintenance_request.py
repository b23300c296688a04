"""A failure stays on record: Odoo's MTBF and MTTR are counted from it."""

from odoo import api, fields, models

from ...exceptions import FailureOnRecordError


class MaintenanceRequest(models.Model):
    _inherit = "maintenance.request"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Service request",
        readonly=True,
        # one failure of Odoo's maintenance belongs to one request
        index="btree_not_null",
        # a request that is deleted must not take its failure along unseen
        ondelete="restrict",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_record(self):
        """Keep what belongs to a request or was carried out; Odoo lets every employee delete it."""
        for request in self.sudo():
            if request.ticket_id or (request.equipment_id and request.done):
                raise FailureOnRecordError(
                    self.env._(
                        "“%(request)s” stands on record for %(device)s and cannot be deleted: "
                        "the device's reliability is counted from it. Archive it instead.",
                        request=request.name,
                        device=request.equipment_id.display_name or request.ticket_id.display_name,
                    )
                )
