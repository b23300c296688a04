"""The transfer: devices change hands between departments and units of one customer."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...exceptions import TransferError
from ..base.rights import check_role
from ..equipment.equipment_moving import MoveNote
from .numbered import changes_content, give_numbers

# what is agreed when the devices are handed over
AGREED_FIELDS = frozenset(
    {"unit_id", "department_id", "place", "line_ids", "handed_over_by", "from_contact_id"}
)
OPEN_STATES = ("draft", "handed_over")


class Transfer(models.Model):
    """Several devices that go to one place, with the names at both ends (REQUIREMENTS E5, 设备调拨)."""

    _name = "printer.equipment.transfer"
    _description = "Transfer of devices"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "id desc"

    _transitions: ClassVar = {
        "draft": ("handed_over", "cancelled"),
        "handed_over": ("done", "cancelled"),
        "done": (),
        "cancelled": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("handed_over", "Handed over"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    date = fields.Date(default=fields.Date.context_today, required=True, copy=False)
    reason = fields.Char(tracking=True)
    unit_id = fields.Many2one(
        "res.partner",
        string="To unit",
        required=True,
        index=True,
        tracking=True,
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
    )
    department_id = fields.Many2one(
        "res.partner",
        string="To department",
        tracking=True,
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
    )
    place = fields.Char(string="To place", help="Building, floor and room, as people say it.")
    customer_id = fields.Many2one(
        related="unit_id.printer_customer_id", string="Customer", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    handed_over_by = fields.Char(string="Handed over by", copy=False, tracking=True)
    from_contact_id = fields.Many2one("res.partner", string="Contact who hands over")
    received_by = fields.Char(string="Received by", copy=False, tracking=True)
    to_contact_id = fields.Many2one("res.partner", string="Contact who receives")
    handed_over_at = fields.Datetime(string="Handed over at", readonly=True, copy=False)
    done_at = fields.Datetime(string="Finished at", readonly=True, copy=False)
    done_user_id = fields.Many2one("res.users", string="Finished by", readonly=True, copy=False)
    line_ids = fields.One2many("printer.equipment.transfer.line", "transfer_id", string="Devices", copy=False)
    device_count = fields.Integer(string="Number of devices", compute="_compute_device_count")
    note = fields.Text(string="Remarks")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"name", "handed_over_at", "done_at", "done_user_id"}

    @api.model_create_multi
    def create(self, vals_list):
        transfers = super().create(vals_list)
        give_numbers(transfers)
        return transfers

    def write(self, vals):
        """Keep what was agreed when the devices were handed over."""
        if not self._is_through_door():
            frozen = vals.keys() & AGREED_FIELDS
            late = self.filtered(lambda t: t.state not in OPEN_STATES or (frozen and t.state != "draft"))
            if late and changes_content(vals):
                raise TransferError(
                    self.env._(
                        "%(transfer)s is “%(state)s”; what was agreed can no longer be changed.",
                        transfer=late[0].name,
                        state=self._state_label(late[0].state),
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(transfer.state != "draft" for transfer in self):
            raise TransferError(
                self.env._("Only a transfer in preparation can be deleted; cancel it instead.")
            )

    @api.depends("line_ids")
    def _compute_device_count(self):
        for transfer in self:
            transfer.device_count = len(transfer.line_ids)

    @api.constrains("department_id", "unit_id")
    def _check_department_belongs_to_unit(self):
        for transfer in self:
            if transfer.department_id and transfer.department_id.parent_id != transfer.unit_id:
                raise ValidationError(
                    self.env._(
                        "The department “%(department)s” does not belong to “%(unit)s”.",
                        department=transfer.department_id.name,
                        unit=transfer.unit_id.name,
                    )
                )

    @api.constrains("unit_id", "line_ids")
    def _check_same_customer(self):
        self.line_ids._check_device_may_go()

    @api.onchange("unit_id")
    def _onchange_unit_id(self):
        if self.department_id.parent_id != self.unit_id:
            self.department_id = False

    @api.onchange("from_contact_id")
    def _onchange_from_contact_id(self):
        self.handed_over_by = self.from_contact_id.name or self.handed_over_by

    @api.onchange("to_contact_id")
    def _onchange_to_contact_id(self):
        self.received_by = self.to_contact_id.name or self.received_by

    def action_hand_over(self):
        """The devices leave their old place."""
        check_role(self.env, "engineer", "equipment_supervisor")
        for transfer in self:
            if not transfer.line_ids:
                raise TransferError(
                    self.env._("%(transfer)s: choose the devices that move.", transfer=transfer.name)
                )
            transfer._check_names("handed_over_by")
            transfer._check_goes_somewhere()
        self.line_ids._stamp_origin()
        self._set_state("handed_over", handed_over_at=fields.Datetime.now())

    def action_done(self):
        """The devices have arrived: write it into the register and into their histories.

        :raises TransferError: when names are missing, or somebody else finishes the transfer at this moment
        """
        check_role(self.env, "equipment_supervisor")
        if len(self.try_lock_for_update()) < len(self):
            raise TransferError(
                self.env._("Somebody else is finishing this transfer at this moment. Load the page anew.")
            )
        for transfer in self:
            transfer._check_names("handed_over_by", "received_by")
            transfer.line_ids._check_device_may_go()
        self._set_state("done", done_at=fields.Datetime.now(), done_user_id=self.env.uid)
        for transfer in self:
            transfer._move_devices()

    def _move_devices(self) -> None:
        names = f"{self.handed_over_by} → {self.received_by}"
        devices = self.line_ids.equipment_id.sudo()  # company and unit rules were checked with the transfer
        for (unit, department, place), group in devices.grouped(self._destination).items():
            group._with_move_note(MoveNote(origin=self, note=names)).write(
                {"unit_id": unit.id, "department_id": department.id, "place": place}
            )

    def _destination(self, device) -> tuple:
        """Where a device goes: what is not said stays as it is, as long as it stays in its unit."""
        stays = device.unit_id == self.unit_id
        department = self.department_id or (device.department_id if stays else self.department_id)
        keeps_place = stays and department == device.department_id
        return self.unit_id, department, self.place or (device.place if keeps_place else False)

    def _check_goes_somewhere(self) -> None:
        """Raise for a transfer after which every device stands where it stood.

        :raises TransferError: naming the transfer
        """
        devices = self.line_ids.equipment_id.sudo()
        if all(self._destination(d) == (d.unit_id, d.department_id, d.place) for d in devices):
            raise TransferError(
                self.env._(
                    "%(transfer)s: say where the devices go; they stand in “%(unit)s” already.",
                    transfer=self.name,
                    unit=self.unit_id.name,
                )
            )

    def _check_names(self, *fields_needed: str) -> None:
        missing = [
            self._fields[name]._description_string(self.env)
            for name in fields_needed
            if not (self[name] or "").strip()
        ]
        if missing:
            raise TransferError(
                self.env._(
                    "%(transfer)s: enter the names: %(fields)s.",
                    transfer=self.name,
                    fields=format_list(self.env, missing),
                )
            )

    def action_cancel(self):
        """Give the transfer up; the devices stay where they are in the register."""
        check_role(self.env, "engineer", "equipment_supervisor")
        self._set_state("cancelled")
