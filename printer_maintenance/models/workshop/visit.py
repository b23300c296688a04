"""Visits that end with the device taken along, and those that bring it back."""

from odoo import fields, models
from odoo.tools import format_list

from ...exceptions import CustodyError
from .custody import HELD_STATES, OPEN_STATES


class Visit(models.Model):
    _inherit = "printer.visit"

    custody_ids = fields.One2many(
        "printer.custody", "visit_id", string="Taken to the workshop", readonly=True
    )
    return_custody_ids = fields.One2many(
        "printer.custody", "return_visit_id", string="To bring back", readonly=True
    )

    def _ask_custody(
        self, reason: str, condition: str, media: str, due_on, accessories=(), media_note: str = ""
    ):
        """Ask the contact to let the device go to the workshop (REQUIREMENTS V4).

        :param reason: why the work cannot be done on site; for the rest see :meth:`Custody._fill_receipt`
        :raises CustodyError: when it cannot be taken as things stand
        :return: the new ``printer.custody``, which waits for the contact's signature
        """
        self.ensure_one()
        self._check_may_be_taken_along()
        # stays are written by the server only: the role was checked above
        stays_sudo = self.env["printer.custody"].sudo()
        device = self.equipment_id
        stays_sudo._check_device(device)
        device.sudo()._hold()
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
            }
        )
        stay = self.env["printer.custody"].browse(stay.id)
        stay._fill_receipt(reason, condition, media, due_on, accessories, media_note)
        return stay

    def _check_may_be_taken_along(self) -> None:
        """Raise unless somebody of this visit stands before the device.

        :raises CustodyError: saying when devices are taken along
        """
        self._check_is_mine()
        if not self.is_at_work or self.kind == "remote":
            raise CustodyError(
                self.env._("%(visit)s: devices are taken along while on site.", visit=self.name)
            )

    def action_take_along(self):
        """Open the dialog that fills the receipt of a device to be taken along."""
        self.ensure_one()
        self._check_may_be_taken_along()
        waiting = self.custody_ids.filtered(lambda stay: stay.state == "requested")
        return self._open_dialog(
            "printer.custody.take",
            self.env._("Take to the workshop"),
            visit_id=self.id,
            custody_id=waiting[:1].id,
        )

    def action_view_custody(self):
        """Open the stays that this visit began or ends."""
        self.ensure_one()
        stays = self.custody_ids | self.return_custody_ids
        if len(stays) == 1:
            return stays._open_form()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_custody")
        return {**action, "domain": [("id", "in", stays.ids)], "context": {}}

    def _end_unfinished(self, reason, note, start=False, engineer=None):
        """The visit that follows brings back what is with us; nothing is taken without the contact's signature."""
        waiting = self.custody_ids.filtered(lambda stay: stay.state == "requested")
        if waiting:
            raise CustodyError(
                self.env._(
                    "%(stay)s: the contact has not signed that the device may be taken. Let them sign, or enter "
                    "that they do not agree.",
                    stay=waiting[:1].name,
                )
            )
        following = super()._end_unfinished(reason, note, start, engineer)
        # stays are the server's to write
        held_sudo = (
            (self.custody_ids | self.return_custody_ids)
            .sudo()
            .filtered(lambda stay: stay.state in HELD_STATES)
        )
        if following and held_sudo:
            held_sudo._through_door().return_visit_id = following
        return following

    def _missing_before_signature(self):
        """A request is not closed while its device is with us."""
        # a colleague's stay counts as well
        stays_sudo = self.ticket_id.sudo().visit_ids.custody_ids
        held = stays_sudo.filtered(lambda stay: stay.state in OPEN_STATES)
        missing = super()._missing_before_signature()
        if held:
            missing.append(
                self.env._(
                    "the return of the device (%(stays)s)", stays=format_list(self.env, held.mapped("name"))
                )
            )
        return missing
