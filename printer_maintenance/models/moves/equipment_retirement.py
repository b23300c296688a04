"""Devices leave: into store, out of store, retired, brought back."""

from datetime import date
from typing import NamedTuple

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_list

from ...exceptions import RetirementError
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine
from ..equipment.equipment_moving import MoveNote
from .retirement import REGISTER_DISPOSAL, REGISTER_REASON, WITH_DATA_CARRIER


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
        retirements = self._record_retirement(data)
        self._set_condition("retired")
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

    def _record_retirement(self, data: RetirementData):
        """Write down the retirement of devices that may be retired.

        :return: a ``printer.equipment.retirement`` for each device, as superuser
        """
        self.sudo().write({"scrap_date": data.date})
        return (
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

    def _record_register_retirement(self, customer: str, register: str) -> None:
        """Write down that a customer's register retired these devices; it was checked before that they may be.

        :param customer: name of the customer, whose decision it was
        :param register: name of the register's file
        """
        if self:
            today = fields.Date.context_today(self)
            self._record_retirement(
                RetirementData(today, REGISTER_REASON[0], customer, REGISTER_DISPOSAL[0], note=register or "")
            )

    def _check_may_retire(self, data: RetirementData) -> None:
        """Raise for what still stands in the way.

        :raises RetirementError: naming all of it
        """
        if data.date > fields.Date.context_today(self):
            raise RetirementError(
                self.env._(
                    "The day of the retirement lies in the future. Enter the day on which it was decided."
                )
            )
        problems = [
            f"{number} ({device.display_name})"
            for device, numbers in self._find_open_business().items()
            for number in numbers
        ]
        if problems:
            raise RetirementError(
                self.env._(
                    "Close what is still open before the devices are retired: %(open)s.",
                    open=format_list(self.env, problems),
                )
            )
        unanswered = self._with_data_carrier()
        if unanswered and not data.erasure:
            raise RetirementError(
                self.env._(
                    "%(device)s has a data carrier. Say what was done with it.",
                    device=unanswered[0].display_name,
                )
            )

    def _with_data_carrier(self):
        """Those of the devices that keep what was printed, copied or saved."""
        return self.filtered(lambda device: device.device_type in WITH_DATA_CARRIER)

    def _find_open_business(self) -> dict:
        """What is still open on devices and keeps them from being retired: one query a kind, for any number of them.

        :return: per device the numbers of its open requests, transfers, acceptances and applications
        """
        on_device = Domain("equipment_id", "in", self.ids)
        searches = (
            ("helpdesk.ticket", [("closed", "=", False)], "number"),
            (
                "printer.equipment.transfer.line",
                [("state", "in", ("draft", "handed_over"))],
                "transfer_id.name",
            ),
            ("printer.equipment.acceptance", [("state", "=", "draft")], "name"),
            (
                "printer.equipment.application.line",
                [("application_id.state", "in", ("submitted", "approved"))],
                "application_id.name",
            ),
        )
        found: dict = {}
        for model, domain, number in searches if self else ():
            # whoever retires a device is told of everything that is open
            for record in self.env[model].sudo().search(on_device & Domain(domain)):
                device = record.equipment_id.with_env(self.env)
                found.setdefault(device, []).append(record.mapped(number)[0])
        return found

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
