"""One device of a transfer."""

from odoo import api, fields, models

from ...exceptions import TransferError

OPEN_STATES = ("draft", "handed_over")


class TransferLine(models.Model):
    """A device that moves, and where it stood before."""

    _name = "printer.equipment.transfer.line"
    _description = "Device of a transfer"
    _inherit = "printer.guard.mixin"

    transfer_id = fields.Many2one("printer.equipment.transfer", required=True, index=True, ondelete="cascade")
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        # is a device in an open transfer?
        index=True,
        ondelete="restrict",
    )
    serial_no = fields.Char(related="equipment_id.serial_no")
    label_code = fields.Char(related="equipment_id.label_code")
    from_unit_id = fields.Many2one("res.partner", string="From unit", readonly=True)
    from_department_id = fields.Many2one("res.partner", string="From department", readonly=True)
    from_department_name = fields.Char(related="from_department_id.name", string="Department it leaves")
    from_place = fields.Char(string="From place", readonly=True)
    state = fields.Selection(related="transfer_id.state", string="State of the transfer", store=True)

    # two people who send the same device to two places at once
    _one_open = models.UniqueIndex(
        "(equipment_id) WHERE state IN ('draft', 'handed_over')",
        "A device can be in one open transfer only.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"from_unit_id", "from_department_id", "from_place", "state"}

    @api.model_create_multi
    def create(self, vals_list):
        # before anything is told about a device
        self.check_access("create")
        device_ids = [vals["equipment_id"] for vals in vals_list if vals.get("equipment_id")]
        self.env["maintenance.equipment"].browse(device_ids).check_access("read")
        self._check_devices_free(device_ids)
        lines = super().create(vals_list)
        lines._check_transfer_in_preparation()
        lines._check_device_may_go()
        lines._stamp_origin()
        return lines

    def write(self, vals):
        """Keep what was handed over."""
        if self._is_through_door() or vals.keys() == {"state"}:
            return super().write(vals)
        self._check_transfer_in_preparation()
        if vals.get("equipment_id"):
            self.check_access("write")
            self.env["maintenance.equipment"].browse(vals["equipment_id"]).check_access("read")
            self._check_devices_free([vals["equipment_id"]])
        result = super().write(vals)
        self._check_transfer_in_preparation()
        self._check_device_may_go()
        self._stamp_origin()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_preparation(self):
        self._check_transfer_in_preparation()

    def _check_transfer_in_preparation(self) -> None:
        if any(line.transfer_id.state != "draft" for line in self):
            raise TransferError(
                self.env._("Devices can only be chosen while the transfer is being prepared.")
            )

    def _stamp_origin(self) -> None:
        """Note where each device stands, so that the transfer tells it for ever."""
        groups: dict[tuple, list[int]] = {}
        for line in self:
            device = line.equipment_id
            origin = (device.unit_id.id, device.department_id.id, device.place)
            groups.setdefault(origin, []).append(line.id)
        for (unit_id, department_id, place), ids in groups.items():
            self.browse(ids)._through_door().write(
                {"from_unit_id": unit_id, "from_department_id": department_id, "from_place": place}
            )

    def _check_devices_free(self, device_ids: list[int]) -> None:
        """See that devices are in no other open transfer.

        :raises TransferError: naming the device and the transfer
        """
        taken = self.sudo().search(  # also transfers that the person may not see
            [("equipment_id", "in", device_ids), ("state", "in", OPEN_STATES), ("id", "not in", self.ids)],
            limit=1,
        )
        if taken:
            raise TransferError(
                self.env._(
                    "%(device)s is already in the open transfer %(transfer)s. Finish or cancel that one first.",
                    device=taken.equipment_id.display_name,
                    transfer=taken.transfer_id.name,
                )
            )

    def _check_device_may_go(self) -> None:
        """See that each device may go where its transfer takes it.

        :raises TransferError: naming the device, and what to do
        """
        for line in self:
            device, transfer = line.equipment_id, line.transfer_id
            if device.condition == "retired":
                problem = self.env._("it is retired. Bring it back first.")
            elif device.customer_id and device.customer_id != transfer.customer_id:
                problem = self.env._(
                    "it belongs to another customer (%(customer)s). Retire it there and register it here.",
                    customer=device.customer_id.name,
                )
            else:
                continue
            raise TransferError(
                self.env._(
                    "%(device)s cannot be moved: %(problem)s", device=device.display_name, problem=problem
                )
            )
