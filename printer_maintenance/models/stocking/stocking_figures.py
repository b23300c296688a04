"""What lies at the places of the plan, and what is on its way."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

UNDER_WAY = ("waiting", "confirmed", "partially_available", "assigned")


class PartStocking(models.Model):
    _inherit = "printer.part.stocking"

    quantity_there = fields.Float(
        string="There are",
        digits="Product Unit",
        compute="_compute_quantities",
        compute_sudo=True,
        help="Pieces that Odoo's stock has at the place.",
    )
    quantity_coming = fields.Float(
        string="On the way",
        digits="Product Unit",
        compute="_compute_quantities",
        compute_sudo=True,
        help="Pieces on transfers to the place, less those promised from it.",
    )
    quantity_missing = fields.Float(
        string="Missing",
        digits="Product Unit",
        compute="_compute_quantities",
        compute_sudo=True,
        search="_search_quantity_missing",
        help="How many pieces too few are there, counted with those on the way.",
    )

    @api.depends("location_id", "product_id", "quantity_min")
    def _compute_quantities(self):
        there, coming = self._quantities()
        for row in self:
            key = (row.location_id.id, row.product_id.id)
            row.quantity_there = there[key]
            row.quantity_coming = coming[key]
            row.quantity_missing = max(row.quantity_min - there[key] - coming[key], 0)

    @api.model
    def _search_quantity_missing(self, operator, value):
        """Which agreed rows lack something; asked for as “more than nothing” only."""
        if (operator, value) != (">", 0):
            return NotImplemented
        rows = self.search_fetch([("state", "=", "agreed")], ["location_id", "product_id", "quantity_min"])
        return Domain("id", "in", rows.filtered(lambda row: row.quantity_missing > 0).ids)

    def _quantities(self) -> tuple[dict, dict]:
        """Pieces that lie at the places, and pieces that come less those that go, by place and part.

        Places below a place count with it. The number of queries does not depend on the number of rows.
        """
        places, parts = self.location_id, self.product_id
        there, coming = defaultdict(float), defaultdict(float)
        within = Domain("location_id", "child_of", places.ids) & Domain("product_id", "in", parts.ids)
        Quant, Move = self.env["stock.quant"], self.env["stock.move"]
        for location, product, quantity in Quant._read_group(
            within & Domain("owner_id", "=", False), ["location_id", "product_id"], ["quantity:sum"]
        ):
            for place in self._places_above(location, places):
                there[place, product.id] += quantity
        moving = Domain("state", "in", UNDER_WAY) & Domain("product_id", "in", parts.ids)
        ways = ["location_id", "location_dest_id", "product_id"]
        ends = Domain("location_id", "child_of", places.ids) | Domain(
            "location_dest_id", "child_of", places.ids
        )
        for source, target, product, quantity in Move._read_group(moving & ends, ways, ["product_qty:sum"]):
            left, reached = self._places_above(source, places), self._places_above(target, places)
            # what stays within a place neither comes nor goes
            for place in reached - left:
                coming[place, product.id] += quantity
            for place in left - reached:
                coming[place, product.id] -= quantity
        return there, coming

    @api.model
    def _places_above(self, location, places) -> set[int]:
        """Which of the places a location is, or lies below."""
        above = {int(part) for part in (location.parent_path or "").split("/") if part}
        return above.intersection(places.ids)
