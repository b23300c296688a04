"""Counting with the camera or the keyboard: one code, one answer."""

from odoo import models

from ...exceptions import AssetCountError
from ..base.rights import check_role
from .asset_count import WHO_COUNTS

MAX_CODE_LENGTH = 300


class AssetCount(models.Model):
    _inherit = "printer.asset.count"

    def action_scan(self, code: str, department_id: int | bool = False) -> dict:
        """Count the device behind a code (REQUIREMENTS A5).

        :param code: a label's address or number, a serial or an asset number
        :param department_id: the department in which the person stands, when they said so
        :return: ``result`` (found, again, moved, unknown, several), ``message`` in the user's language, ``line_id``
        :raises AssetCountError: when the count is not being counted, or the code is empty
        """
        self.ensure_one()
        check_role(self.env, *WHO_COUNTS)
        self.check_access("write")
        code = str(code or "").strip()[:MAX_CODE_LENGTH]
        if self.state != "counting":
            raise AssetCountError(
                self.env._("%(count)s is not being counted at this moment.", count=self.name)
            )
        if not code:
            raise AssetCountError(self.env._("Scan or type a code first."))
        department = self._department_of(department_id)
        devices = self.env["maintenance.equipment"]._find_by_code(code)
        if not devices:
            return self._scan_unknown(code, department)
        lines = self.env["printer.asset.count.line"].search(
            [("count_id", "=", self.id), ("equipment_id", "in", devices.ids)]
        )
        if len(devices) > 1 and len(lines) != 1:
            return self._answer(
                "several",
                self.env._(
                    "“%(code)s” fits %(count)d devices. Scan the label, or tap the device in the list.",
                    code=code,
                    count=len(devices),
                ),
            )
        if lines:
            return self._scan_line(lines, department)
        return self._scan_unexpected(devices, department)

    def action_note_unknown(self):
        """Note a device that bears no number at all, and open it to say what it is."""
        self.ensure_one()
        check_role(self.env, *WHO_COUNTS)
        self.check_access("write")
        if self.state != "counting":
            raise AssetCountError(
                self.env._("%(count)s is not being counted at this moment.", count=self.name)
            )
        answer = self._scan_unknown("", self.env["res.partner"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Device without a number"),
            "res_model": "printer.asset.count.line",
            "res_id": answer["line_id"],
            "view_mode": "form",
            "target": "new",
        }

    def _department_of(self, department_id):
        departments = self.env["res.partner"].search(
            [("parent_id", "=", self.unit_id.id), ("printer_unit_kind", "=", "department")]
        )
        return departments.filtered(lambda department: department.id == department_id)

    def _scan_line(self, line, department) -> dict:
        if line.result not in ("pending", "missing"):
            return self._answer(
                "again",
                self.env._(
                    "%(device)s was already counted by %(person)s.",
                    device=line.display_name,
                    person=line.counted_user_id.name or "–",
                ),
                line,
            )
        line._mark_found(department)
        if line.result == "moved":
            message = self.env._(
                "%(device)s: belongs to %(old)s, found in %(new)s.",
                device=line.display_name,
                old=line.expected_department_id.name or self.unit_id.name,
                new=department.name,
            )
        else:
            message = self.env._("Found: %(device)s", device=line.display_name)
        return self._answer(line.result, message, line)

    def _scan_unexpected(self, device, department) -> dict:
        """A device that the register has elsewhere: found here, belongs there."""
        Line = self.env["printer.asset.count.line"]
        values = {
            **Line._expected_values(self, device),
            "result": "moved",
            "found_department_id": (department or self.department_ids[: len(self.department_ids) == 1]).id,
            # a device of nobody may become one of this unit
            "accept_move": device.customer_id in (self.customer_id, device.customer_id.browse())
            and device.condition != "retired",
            **self._stamp(),
        }
        line = Line.sudo()._through_door().create(values)
        labels = dict(device._fields["condition"]._description_selection(self.env))
        message = self.env._(
            "%(device)s: belongs to %(old)s (%(state)s), found here.",
            device=device.display_name,
            old=" / ".join(filter(None, (device.unit_id.name, device.department_id.name, device.place)))
            or "–",
            state=labels[device.condition],
        )
        return self._answer("moved", message, line)

    def _scan_unknown(self, code: str, department) -> dict:
        Line = self.env["printer.asset.count.line"]
        known = code and Line.search(
            [("count_id", "=", self.id), ("result", "=", "unknown"), ("serial_no", "=", code)], limit=1
        )
        if known:
            message = self.env._("“%(code)s” is already noted as unknown.", code=code)
            return self._answer("again", message, known)
        values = {
            "count_id": self.id,
            "result": "unknown",
            "serial_no": code or False,
            "found_department_id": (department or self.department_ids[: len(self.department_ids) == 1]).id,
            **self._stamp(),
        }
        line = Line.sudo()._through_door().create(values)
        message = self.env._("“%(code)s” is in no register. Enter what it is.", code=code)
        return self._answer("unknown", message, line)

    def _stamp(self) -> dict:
        return {"counted_user_id": self.env.uid, "counted_at": self.env.cr.now().replace(microsecond=0)}

    @staticmethod
    def _answer(result: str, message: str, line=None) -> dict:
        return {"result": result, "message": message, "line_id": line.id if line else False}
