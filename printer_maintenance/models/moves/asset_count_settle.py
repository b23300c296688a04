"""Settling a count: the register becomes what was seen."""

from collections import Counter

from odoo import fields, models

from ...exceptions import AssetCountError
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine
from ..equipment.equipment_moving import MoveNote
from .equipment_retirement import RetirementData


class AssetCount(models.Model):
    _inherit = "printer.asset.count"

    def action_settle(self):
        """Write the differences into the register and into the histories (REQUIREMENTS A5); all or nothing."""
        self.ensure_one()
        check_role(self.env, "equipment_supervisor")
        self.check_access("write")
        if not self.try_lock_for_update():
            raise AssetCountError(
                self.env._("Somebody else is settling this count at this moment. Load the page anew.")
            )
        self._set_state("settled", settled_at=fields.Datetime.now(), settled_user_id=self.env.uid)
        lines = self.line_ids
        self._check_decided(lines)
        self._log_results(lines)
        self._settle_moved(lines.filtered(lambda line: line.result == "moved" and line.accept_move))
        self._settle_missing(lines.filtered(lambda line: line.result == "missing"))
        self._settle_unknown(lines.filtered(lambda line: line.result == "unknown" and line.register_unknown))

    def _check_decided(self, lines) -> None:
        """Raise for the first line that cannot be settled.

        :raises AssetCountError: naming the device, and what to do
        """
        for line in lines:
            problem = False
            if line.result == "missing" and not line.missing_decision:
                problem = self.env._("missing: say what to do.")
            elif line.result == "moved" and line.accept_move:
                if line.equipment_id.customer_id != self.customer_id:
                    problem = self.env._(
                        "it belongs to another customer and cannot be moved; take the tick away."
                    )
                elif line.equipment_id.condition == "retired":
                    problem = self.env._("it is retired; bring it back, or take the tick away.")
            elif line._is_unknown_without_data():
                problem = self.env._("unknown: enter its name and its type, or take the tick away.")
            if problem:
                raise AssetCountError(
                    self.env._("%(device)s: %(problem)s", device=line.display_name, problem=problem)
                )

    def _log_results(self, lines) -> None:
        labels = dict(lines._fields["result"]._description_selection(self.env))
        self.env["maintenance.equipment"]._log_events(
            EventLine(
                line.equipment_id,
                "inventoried",
                f"{self.name}: {labels[line.result]}",
                self,
                line.counted_at or self.counted_at,
            )
            for line in lines
            if line.equipment_id
        )

    def _settle_moved(self, lines) -> None:
        """Move devices to where they were seen; equal changes go together."""
        open_moves = (
            self.env["printer.equipment.transfer.line"]
            .sudo()
            .search(
                [
                    ("equipment_id", "in", lines.equipment_id.ids),
                    ("state", "in", ("draft", "handed_over")),
                ],
                limit=1,
            )
        )
        if open_moves:
            raise AssetCountError(
                self.env._(
                    "%(device)s: finish or cancel the open transfer %(transfer)s first.",
                    device=open_moves.equipment_id.display_name,
                    transfer=open_moves.transfer_id.name,
                )
            )
        groups: dict[tuple, list[int]] = {}
        for line in lines:
            same_unit = line.equipment_id.unit_id == self.unit_id
            department = line.found_department_id or (same_unit and line.equipment_id.department_id)
            place = line.found_place or (
                line.equipment_id.place if same_unit and not line.found_department_id else False
            )
            groups.setdefault((department and department.id, place or False), []).append(line.equipment_id.id)
        for (department_id, place), ids in groups.items():
            self.env["maintenance.equipment"].browse(ids)._with_move_note(
                MoveNote(origin=self, note=self.name)
            ).write({"unit_id": self.unit_id.id, "department_id": department_id, "place": place})

    def _settle_missing(self, lines) -> None:
        disposals = {"lost": "none", "returned": "customer", "replaced": "customer"}
        for reason, disposal in disposals.items():
            devices = lines.filtered(lambda line, reason=reason: line.missing_decision == reason).equipment_id
            if devices:
                devices._retire(
                    RetirementData(self.date, reason, self.env.user.name, disposal, "not_at_hand", self.name),
                    origin=self,
                )

    def _settle_unknown(self, lines) -> None:
        """Register devices that nobody knew.

        :raises AssetCountError: naming the line whose serial number the customer has already
        """
        if not lines:
            return
        Equipment = self.env["maintenance.equipment"]
        serials = [line.serial_no for line in lines if line.serial_no]
        known = Equipment.search([("customer_id", "=", self.customer_id.id), ("serial_no", "in", serials)])
        double = set(known.mapped("serial_no")) | {s for s, times in Counter(serials).items() if times > 1}
        for line in lines:
            if line.serial_no in double:
                raise AssetCountError(
                    self.env._(
                        "%(device)s: the serial number %(serial)s is already in the register or entered twice.",
                        device=line.display_name,
                        serial=line.serial_no,
                    )
                )
        devices = Equipment.create(
            [
                {
                    "name": line.device_name,
                    "category_id": line.category_id.id,
                    "brand": line.brand,
                    "model": line.model,
                    "serial_no": line.serial_no,
                    "unit_id": self.unit_id.id,
                    "department_id": line.found_department_id.id,
                    "place": line.found_place,
                    "company_id": self.company_id.id,
                }
                for line in lines
            ]
        )
        for line, device in zip(lines, devices, strict=True):
            line._through_door().equipment_id = device
        devices._log_event("registered", self.name, origin=self)


class AssetCountLine(models.Model):
    _inherit = "printer.asset.count.line"

    def _is_unknown_without_data(self) -> bool:
        """Whether an unknown device is to be registered, and nobody has said what it is."""
        wanted = self.result == "unknown" and self.register_unknown
        return wanted and not (self.category_id and (self.device_name or "").strip())
