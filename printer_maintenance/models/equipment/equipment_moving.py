"""A device that changes its place leaves a trace, whoever moves it and however."""

from collections.abc import Iterable
from typing import NamedTuple

from odoo import models

from .equipment_history import EventLine

WHERE_FIELDS = ("unit_id", "department_id", "place")
_NOTE_KEY = "printer_move_note"
# what the history calls a device that was brought to a state without a task of its own
EVENT_OF_CONDITION = {"retired": "retired", "stored": "stored", "lent": "lent"}


class MoveNote(NamedTuple):
    """What a change of place is about: the record it comes from, names to add, and whether it is logged elsewhere.

    An object of this process: a context from outside can never hold one.
    """

    origin: models.BaseModel | None = None
    note: str = ""
    silent: bool = False


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def _with_move_note(self, note: MoveNote):
        """The same devices; changes of their place are written into the history with this note."""
        return self.with_context(**{_NOTE_KEY: note})

    def write(self, vals):
        """Write each change of unit, department or place into the history (REQUIREMENTS E5)."""
        if not vals.keys().isdisjoint(WHERE_FIELDS):
            note = self.env.context.get(_NOTE_KEY)
            note = note if isinstance(note, MoveNote) else MoveNote()
            if not note.silent:
                # before the change: the line belongs to the unit that the device leaves
                self._log_events(self._get_move_lines([(self, vals)], note))
        return super().write(vals)

    def _get_move_lines(self, changes: Iterable[tuple], note: MoveNote) -> list[EventLine]:
        """Lines “old → new” for devices whose place is about to change.

        :param changes: pairs of devices and the values that they will get
        """
        moves = []
        for devices, vals in changes:
            target = {name: vals[name] or False for name in WHERE_FIELDS if name in vals}
            for device in devices.sudo():
                before = (device.unit_id.id, device.department_id.id, device.place or False)
                now = dict(zip(WHERE_FIELDS, before, strict=True))
                after = tuple({**now, **target}.values())
                if after != before:
                    moves.append((device, before, after))
        partner_ids = {place for _d, *ends in moves for end in ends for place in end[:2] if place}
        # who moves a device need not see every unit of the register's partners
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        names = {partner.id: partner.name for partner in partners}
        suffix = f" ({note.note})" if note.note else ""
        return [
            EventLine(
                device,
                "moved",
                f"{_where(before, names)} → {_where(after, names)}{suffix}",
                note.origin,
            )
            for device, before, after in moves
        ]

    def _get_condition_lines(self, changes: Iterable[tuple], origin) -> list[EventLine]:
        """Lines for devices whose state a register is about to change.

        :param changes: pairs of devices and the values that they will get
        :param origin: the record that says so
        """
        reader = self.with_context(
            lang=self.env.context.get("printer_reader_lang") or self.env.context.get("lang")
        )
        labels = dict(self._fields["condition"]._description_selection(reader.env))
        return [
            EventLine(
                device,
                EVENT_OF_CONDITION.get(vals["condition"], "corrected"),
                f"{labels[device.condition]} → {labels[vals['condition']]}",
                origin,
            )
            for devices, vals in changes
            if vals.get("condition")
            for device in devices
            if device.condition != vals["condition"]
        ]


def _where(end: tuple, names: dict[int, str]) -> str:
    """A place as people say it.

    >>> _where((1, 2, "Room 3"), {1: "Tax office", 2: "Archive"})
    'Tax office / Archive / Room 3'
    >>> _where((False, False, False), {})
    '–'
    """
    unit_id, department_id, place = end
    return " / ".join(filter(None, (names.get(unit_id), names.get(department_id), place))) or "–"
