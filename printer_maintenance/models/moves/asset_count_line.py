"""One device of an asset count."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import AssetCountError
from ..base.rights import check_role
from .asset_count import WHO_COUNTS

RESULTS = [
    ("pending", "To be counted"),
    ("found", "Found"),
    ("missing", "Missing"),
    ("moved", "Moved"),
    ("unknown", "Unknown"),
]
# only who settles decides
DECISIONS = frozenset({"missing_decision", "accept_move", "register_unknown"})


class AssetCountLine(models.Model):
    """What should be somewhere, and what was seen (REQUIREMENTS A5).

    Each line is written by itself, so that several people count at once without overwriting each other.
    """

    _name = "printer.asset.count.line"
    _description = "Counted device"
    _inherit = "printer.guard.mixin"
    _order = "count_id, id"

    count_id = fields.Many2one(
        "printer.asset.count", string="Asset count", required=True, index=True, ondelete="cascade"
    )
    state = fields.Selection(related="count_id.state", string="State of the count", store=True)
    unit_id = fields.Many2one(related="count_id.unit_id", string="Unit", store=True, index="btree_not_null")
    customer_id = fields.Many2one(related="count_id.customer_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="count_id.company_id", store=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", index="btree_not_null", ondelete="restrict", readonly=True
    )
    label_code = fields.Char(related="equipment_id.label_code")
    asset_tag = fields.Char(related="equipment_id.asset_tag")
    condition = fields.Selection(related="equipment_id.condition", string="State in the register")
    is_expected = fields.Boolean(string="Expected here", readonly=True)
    expected_unit_id = fields.Many2one("res.partner", string="Registered unit", readonly=True)
    expected_department_id = fields.Many2one("res.partner", string="Registered department", readonly=True)
    expected_department_name = fields.Char(related="expected_department_id.name", string="Department")
    expected_place = fields.Char(string="Registered place", readonly=True)
    result = fields.Selection(RESULTS, required=True, default="pending", readonly=True, index=True)
    previous_result = fields.Selection(RESULTS, string="Last time", readonly=True)
    counted_user_id = fields.Many2one("res.users", string="Counted by", readonly=True)
    counted_at = fields.Datetime(string="Counted at", readonly=True)
    found_department_id = fields.Many2one(
        "res.partner",
        string="Seen in department",
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
    )
    found_department_name = fields.Char(related="found_department_id.name", string="Department seen")
    found_place = fields.Char(string="Seen at")
    note = fields.Char(string="Remark")
    device_name = fields.Char(string="Name", help="What the unknown device is called in the register.")
    category_id = fields.Many2one("maintenance.equipment.category", string="Type")
    brand = fields.Char()
    model = fields.Char(string="Model")
    serial_no = fields.Char(string="Serial number")
    missing_decision = fields.Selection(
        [
            ("look", "Keep looking"),
            ("lost", "Retire as lost"),
            ("returned", "Retire: returned to the customer"),
            ("replaced", "Retire: replaced"),
        ],
        string="What to do",
    )
    accept_move = fields.Boolean(
        string="Move it in the register", default=True, help="The register follows what was seen."
    )
    register_unknown = fields.Boolean(
        string="Register it", default=True, help="The device is entered as a device of this unit."
    )

    # two people who scan the same device that nobody expected
    _device_once = models.UniqueIndex(
        "(count_id, equipment_id) WHERE equipment_id IS NOT NULL", "This device is already in this count."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "count_id",
            "equipment_id",
            "is_expected",
            "expected_unit_id",
            "expected_department_id",
            "expected_place",
            "result",
            "previous_result",
            "counted_user_id",
            "counted_at",
            "state",
        }

    @api.model
    def _expected_values(self, count, device) -> dict:
        """Where the register says that a device stands."""
        return {
            "count_id": count.id,
            "equipment_id": device.id,
            "serial_no": device.serial_no,
            "expected_unit_id": device.unit_id.id,
            "expected_department_id": device.department_id.id,
            "expected_place": device.place,
        }

    @api.model
    def _previous_results(self, devices, count) -> dict[int, str]:
        """Per device what its last settled count said."""
        lines = self.sudo().search(  # also counts of a unit that the person no longer sees
            [("equipment_id", "in", devices.ids), ("state", "=", "settled"), ("count_id", "!=", count.id)],
            order="id",
        )
        return {line.equipment_id.id: line.result for line in lines}

    @api.depends("equipment_id", "device_name", "serial_no")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.equipment_id.display_name or line.device_name or line.serial_no or "–"

    def write(self, vals):
        """Keep settled counts, and leave decisions to who settles."""
        if not self._is_through_door() and vals.keys() != {"state"}:
            if any(line.state not in ("counting", "counted") for line in self):
                raise AssetCountError(
                    self.env._("This count is closed; nothing can be changed in it any more.")
                )
            if not DECISIONS.isdisjoint(vals):
                check_role(self.env, "equipment_supervisor")
        return super().write(vals)

    @api.constrains("found_department_id")
    def _check_department_belongs_to_unit(self):
        for line in self:
            department = line.found_department_id
            if department and department.parent_id != line.unit_id:
                raise ValidationError(
                    self.env._(
                        "The department “%(department)s” does not belong to “%(unit)s”.",
                        department=department.name,
                        unit=line.unit_id.name,
                    )
                )

    def action_found(self):
        """Found with one tap; finding twice is harmless."""
        check_role(self.env, *WHO_COUNTS)
        self._mark_found()

    def _mark_found(self, department=None, place: str = "") -> None:
        """Note that devices were seen, who saw them and when.

        :param department: ``res.partner`` in which they stand, when that is known
        :param place: where they stand, when that is known
        :raises AssetCountError: when the count is not being counted
        """
        self._check_counting()
        lines = self.filtered(lambda line: line.result in ("pending", "missing"))
        elsewhere = lines.filtered(lambda line: department and department != line.expected_department_id)
        stamp = {
            "found_place": place or False,
            "counted_user_id": self.env.uid,
            "counted_at": fields.Datetime.now(),
        }
        if elsewhere:
            elsewhere._through_door().write(
                {**stamp, "result": "moved", "found_department_id": department.id}
            )
        (lines - elsewhere)._through_door().write({**stamp, "result": "found", "found_department_id": False})

    def action_elsewhere(self):
        """The device is here, but in another place than registered: it is settled as a move."""
        check_role(self.env, *WHO_COUNTS)
        self._check_counting()
        for line in self:
            if not line.found_department_id and not line.found_place:
                raise AssetCountError(
                    self.env._("%(device)s: enter where you saw it.", device=line.display_name)
                )
        self.filtered(lambda line: line.result in ("pending", "found", "missing"))._through_door().write(
            {"result": "moved", "counted_user_id": self.env.uid, "counted_at": fields.Datetime.now()}
        )

    def action_not_found(self):
        """Take a mistaken tap back."""
        check_role(self.env, *WHO_COUNTS)
        self._check_counting()
        self.filtered("is_expected")._through_door().write(
            {
                "result": "pending",
                "counted_user_id": False,
                "counted_at": False,
                "found_department_id": False,
                "found_place": False,
            }
        )
        # what nobody expected and nobody saw is not part of the count
        self.filtered(lambda line: not line.is_expected).sudo().unlink()

    def _check_counting(self) -> None:
        for line in self:
            if line.state != "counting":
                raise AssetCountError(
                    self.env._("%(count)s is not being counted at this moment.", count=line.count_id.name)
                )
