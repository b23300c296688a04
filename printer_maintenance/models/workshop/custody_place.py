"""Where a device is while it is with us."""

from odoo import fields, models

from ...exceptions import CustodyError
from .custody import HELD_STATES


class Custody(models.Model):
    _inherit = "printer.custody"

    place = fields.Char(string="Where it is now", readonly=True)
    move_ids = fields.One2many("printer.custody.move", "custody_id", string="Where it was", readonly=True)

    def _trail(self, place: str) -> None:
        """Add a line to the trail and keep where the device is now."""
        # the trail only grows, through here
        self.env["printer.custody.move"].sudo()._through_door().create(
            [{"custody_id": stay.id, "place": place} for stay in self]
        )
        self.sudo()._through_door().write({"place": place})  # see _step

    def _move_to(self, place: str, target: str = "") -> None:
        """Say where the device is now.

        :param target: the state that goes with it; empty when only the place changes
        :raises CustodyError: without a place, or when the device is not with us
        """
        self.ensure_one()
        self._check_may_act()
        if not (place or "").strip():
            raise CustodyError(self.env._("Please say where the device is now."))
        self._lock_handover()
        if self.state not in HELD_STATES:
            raise CustodyError(self.env._("%(stay)s: the device is not with us.", stay=self.name))
        if target:
            # what was written for a return that does not take place now is written anew then
            self._step(target, condition_returned=False, missing_note=False)
        self._trail(place.strip())

    def action_at_workshop(self):
        """The device has arrived at the workshop, or is back from the maker."""
        self._move_to(self.env._("Workshop"), "at_workshop")

    def action_at_maker(self):
        """The device went on to its maker."""
        self._move_to(self.env._("Maker"), "at_maker")

    def action_ready(self):
        """The device is repaired and waits to go back; who brings it is told."""
        self.ensure_one()
        self._move_to(self.place, "ready")
        self._tell_ready()

    def action_move(self):
        """Open the dialog that says where the device is now."""
        return self._open_act("place", self.env._("Where is it now?"))

    def _tell_ready(self) -> None:
        """Tell the delivery's engineer, or who plans one, that the device can go back."""
        # whoever is at the bench need not see the visit
        stay_sudo = self.sudo()
        people = stay_sudo.return_visit_id.engineer_id or stay_sudo.engineer_id
        for user in people | stay_sudo.visit_id.liaison_id:
            self.env["printer.notifier"]._tell(
                user,
                {"message"},
                stay_sudo,
                lambda env: env._("Ready to go back"),
                lambda env: [
                    env._(
                        "%(stay)s: %(device)s is repaired; due back on %(date)s",
                        stay=stay_sudo.name,
                        device=stay_sudo.equipment_id.display_name,
                        date=fields.Date.to_string(stay_sudo.due_on),
                    )
                ],
            )
