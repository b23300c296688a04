"""The customer's tree: customer, subordinate units, departments, people."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules import tree


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "printer.guard.mixin"]

    printer_unit_kind = fields.Selection(
        [
            ("customer", "Customer"),
            ("unit", "Unit"),
            ("department", "Department"),
        ],
        string="Place in the customer's tree",
        index="btree_not_null",
        help="Customers and units are organisations whose people see their own unit and everything below it; "
        "departments belong to one unit.",
    )
    printer_customer_id = fields.Many2one(
        "res.partner",
        string="Served customer",
        compute="_compute_printer_customer_id",
        store=True,
        recursive=True,
        # finds every unit, department and contact of one customer
        index="btree_not_null",
        help="The top of the tree that this partner belongs to.",
    )
    printer_agreement_ids = fields.One2many(
        "printer.agreement", "customer_id", string="Service agreements", groups="base.group_user"
    )
    printer_equipment_count = fields.Integer(
        string="Devices", compute="_compute_printer_equipment_count", groups="base.group_user"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"printer_customer_id"}

    @api.constrains("printer_unit_kind", "is_company")
    def _check_units_are_organisations(self):
        # what a contact sees follows from their organisation: without one of its own a unit would open its customer
        for partner in self:
            if partner.printer_unit_kind in ("customer", "unit") and not partner.is_company:
                raise ValidationError(
                    self.env._(
                        "“%(unit)s” is a customer or unit, so it must be a company and not a person.",
                        unit=partner.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._as_organisation(vals) for vals in vals_list])

    @api.model
    def _as_organisation(self, vals: dict) -> dict:
        """Values in which a customer or unit is a company of its own, whatever the form forgot to tick."""
        kind = vals.get("printer_unit_kind", self.env.context.get("default_printer_unit_kind"))
        return {**vals, "is_company": True} if kind in ("customer", "unit") else vals

    def write(self, vals):
        """Forget cached record rules when people or units move in the tree, so that nobody sees their old unit."""
        if vals.get("printer_unit_kind"):
            vals = self._as_organisation(vals)
        result = super().write(vals)
        if {"parent_id", "is_company"}.intersection(vals):
            self.env.registry.clear_cache()
        return result

    @api.depends("parent_id.printer_customer_id", "printer_unit_kind")
    def _compute_printer_customer_id(self):
        for partner in self:
            if partner.printer_unit_kind == "customer":
                partner.printer_customer_id = partner._origin or False
            else:
                partner.printer_customer_id = partner.parent_id.printer_customer_id

    def _compute_printer_equipment_count(self):
        """Devices of each unit and everything below it, without those retired."""
        below = self.search([("id", "child_of", self.ids), ("printer_unit_kind", "in", ("customer", "unit"))])
        counts = self.env["maintenance.equipment"]._read_group(
            [("unit_id", "in", below.ids), ("condition", "!=", "retired")], ["unit_id"], ["__count"]
        )
        nodes = [tree.Node(place.id, place.parent_id.id) for place in below]
        totals = tree.roll_up(nodes, {unit.id: {"devices": number} for unit, number in counts})
        for partner in self:
            partner.printer_equipment_count = totals.get(partner.id, {}).get("devices", 0)

    def _printer_ancestors(self) -> dict[int, list[int]]:
        """Per partner the ids from itself up to the top of its tree, nearest first.

        One query a level of the tree, whatever the number of partners.
        """
        chains = {}
        for partner in self:
            chain, place = [], partner
            while place and place.id not in chain:
                chain.append(place.id)
                place = place.parent_id
            chains[partner.id] = chain
        return chains

    def action_view_printer_equipment(self):
        """Open the devices of this unit and of everything below it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_equipment")
        action["domain"] = [("unit_id", "child_of", self.id)]
        action["context"] = {"default_unit_id": self.id}
        return action
