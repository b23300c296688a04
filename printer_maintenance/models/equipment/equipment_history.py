"""A device's history grows through one function."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from odoo import api, fields, models

# devices that were created in this transaction, with who entered them and when
_NEW_KEY = "printer_new_devices"


class EventLine(NamedTuple):
    """One line for the history of one device.

    ``detail`` holds numbers, names and readings: data, not sentences, so that it reads in any language.
    ``origin`` is the record that the event comes from; ``date`` (UTC) is when it happened, now when not given.
    ``corrects`` is the line of history that this one corrects.
    """

    device: models.Model
    kind: str
    detail: str = ""
    origin: models.Model | None = None
    date: datetime | None = None
    corrects: models.Model | None = None


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    event_ids = fields.One2many("printer.equipment.event", "equipment_id", string="History")

    @api.model_create_multi
    def create(self, vals_list):
        """Begin the history of each device that a person enters; what the system registers, it tells itself."""
        devices = super().create(vals_list)
        if self.env.su:
            return devices
        precommit = self.env.cr.precommit
        if _NEW_KEY not in precommit.data:
            precommit.add(self.browse()._log_entries)
        now = fields.Datetime.now()
        precommit.data.setdefault(_NEW_KEY, []).extend((device.id, self.env.uid, now) for device in devices)
        return devices

    def _log_entries(self) -> None:
        """Log the entry of new devices whose history nobody has begun, at the latest when they are committed.

        An import, a count or an application names itself as the origin; a person's entry has none.
        """
        entries = self.env.cr.precommit.data.pop(_NEW_KEY, [])
        # whoever enters devices need not see them once they are in their unit
        devices = self.sudo().browse(device_id for device_id, _uid, _date in entries).exists()
        begun = (
            self.env["printer.equipment.event"]
            .sudo()
            ._read_group([("equipment_id", "in", devices.ids), ("kind", "=", "registered")], ["equipment_id"])
        )
        waiting = set(devices.ids) - {device.id for (device,) in begun}
        by_user = {}
        for device_id, uid, date in entries:
            if device_id in waiting:
                by_user.setdefault(uid, []).append(EventLine(self.browse(device_id), "registered", date=date))
        for uid, lines in by_user.items():
            self.with_user(uid)._log_events(lines)

    @api.model
    def _log_events(self, lines: Iterable[EventLine]):
        """Add lines to the histories of their devices, in one go (REQUIREMENTS E4). The only door to the history.

        :param lines: in the order in which they happened
        :return: the new ``printer.equipment.event`` records
        """
        now = fields.Datetime.now()
        # history must grow whoever acts: nobody has the right to create events directly
        events = (
            self.env["printer.equipment.event"]
            .sudo()
            ._through_door()
            .create([self._event_values(line, now) for line in lines])
        )
        if inspected := events.filtered(lambda event: event.kind == "inspected"):
            self._follow_inspections(inspected)
        return events

    @api.model
    def _event_values(self, line: EventLine, now: datetime) -> dict:
        # a correction is for whoever may see the line that it corrects, wherever the device went since
        unit = line.corrects.sudo().unit_id if line.corrects else line.device.sudo().unit_id
        return {
            "equipment_id": line.device.id,
            "unit_id": unit.id,
            "kind": line.kind,
            "detail": line.detail,
            "date": line.date or now,
            "origin_model": line.origin._name if line.origin else False,
            "origin_id": line.origin.id if line.origin else False,
            "corrects_id": line.corrects.id if line.corrects else False,
            "user_id": self.env.uid,
        }

    def _log_event(self, kind: str, detail: str | dict[int, str] = "", origin=None, date=None):
        """Add one line of the same kind and origin to the history of each device.

        :param kind: one of the kinds of ``printer.equipment.event``
        :param detail: see :class:`EventLine`; for a batch also a mapping of device id to detail
        :param origin: the record that the event comes from (a request, a visit, a repair)
        :param date: when it happened (UTC); now, when not given
        :return: the new ``printer.equipment.event`` records
        """
        return self._log_events(
            EventLine(
                device, kind, detail.get(device.id, "") if isinstance(detail, dict) else detail, origin, date
            )
            for device in self
        )
