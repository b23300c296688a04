"""What follows when an approved application is carried out."""

from odoo import fields, models

from ...exceptions import ApplicationError
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine


class Application(models.Model):
    _inherit = "printer.equipment.application"

    def action_done(self):
        """Carry the approved application out: register what was stored, note what joined the network."""
        check_role(self.env, "equipment_supervisor")
        self.check_access("write")
        for application in self:
            # since it was submitted a device may have been retired or gone to another customer
            application._check_complete()
        self._set_state("done", done_user_id=self.env.uid, done_at=fields.Datetime.now())
        for application in self:
            if application.kind == "warehouse_entry":
                application._enter_warehouse()
            elif application.kind == "network_admission":
                application._admit_to_network()

    def _enter_warehouse(self) -> None:
        """Store known devices, register new ones; they wait there for their acceptance (REQUIREMENTS E3)."""
        self._check_serials()
        for line in self.line_ids.filtered("equipment_id"):
            device = line.equipment_id
            if device.condition != "stored":
                device._put_into_store(line.place or "", self.applicant_name, self.name)
        new = self.line_ids.filtered(lambda line: not line.equipment_id)
        pieces = [line for line in new for _piece in range(line.quantity)]
        devices = self.env["maintenance.equipment"].create([line._device_values() for line in pieces])
        devices.filtered(lambda device: device.condition != "stored")._set_condition("stored")
        devices._log_event("registered", self.name, origin=self)
        for line, device in zip(pieces, devices, strict=True):
            if not line.equipment_id:
                line._through_door().equipment_id = device

    def _check_serials(self) -> None:
        """See that no serial number is entered a second time.

        :raises ApplicationError: naming it
        """
        serials = [line.serial_no for line in self.line_ids if line.serial_no and not line.equipment_id]
        double = self.env["maintenance.equipment"]._find_double_serials(serials)
        for number, line in enumerate(self.line_ids, start=1):
            if line.serial_no in double and not line.equipment_id:
                raise ApplicationError(
                    self.env._(
                        "%(application)s, item %(number)d: the serial number %(serial)s is already given to a device"
                        " (perhaps an archived one, or another customer's), or entered twice.",
                        application=self.name,
                        number=number,
                        serial=line.serial_no,
                    )
                )

    def _admit_to_network(self) -> None:
        Equipment = self.env["maintenance.equipment"]
        names = ("ip_address", "mac_address", "host_name")
        groups: dict[tuple, list[int]] = {}
        for line in self.line_ids:
            values = tuple((name, line[name]) for name in names if line[name])
            groups.setdefault(values, []).append(line.equipment_id.id)
        known = self.line_ids.equipment_id.ids
        for values, ids in groups.items():
            Equipment.browse(ids).with_prefetch(known).write(dict(values))
        Equipment._log_events(
            EventLine(
                line.equipment_id,
                "network",
                ", ".join(
                    filter(
                        None, (line.ip_address, line.mac_address, line.host_name, line.application_id.name)
                    )
                ),
                self,
            )
            for line in self.line_ids
        )


class ApplicationLine(models.Model):
    _inherit = "printer.equipment.application.line"

    def _device_values(self) -> dict:
        """The new device that this item stands for."""
        application = self.application_id
        return {
            "name": self.name,
            "category_id": self.category_id.id,
            "brand": self.brand,
            "model": self.model,
            "serial_no": self.serial_no,
            "asset_tag": self.asset_tag if self.quantity == 1 else False,
            "place": self.place,
            "unit_id": application.unit_id.id,
            "department_id": application.department_id.id,
            "company_id": application.company_id.id,
            "cost": self.price_unit,
            "entry_kind": "new" if self.goods_condition == "new" else "taken_over",
        }
