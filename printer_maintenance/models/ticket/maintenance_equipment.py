"""A device is faulty while a fault is open on it."""

from odoo import models


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def _follow_faults(self) -> None:
        """Set those of these devices to faulty that are in use and have an open fault.

        Devices at the workshop, lent, stored or retired keep their state: who took them there brings them back.
        """
        self._with_open_faults().filtered(lambda device: device.condition == "in_service")._set_condition(
            "faulty"
        )

    def _end_faults(self) -> None:
        """Set devices back to use whose fault has just ended, unless another one is open.

        To be called for devices of requests that were closed, withdrawn or corrected, and for no others: a
        device can be faulty without a request, when its register says so.
        """
        (self.sudo() - self._with_open_faults()).filtered(
            lambda device: device.condition == "faulty"
        )._set_condition("in_service")

    def _with_open_faults(self):
        """Those of these devices that have an open fault.

        Of two transactions that ask this about one device at once, the second fails and is run again by Odoo:
        neither saw what the other was about to change.
        """
        if not self:
            return self.sudo()
        self._hold()
        # whoever reports or closes a fault need not see the device's other requests
        open_faults = (
            self.env["helpdesk.ticket"]
            .sudo()
            ._read_group(
                [
                    ("equipment_id", "in", self.ids),
                    ("service_kind", "=", "repair"),
                    ("closed", "=", False),
                ],
                ["equipment_id"],
            )
        )
        broken = {device.id for (device,) in open_faults}
        return self.sudo().filtered(lambda device: device.id in broken)
