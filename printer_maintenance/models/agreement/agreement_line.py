"""The device list of an agreement: whole units, categories, single devices, with dates in and out."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...rules import coverage


class AgreementLine(models.Model):
    """Which devices an agreement serves, from when to when (REQUIREMENTS A1).

    The more specific line wins: a device over its category, a category over its unit, a unit over the customer.
    """

    _name = "printer.agreement.line"
    _inherit = "printer.agreement.part"
    _description = "Devices of an agreement"
    _order = "agreement_id, kind, id"

    agreement_id = fields.Many2one(
        "printer.agreement", required=True, ondelete="cascade", index=True, string="Agreement"
    )
    kind = fields.Selection(
        [
            ("unit", "All devices of a unit"),
            ("category", "Devices of a category"),
            ("device", "One device"),
        ],
        string="What",
        required=True,
        default="unit",
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('printer_unit_kind', 'in', ('customer', 'unit')), ('id', 'child_of', agreement_partner_id)]",
        help="The unit and everything below it.",
    )
    agreement_partner_id = fields.Many2one(related="agreement_id.partner_id", string="Customer")
    category_id = fields.Many2one("maintenance.equipment.category", string="Category", ondelete="restrict")
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        ondelete="restrict",
        # the lines that name a device, for the look-up of its agreement
        index="btree_not_null",
        domain="[('unit_id', 'child_of', agreement_partner_id)]",
    )
    date_in = fields.Date(string="From", help="First day of service; empty: from the start of the agreement.")
    date_out = fields.Date(string="Until", help="Last day of service; empty: to the end of the agreement.")
    is_left_out = fields.Boolean(
        string="Not served", help="Leaves these devices out of a line that would serve them."
    )
    note = fields.Char(string="Remark")

    _dates = models.Constraint(
        "CHECK(date_out IS NULL OR date_in IS NULL OR date_out >= date_in)",
        "A device cannot leave an agreement before it enters.",
    )

    @api.depends("kind", "agreement_id.partner_id")
    def _compute_unit_id(self):
        for line in self:
            if line.kind == "device":
                line.unit_id = False
            else:
                line.unit_id = line.unit_id or line.agreement_id.partner_id

    @api.constrains("kind", "unit_id", "category_id", "equipment_id", "agreement_id")
    def _check_line(self):
        self._check_names_something()
        self._check_belongs_to_customer()

    def _check_names_something(self) -> None:
        """Raise for a line that says neither unit, nor category, nor device."""
        needed = {"unit": "unit_id", "category": "category_id", "device": "equipment_id"}
        for line in self:
            if not line[needed[line.kind]]:
                raise ValidationError(
                    self.env._(
                        "%(agreement)s: please choose the %(what)s of the line.",
                        agreement=line.agreement_id.display_name,
                        what=self._fields[needed[line.kind]]._description_string(self.env),
                    )
                )

    def _check_belongs_to_customer(self) -> None:
        """Raise for a line that names a unit or device of somebody else."""
        places = self.unit_id | self.equipment_id.unit_id
        chains = places._printer_ancestors()
        for line in self:
            named = line.equipment_id if line.kind == "device" else line.unit_id
            place = line.equipment_id.unit_id if line.kind == "device" else line.unit_id
            if line.agreement_id.partner_id.id not in chains.get(place.id, ()):
                raise ValidationError(
                    self.env._(
                        "%(agreement)s: “%(name)s” does not belong to %(customer)s.",
                        agreement=line.agreement_id.display_name,
                        name=named.display_name,
                        customer=line.agreement_id.partner_id.display_name,
                    )
                )

    def _as_rule(self) -> coverage.Line:
        """This line as the arithmetic needs it."""
        return coverage.Line(coverage.Span(self.date_in or None, self.date_out or None), self.is_left_out)

    def _domain(self) -> Domain:
        """The devices that this line names, whatever its dates."""
        if self.kind == "device":
            return Domain("id", "=", self.equipment_id.id)
        place = Domain("unit_id", "child_of", self.unit_id.id)
        return place & Domain("category_id", "=", self.category_id.id) if self.kind == "category" else place
