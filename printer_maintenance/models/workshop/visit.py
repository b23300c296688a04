"""Visits that end with the device taken along."""

from odoo import fields, models

from ...exceptions import CustodyError
from .custody import OPEN_STATES


class Visit(models.Model):
    _inherit = "printer.visit"

    custody_ids = fields.One2many(
        "printer.custody", "visit_id", string="Taken to the workshop", readonly=True
    )

    def _ask_custody(self, reason: str):
        """Ask the contact to let the device go to the workshop (REQUIREMENTS V4).

        :param reason: why the work cannot be done on site
        :raises CustodyError: when it cannot be taken as things stand
        :return: the new ``printer.custody``
        """
        self.ensure_one()
        self._check_is_mine()
        if not self.is_at_work or self.kind == "remote":
            raise CustodyError(
                self.env._("%(visit)s: devices are taken along while on site.", visit=self.name)
            )
        if not (reason or "").strip():
            raise CustodyError(self.env._("Please write why the device cannot be repaired on site."))
        # stays are written by the server only: the role was checked above
        stays_sudo = self.env["printer.custody"].sudo()
        device = self.equipment_id
        stays_sudo._check_device(device)
        if stays_sudo.search_count([("equipment_id", "=", device.id), ("state", "in", OPEN_STATES)], limit=1):
            raise CustodyError(
                self.env._("%(device)s is already taken along for another stay.", device=device.display_name)
            )
        stay = stays_sudo._through_door().create(
            {
                "visit_id": self.id,
                "equipment_id": device.id,
                "contact_id": (self.contact_id or self.ticket_id.partner_id).id,
                "engineer_id": self.engineer_id.id,
                "reason": reason.strip(),
            }
        )
        return stay.with_env(self.env)
