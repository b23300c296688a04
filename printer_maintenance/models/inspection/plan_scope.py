"""Which devices a plan means, and which places get a round of their own."""

from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# what is not where it belongs cannot be inspected there
NOT_THERE = ("retired", "stored", "workshop", "lent")
SCOPE_FIELDS = frozenset(
    {"agreement_id", "unit_ids", "department_ids", "category_ids", "key_only", "route_id", "by_department"}
)


class Stands(NamedTuple):
    """Where devices are to be inspected: until the end of a period, and after it."""

    now: set[tuple[int, int]]
    until: date
    later: frozenset | set = frozenset()

    def on(self, day: date) -> set[tuple[int, int]]:
        """Unit and department of devices to be inspected on a day."""
        return self.now if day <= self.until else self.later


class InspectionPlan(models.Model):
    _inherit = "printer.inspection.plan"

    unit_ids = fields.Many2many(
        "res.partner",
        "printer_inspection_plan_unit_rel",
        string="Units",
        domain="[('printer_unit_kind', 'in', ('customer', 'unit')), ('id', 'child_of', customer_id)]",
        help="With everything below them. Empty: all units of the agreement.",
    )
    department_ids = fields.Many2many(
        "res.partner",
        "printer_inspection_plan_department_rel",
        string="Departments",
        domain="[('printer_unit_kind', '=', 'department'), ('id', 'child_of', customer_id)]",
        help="Empty: all departments.",
    )
    category_ids = fields.Many2many(
        "maintenance.equipment.category",
        "printer_inspection_plan_category_rel",
        string="Device types",
        help="Empty: devices of every type.",
    )
    key_only = fields.Boolean(string="Key devices only")
    route_id = fields.Many2one(
        "printer.route",
        string="Route",
        ondelete="restrict",
        # asked when a route is deleted
        index="btree_not_null",
        domain="[('unit_id', 'child_of', customer_id)]",
        help="One round along the route, in the order of its stops; what no stop names is not visited.",
    )
    by_department = fields.Boolean(
        string="A round for each department", help="Otherwise there is one round for each unit."
    )

    @api.constrains("route_id", "by_department", "agreement_id", "unit_ids", "department_ids")
    def _check_scope(self):
        places = self.unit_ids | self.department_ids | self.route_id.unit_id
        chains = places._printer_ancestors()
        for plan in self:
            for place in plan.unit_ids | plan.department_ids | plan.route_id.unit_id:
                if plan.agreement_id.partner_id.id not in chains[place.id]:
                    raise ValidationError(
                        self.env._(
                            "“%(plan)s”: “%(place)s” does not belong to %(customer)s.",
                            plan=plan.name,
                            place=place.display_name,
                            customer=plan.agreement_id.partner_id.display_name,
                        )
                    )
            if plan.route_id and plan.by_department:
                raise ValidationError(
                    self.env._("“%(plan)s”: a route is walked in one round.", plan=plan.name)
                )

    def _device_domain(self, day: date) -> Domain:
        """The devices that this plan means on a day.

        :return: a domain on ``maintenance.equipment``
        """
        self.ensure_one()
        domain = self.agreement_id._covered_domain(day) & Domain("condition", "not in", NOT_THERE)
        if self.unit_ids:
            domain &= Domain("unit_id", "child_of", self.unit_ids.ids)
        if self.department_ids:
            domain &= Domain("department_id", "in", self.department_ids.ids)
        if self.category_ids:
            domain &= Domain("category_id", "in", self.category_ids.ids)
        if self.key_only:
            domain &= Domain("is_key_device", "=", True)
        if self.route_id:
            domain &= Domain("unit_id", "child_of", self.route_id.unit_id.id)
        return domain

    def _stands(self, today: date) -> Stands:
        """Unit and department (0: none) wherever devices wait for this plan, today and in later periods.

        A full inspection visits what its period still owes; a place that is through needs no round until the next one.
        """
        # plans are made by people who need not see every device
        Equipment = self.env["maintenance.equipment"].sudo()

        def read(domain):
            groups = Equipment._read_group(domain, ["unit_id", "department_id"])
            return {(unit.id, department.id or 0) for unit, department in groups if unit}

        domain = self._device_domain(today)
        if self.kind != "full":
            return Stands(read(domain), date.max)
        Due = self.env["printer.inspection.due"]
        _first, last = Due._period(self.agreement_id, today)
        return Stands(read(domain & Due._not_done_domain(self.agreement_id, today)), last, read(domain))

    def _places(self, stands: Stands, day: date) -> set[tuple[int, int]]:
        """Unit and department (0: the whole unit) of each round that a day needs."""
        return {self._place(*stand) for stand in stands.on(day)}

    def _place(self, unit_id: int, department_id: int) -> tuple[int, int]:
        """Unit and department (0: the whole unit) of the round that visits the devices of a department."""
        if self.route_id:
            return (self.route_id.unit_id.id, 0)
        return (unit_id, department_id if self.by_department else 0)
