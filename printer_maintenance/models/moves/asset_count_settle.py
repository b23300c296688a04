"""Settling a count: the register becomes what was seen."""

from odoo import fields, models
from odoo.tools import format_list

from ...exceptions import AssetCountError
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine
from ..equipment.equipment_moving import MoveNote
from .asset_count import EXPECTED_CONDITIONS
from .equipment_retirement import RetirementData

# decisions that retire a missing device, and what becomes of it
RETIRING = {"lost": "none", "returned": "customer", "replaced": "customer"}
# not where they stand, or not at all
OUT_OF_USE = ("workshop", "lent", "retired")


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
        seen_since = self._find_seen_since(lines)
        for line in lines:
            problem = False
            if line.result == "missing":
                problem = line._why_not_missing(seen_since)
            elif line.result == "moved" and line.accept_move:
                problem = line._why_not_moved()
            elif line._is_unknown_without_data():
                problem = self.env._("unknown: enter its name and its type, or take the tick away.")
            if problem:
                raise AssetCountError(
                    self.env._("%(device)s: %(problem)s", device=line.display_name, problem=problem)
                )

    def _find_seen_since(self, lines):
        """The devices that are missing here, but were seen in another count since this one began."""
        missing = lines.filtered(lambda line: line.result == "missing")
        seen = lines.sudo().search(  # also in counts that the person does not see
            [
                ("equipment_id", "in", missing.equipment_id.ids),
                ("count_id", "!=", self.id),
                ("result", "in", ("found", "moved")),
                ("counted_at", ">", self.started_at),
            ]
        )
        return seen.equipment_id

    def _log_results(self, lines) -> None:
        labels = dict(lines._fields["result"]._description_selection(self.env))
        states = dict(lines.equipment_id._fields["condition"]._description_selection(self.env))
        surprising = lines.filtered(lambda line: line._is_found_out_of_use())
        self.env["maintenance.equipment"]._log_events(
            EventLine(
                line.equipment_id,
                "inventoried",
                f"{self.name}: {labels[line.result]}"
                + (f" ({states[line.condition]})" if line in surprising else ""),
                self,
                line.counted_at or self.counted_at,
            )
            for line in lines
            if line.equipment_id
        )
        if surprising:
            names = [f"{line.display_name} ({states[line.condition]})" for line in surprising]
            self.message_post(
                body=self.env._(
                    "Found, although the register says otherwise; their state was left as it is: %(devices)s",
                    devices=format_list(self.env, names),
                )
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
            _unit, department, place = line._seen_at()
            groups.setdefault((department.id, place), []).append(line.equipment_id.id)
        for (department_id, place), ids in groups.items():
            self.env["maintenance.equipment"].browse(ids)._with_move_note(
                MoveNote(origin=self, note=self.name)
            ).write({"unit_id": self.unit_id.id, "department_id": department_id, "place": place})

    def _settle_missing(self, lines) -> None:
        today = fields.Date.context_today(self)
        for reason, disposal in RETIRING.items():
            devices = lines.filtered(lambda line, reason=reason: line.missing_decision == reason).equipment_id
            if devices:
                devices._retire(
                    RetirementData(
                        min(self.date, today), reason, self.env.user.name, disposal, "not_at_hand", self.name
                    ),
                    origin=self,
                )

    def _settle_unknown(self, lines) -> None:
        """Register devices that nobody knew.

        :raises AssetCountError: naming the line whose serial number is given already
        """
        if not lines:
            return
        Equipment = self.env["maintenance.equipment"]
        double = Equipment._find_double_serials([line.serial_no for line in lines if line.serial_no])
        for line in lines:
            if line.serial_no in double:
                raise AssetCountError(
                    self.env._(
                        "%(device)s: the serial number %(serial)s is already given to a device"
                        " (perhaps an archived one, or another customer's), or entered twice.",
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

    def _is_found_out_of_use(self) -> bool:
        """Whether the device stands here, although it is retired, away, or stored somewhere else."""
        if self.result not in ("found", "moved"):
            return False
        return self.condition in OUT_OF_USE or (self.condition == "stored" and self.result == "moved")

    def _why_not_missing(self, seen_since) -> str:
        """Why a missing device cannot be settled as decided; empty when it can.

        :param seen_since: devices that another count has found since
        """
        if not self.missing_decision:
            return self.env._("missing: say what to do.")
        if self.missing_decision not in RETIRING:
            return ""
        if self.equipment_id in seen_since:
            return self.env._(
                "another count has found it since this one began. Choose “Keep looking”, or count on."
            )
        if self.condition not in EXPECTED_CONDITIONS:
            return self.env._(
                "it is “%(state)s” by now. Choose “Keep looking”; what is to become of it is decided on the device.",
                state=self._condition_label(),
            )
        if where := self._moved_since():
            return self.env._(
                "the register has it at %(where)s since counting began. Choose “Keep looking”, or look for it there.",
                where=where,
            )
        return ""

    def _why_not_moved(self) -> str:
        """Why a device that was seen here cannot be moved here; empty when it can."""
        customer = self.equipment_id.customer_id
        if customer and customer != self.customer_id:
            return self.env._("it belongs to another customer and cannot be moved; take the tick away.")
        if self.condition == "retired":
            return self.env._("it is retired; bring it back, or take the tick away.")
        if where := self._moved_since():
            return self.env._(
                "the register has it at %(where)s since counting began. Take the tick away to leave it there;"
                " if it stands here all the same, move it by a transfer.",
                where=where,
            )
        return ""

    def _seen_at(self) -> tuple:
        """Unit, department and place where the device was seen; what nobody said stays, within the unit."""
        device = self.equipment_id
        at_home = device.unit_id == self.unit_id
        department = self.found_department_id or (device if at_home else device.browse()).department_id
        place = self.found_place or (device.place if at_home and not self.found_department_id else False)
        return self.unit_id, department, place or False

    def _moved_since(self) -> str:
        """Where the register has the device by now, if that changed since the count took note of it."""
        device = self.equipment_id
        now = (device.unit_id, device.department_id, device.place or False)
        then = (self.expected_unit_id, self.expected_department_id, self.expected_place or False)
        if now == then or (self.result == "moved" and now == self._seen_at()):
            return ""
        names = (device.unit_id.name, device.department_id.name, device.place)
        return " / ".join(filter(None, names)) or "–"

    def _condition_label(self) -> str:
        return dict(self.equipment_id._fields["condition"]._description_selection(self.env))[self.condition]
