"""A round starts: its devices are frozen, in walking order, each with the present version of its checklist."""

from odoo import fields, models
from odoo.fields import Domain

from ...exceptions import InspectionError

FETCHED = ("name", "place", "unit_id", "department_id", "category_id", "serial_no")


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    def action_begin(self) -> bool:
        """Start the round (RPC); a second telephone that starts it once more starts nothing.

        :raises InspectionError: naming what is missing
        """
        for record in self:
            record._check_inspector()
            record._in_turn()
            if record.state in ("planned", "missed"):
                record._begin()
        return True

    def _begin(self) -> None:
        if not (self.leader_id and self.second_id):
            raise InspectionError(
                self.env._(
                    "%(round)s needs two people. Ask the dispatcher to name them.", round=self.display_name
                )
            )
        # inspectors need not see all devices of the register; those of their round they do
        record_sudo = self.sudo()
        devices = record_sudo._walk_devices()
        if not devices:
            raise InspectionError(
                self.env._(
                    "%(round)s: no device is left to be inspected here. Nothing has to be done: what is still to be "
                    "made is taken off the plan by itself. If devices are missing, tell the dispatcher.",
                    round=self.display_name,
                )
            )
        record_sudo._set_state("under_way", started_at=fields.Datetime.now())
        record_sudo._freeze(devices)

    def _walk_devices(self):
        """The devices of this round as things stand now, in walking order."""
        today = self.company_id._printer_day(fields.Datetime.now())
        Equipment = self.env["maintenance.equipment"]
        domain = self._device_domain(today)
        if self.kind == "full":
            domain &= self.env["printer.inspection.due"]._open_domain(self.agreement_id, today)
        devices = Equipment.search_fetch(domain, FETCHED)
        return self.env["printer.route"]._walk(devices, self.plan_id.route_id or None)

    def _device_domain(self, day) -> Domain:
        domain = self.plan_id._device_domain(day) & Domain(
            "unit_id", "child_of" if self.plan_id.route_id else "=", self.unit_id.id
        )
        # a department stays one, though the plan goes by units now
        if self.plan_id.by_department or self.department_id:
            domain &= Domain("department_id", "=", self.department_id.id)
        return domain

    def _freeze(self, devices) -> None:
        """Lay out a sheet for each device, in one batch; their checklists are in use from now on."""
        lists = self.plan_id._check_has_lists(devices.category_id)
        self.env["printer.checklist"].union(*lists.values())._use()
        self._lay_out(devices, lists)

    def _lay_out(self, devices, lists: dict, version: int | None = None) -> None:
        """Create the sheets.

        :param devices: in walking order
        :param lists: checklist by category id
        :param version: of the lists; by default the present one of each
        """
        self.env["printer.inspection.sheet"]._through_door().create(
            [
                {
                    "round_id": self.id,
                    "sequence": number,
                    "equipment_id": device.id,
                    "unit_id": device.unit_id.id,
                    "department_id": device.department_id.id,
                    "place": device.place,
                    "checklist_id": lists[device.category_id.id].id,
                    "checklist_version": version or lists[device.category_id.id].version,
                }
                for number, device in enumerate(devices, start=1)
            ]
        )
