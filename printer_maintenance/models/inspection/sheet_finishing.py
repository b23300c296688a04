"""From the scanned label to the finished sheet: in order, complete, and with a finding for all that is wrong."""

from odoo import fields, models

from ...exceptions import InspectionError
from ...rules import inspection as rules
from .sheet import LEFT_OUT_REASONS, NO_SCAN_REASONS

TEXT_LENGTH = 500
# what is typed on a sheet beside its answers
TYPED = ("operator_remark", "nobody_there", "opinion", "opinion_score")


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def scan_label(self, code: str) -> dict:
        """Show that one stands before the device: its label was scanned or its number typed (RPC).

        :param code: the label's address, its number, a serial or asset number
        :return: ``refused`` with the reason when it is another device's
        """
        self.ensure_one()
        self._check_can_be_answered()
        device_sudo = self.sudo().equipment_id  # the inspector's own sheet
        found = device_sudo._find_by_code(str(code or "")[:300])
        if device_sudo not in found:
            # of devices beyond the round nothing is told
            others = found & self.sudo().round_id.sheet_ids.equipment_id
            if others:
                message = self.env._(
                    "This is the label of %(other)s, not of %(device)s.",
                    other=others[0].display_name,
                    device=device_sudo.display_name,
                )
            else:
                message = self.env._("This is not the label of %(device)s.", device=device_sudo.display_name)
            return {"refused": message}
        self._put(scanned_at=fields.Datetime.now(), no_scan_reason=False)
        return {}

    def say_why_not_scanned(self, reason: str) -> None:
        """Say why the label was not scanned (RPC).

        :raises InspectionError: without a reason
        """
        self.ensure_one()
        self._check_can_be_answered()
        if reason not in dict(NO_SCAN_REASONS):
            raise InspectionError(self.env._("Please choose why the label was not scanned."))
        self._put(no_scan_reason=reason, scanned_at=False)

    def write_remarks(self, values: dict, base: dict | None = None) -> dict | None:
        """Write what the user says, unless somebody else has changed it meanwhile (RPC).

        :param values: by field of ``TYPED``
        :param base: what the telephone had seen before
        :return: ``conflict`` with both values, and then nothing is written
        """
        self.ensure_one()
        if not isinstance(values, dict) or not isinstance(base or {}, dict):
            raise InspectionError(self.env._("This cannot be understood. Load the round again."))
        self._check_can_be_answered()
        if strange := set(values) - set(TYPED):
            raise InspectionError(
                self.env._("This cannot be written from here: %(names)s.", names=", ".join(sorted(strange)))
            )
        current = self._typed_values()
        values = {name: self._as_typed(name, value) for name, value in values.items()}
        changes = {name: value for name, value in values.items() if value != current[name]}
        seen = {**current, **(base or {})}
        if clashes := [name for name in changes if current[name] != seen[name]]:
            return {
                "conflict": [
                    {
                        "name": name,
                        "label": self._fields[name]._description_string(self.env),
                        "mine": self._typed_words(name, values[name]),
                        "theirs": self._typed_words(name, current[name]),
                        "current": current[name],
                    }
                    for name in clashes
                ]
            }
        if changes:
            self._put(**{name: value or False for name, value in changes.items()})
            self.round_id._changed()
        return None

    def _as_typed(self, name: str, value):
        if name == "nobody_there":
            return bool(value)
        if name == "opinion_score":
            scores = [score for score, _name in self._fields["opinion_score"].selection]
            return value if value in scores else False
        return str(value or "").strip()[:TEXT_LENGTH]

    def _typed_values(self) -> dict:
        return {
            name: self[name] if self._fields[name].type in ("boolean", "selection") else self[name] or ""
            for name in TYPED
        }

    def _typed_words(self, name: str, value) -> str:
        field = self._fields[name]
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "–")
        return value or "–"

    def finish(self) -> None:
        """Finish the sheet; all that is wrong becomes a finding (RPC).

        :raises InspectionError: naming what is missing
        """
        self.ensure_one()
        self._check_can_be_answered()
        self._check_can_be_finished()
        sheet_sudo = self.sudo()  # see answer_points
        critical = sheet_sudo.check_ids.filtered(lambda check: check.item_id.is_critical)
        verdict = rules.verdict(
            [
                rules.Answer(True, is_abnormal=check.is_abnormal, is_critical=check in critical)
                for check in sheet_sudo.check_ids
            ]
        )
        sheet_sudo._set_state(
            "done",
            verdict=verdict,
            done_at=fields.Datetime.now(),
            done_by_id=self.env.uid,
            left_out_reason=False,
            left_out_note=False,
        )
        sheet_sudo._follow_findings()
        if verdict == "unsafe":
            sheet_sudo._tag_out()
        self.round_id._changed()

    def _check_can_be_finished(self) -> None:
        device_sudo = self.sudo().equipment_id
        if device_sudo.condition == "retired":
            raise InspectionError(
                self.env._("%(device)s was retired meanwhile: leave it out.", device=device_sudo.display_name)
            )
        if not self.scanned_at and not self.no_scan_reason:
            raise InspectionError(
                self.env._("%(sheet)s: scan the label, or say why not.", sheet=self.display_name)
            )
        if not self.operator_remark and not self.nobody_there:
            raise InspectionError(
                self.env._(
                    "%(sheet)s: ask the user first and note what they say, or that nobody is there.",
                    sheet=self.display_name,
                )
            )
        if missing := self._missing_points():
            raise InspectionError(
                self.env._(
                    "%(sheet)s: still to be answered: %(points)s.",
                    sheet=self.display_name,
                    points=self._missing_text(missing),
                )
            )

    def leave_out(self, reason: str, note: str = "") -> None:
        """Say why the device cannot be inspected now (RPC).

        :raises InspectionError: without a reason
        """
        self.ensure_one()
        self._check_can_be_answered()
        if reason not in dict(LEFT_OUT_REASONS):
            raise InspectionError(self.env._("Please choose why the device is left out."))
        if reason == "other" and not (note or "").strip():
            raise InspectionError(self.env._("Please write why the device is left out."))
        sheet_sudo = self.sudo()  # see answer_points
        sheet_sudo._set_state(
            "left_out",
            left_out_reason=reason,
            left_out_note=(note or "").strip()[:TEXT_LENGTH],
            verdict=False,
            done_at=fields.Datetime.now(),
            done_by_id=self.env.uid,
        )
        sheet_sudo._follow_findings()
        self.round_id._changed()

    def take_up_again(self) -> None:
        """Open a finished sheet again, before the round is handed in (RPC)."""
        self.ensure_one()
        self._check_inspector()
        self._in_turn()
        if self.sudo().round_id.state not in ("under_way", "returned"):
            raise InspectionError(self.env._("%(sheet)s: its round was handed in.", sheet=self.display_name))
        self.sudo()._set_state("open")
        self.round_id._changed()
