"""A device is faulty while a fault is open on it."""

from odoo import models


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def _follow_faults(self) -> None:
        """Set devices in use to faulty while a fault is open on them, and back when the last one is closed.

        Devices at the workshop, lent, stored or retired keep their state: who took them there brings them back.
        """
        if not self:
            return
        # whoever reports or closes a fault need not see the device's other requests
        open_faults = (
            self.env["helpdesk.ticket"]
            .sudo()
            ._read_group(
                [
                    ("equipment_id", "in", self.ids),
                    ("service_kind", "=", "repair"),
                    ("stage_id.closed", "=", False),
                ],
                ["equipment_id"],
            )
        )
        broken = self.sudo().filtered(lambda device: device in {found for (found,) in open_faults})
        broken.filtered(lambda device: device.condition == "in_service")._set_condition("faulty")
        (self.sudo() - broken).filtered(lambda device: device.condition == "faulty")._set_condition(
            "in_service"
        )
