"""Devices leave: into store, out of store, retired, brought back."""

from datetime import date
from typing import NamedTuple

from odoo import fields, models
from odoo.tools import format_list

from ...exceptions import RetirementError
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine
from ..equipment.equipment_moving import MoveNote
from .retirement import WITH_DATA_CARRIER


class RetirementData(NamedTuple):
    """What was decided about devices that are retired; the words are those of ``printer.equipment.retirement``."""

    date: date
    reason: str
    decided_by: str
    disposal: str
    erasure: str | bool = False
    note: str = ""


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    retirement_ids = fields.One2many(
        "printer.equipment.retirement", "equipment_id", string="Retirements", groups="base.group_user"
    )

    def _retire(self, data: RetirementData, origin=None) -> None:
        """Retire devices (REQUIREMENTS E5).

        :param origin: the record that led to it; the retirement itself, when not given
        :raises RetirementError: naming open requests or transfers, or an unanswered data carrier
        """
        self._check_may_retire(data)
        retirements = (
            self.env["printer.equipment.retirement"]
            .sudo()
            ._through_door()
            .create(
                [
                    {
                        **data._asdict(),
                        "equipment_id": device.id,
                        "unit_id": device.unit_id.id,
                        "department_id": device.department_id.id,
                        "user_id": self.env.uid,
                    }
                    for device in self
                ]
            )
        )
        self._set_condition("retired")
        self.sudo().write({"scrap_date": data.date})
        reason = dict(retirements._fields["reason"]._description_selection(self.env))[data.reason]
        self._log_events(
            EventLine(
                retirement.equipment_id.with_env(self.env),
                "retired",
                f"{reason} ({data.decided_by})",
                origin or retirement,
            )
            for retirement in retirements
        )

    def _check_may_retire(self, data: RetirementData) -> None:
        """Raise for what still stands in the way.

        :raises RetirementError: naming all of it
        """
        problems = []
        tickets = (
            self.env["helpdesk.ticket"]
            .sudo()  # whoever retires a device is told of every open request
            .search([("equipment_id", "in", self.ids), ("stage_id.closed", "=", False)])
        )
        problems += [f"{ticket.number} ({ticket.equipment_id.display_name})" for ticket in tickets]
        moving = (
            self.env["printer.equipment.transfer.line"]
            .sudo()
            .search([("equipment_id", "in", self.ids), ("state", "in", ("draft", "handed_over"))])
        )
        problems += [f"{line.transfer_id.name} ({line.equipment_id.display_name})" for line in moving]
        if problems:
            raise RetirementError(
                self.env._(
                    "Close what is still open before the devices are retired: %(open)s.",
                    open=format_list(self.env, problems),
                )
            )
        unanswered = self.filtered(lambda device: device.device_type in WITH_DATA_CARRIER)
        if unanswered and not data.erasure:
            raise RetirementError(
                self.env._(
                    "%(device)s has a data carrier. Say what was done with it.",
                    device=unanswered[0].display_name,
                )
            )

    def _bring_back(self, place: str, person: str, reason: str) -> None:
        """Take retired devices back into store."""
        today = fields.Date.context_today(self)
        self._set_condition("stored")
        self.sudo().write({"scrap_date": False})
        self.sudo().retirement_ids.filtered(lambda r: not r.brought_back_on)._through_door().write(
            {"brought_back_on": today}
        )
        self._log_event("stored", _details(place, person, reason))
        self._place_silently(place)

    def _put_into_store(self, place: str, person: str, reason: str) -> None:
        """Put devices into store."""
        self._set_condition("stored")
        self._log_event("stored", _details(place, person, reason))
        self._place_silently(place)

    def _take_out_of_store(self, place: str, person: str) -> None:
        """Put devices from store to use.

        :raises NotAcceptedError: for a new device that was not accepted
        """
        self._set_condition("in_service")
        details = {
            device.id: _details(f"{device.place or '–'} → {place or device.place or '–'}", person)
            for device in self
        }
        self._log_event("moved", details)
        self._place_silently(place)
        self._follow_faults()

    def _place_silently(self, place: str) -> None:
        """Write the place that an event just logged already names."""
        if place:
            self.sudo()._with_move_note(MoveNote(silent=True)).write({"place": place})

    def _open_dialog(self, model: str, title: str, **defaults) -> dict:
        check_role(self.env, "equipment_supervisor")
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_equipment_ids": self.ids, **defaults},
        }

    def action_retire(self):
        """Ask what is needed to retire these devices."""
        return self._open_dialog("printer.equipment.retire", self.env._("Retire"))

    def action_put_into_store(self):
        """Ask where these devices are stored."""
        return self._open_dialog(
            "printer.equipment.storing", self.env._("Put into store"), default_kind="store"
        )

    def action_take_out_of_store(self):
        """Ask where these devices go to from store."""
        return self._open_dialog(
            "printer.equipment.storing", self.env._("Take out of store"), default_kind="take_out"
        )

    def action_bring_back(self):
        """Ask why these retired devices come back."""
        return self._open_dialog(
            "printer.equipment.storing", self.env._("Bring back"), default_kind="bring_back"
        )


def _details(*parts: str) -> str:
    """What is known, in one line.

    >>> _details("Store 2", "", "Li")
    'Store 2, Li'
    """
    return ", ".join(part for part in parts if part)
