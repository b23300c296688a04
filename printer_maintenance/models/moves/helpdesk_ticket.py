"""No fault on a device that is retired."""

from odoo import api, models

from ...exceptions import RetiredDeviceError


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.constrains("equipment_id")
    def _check_device_not_retired(self):
        # sudo: a contact may report on a device whose state only its unit's rule lets them read
        for ticket in self.sudo().filtered(lambda t: t.equipment_id.condition == "retired"):
            raise RetiredDeviceError(
                self.env._(
                    "“%(device)s” is retired; no request can be entered for it. Is it another device?",
                    device=ticket.equipment_id.display_name,
                )
            )
