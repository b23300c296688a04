"""How many pieces are suggested, and the figures behind it (REQUIREMENTS P6); the rule is ``rules/stocking.py``."""

from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import stocking as rules
from ..base.rights import check_role
from .stock_location import WHO_PLANS_STOCK

# in the counts below: all customers together
ANYWHERE = 0


class PartStocking(models.Model):
    _inherit = "printer.part.stocking"

    service_percent = fields.Integer(
        string="Service level (%)",
        default=95,
        aggregator=False,
        help="In so many cases of a hundred no piece shall be missing while new ones are on their way.",
    )
    order_days = fields.Integer(
        string="An order lasts (days)",
        default=30,
        aggregator=False,
        help="So long one filling-up shall last.",
    )
    devices = fields.Integer(
        string="Devices it fits here", compute="_compute_suggestion", compute_sudo=True, aggregator=False
    )
    used = fields.Float(
        string="Used in 12 months", digits="Product Unit", compute="_compute_suggestion", compute_sudo=True
    )
    used_anywhere = fields.Float(
        string="Used anywhere in 12 months",
        digits="Product Unit",
        compute="_compute_suggestion",
        compute_sudo=True,
        aggregator=False,
    )
    lead_days = fields.Integer(
        string="Days until it comes", compute="_compute_suggestion", compute_sudo=True, aggregator=False
    )
    suggested_min = fields.Float(
        string="Suggested to hold",
        digits="Product Unit",
        compute="_compute_suggestion",
        compute_sudo=True,
        aggregator=False,
    )
    suggested_max = fields.Float(
        string="Suggested up to",
        digits="Product Unit",
        compute="_compute_suggestion",
        compute_sudo=True,
        aggregator=False,
    )
    is_as_suggested = fields.Boolean(compute="_compute_suggestion", compute_sudo=True)

    _service = models.Constraint(
        "CHECK(service_percent BETWEEN 50 AND 99 AND order_days BETWEEN 1 AND 366)",
        "The service level is 50 to 99 %; an order lasts 1 to 366 days.",
    )

    @api.depends(
        "agreement_id",
        "location_id",
        "product_id",
        "unit_ids",
        "service_percent",
        "order_days",
        "quantity_min",
        "quantity_max",
    )
    def _compute_suggestion(self):
        figures = self._suggestion_figures()
        for row in self:
            known = figures[row]
            least, most = rules.suggest(known, min(max(row.service_percent, 50), 99), max(row.order_days, 1))
            row.devices, row.used, row.used_anywhere = known.devices, known.used, known.used_anywhere
            row.lead_days = known.lead_days
            row.suggested_min, row.suggested_max = least, most
            row.is_as_suggested = (row.quantity_min, row.quantity_max) == (least, most)

    def action_take_suggestion(self):
        """Hold what is suggested; where the row is agreed, a draft for it is opened."""
        check_role(self.env, *WHO_PLANS_STOCK)
        self.check_access("write")
        drafts = self.filtered(lambda row: row.state == "draft")
        for row in self.filtered(lambda row: row.state == "agreed"):
            drafts |= row._revise()
        for row in drafts:
            row.write({"quantity_min": row.suggested_min, "quantity_max": row.suggested_max})
        return drafts._open_form() if len(self) == 1 and drafts != self else None

    def _suggestion_figures(self) -> dict:
        """The figures behind the suggestion, by row.

        The number of queries does not depend on the number of rows: one for the devices, one or two for what was
        used, one for the vendors, and those that read the rows' own records.
        """
        served = self._places_served()
        keys = {product: frozenset(product.part_fit_ids.mapped("fit_key")) for product in self.product_id}
        installed = self._installed(frozenset().union(*keys.values()))
        used = self._used()
        lead = self._lead_days()
        found = {}
        for row in self:
            fits, product = keys.get(row.product_id, frozenset()), row.product_id.id
            found[row] = rules.Figures(
                devices=sum(self._count(installed[place], fits) for place in served[row]),
                used=sum(used[place, product] for place in served[row]),
                used_anywhere=used[ANYWHERE, product],
                devices_anywhere=self._count(installed[ANYWHERE], fits),
                lead_days=lead.get(product, rules.USUAL_LEAD_DAYS) + rules.OWN_LEAD_DAYS,
            )
        return found

    @staticmethod
    def _count(by_kind: dict, fits: frozenset) -> int:
        return sum(
            number for (model, kind), number in by_kind.items() if model in fits or f"type:{kind}" in fits
        )

    def _places_served(self) -> dict:
        """The topmost customers and units that each row's stock is for; :data:`ANYWHERE` for everybody."""
        stations = {place: place._printer_place_stations() for place in self.location_id}
        chosen = {
            row: row.unit_ids or row.agreement_id.partner_id or stations[row.location_id].area_unit_ids
            if row.location_id
            else row.unit_ids
            for row in self
        }
        chains = self.env["res.partner"].union(*chosen.values())._printer_ancestors()
        return {
            row: [
                unit.id
                for unit in units._origin
                if not set(chains.get(unit.id, ())[1:]).intersection(units._origin.ids)
            ]
            or [ANYWHERE]
            for row, units in chosen.items()
        }

    def _installed(self, keys: frozenset) -> dict:
        """Devices in use by place, model and type; a place counts what is below it."""
        Device = self.env["maintenance.equipment"]
        domain = (
            self.env["product.template"]._devices_of_keys(sorted(keys))
            & Domain("condition", "!=", "retired")
            & Domain("company_id", "in", [False, *self.company_id.ids])
        )
        groups = (
            Device._read_group(domain, ["unit_id", "model_key", "device_type"], ["__count"]) if keys else []
        )
        chains = Device.unit_id.union(*(group[0] for group in groups))._printer_ancestors()
        installed = defaultdict(lambda: defaultdict(int))
        for unit, model, kind, number in groups:
            for place in (ANYWHERE, *chains.get(unit.id, ())):
                installed[place][model, kind] += number
        return installed

    def _used(self) -> dict:
        """Pieces used over the last twelve months by place and part; a place counts what is below it.

        By what was fitted into devices; for parts of which nothing was, by the repairs that are done.
        """
        since = fields.Datetime.now() - timedelta(days=rules.DAYS_OF_HISTORY)
        fitted = self.env["printer.part.fitting"]._read_group(
            Domain("product_id", "in", self.product_id.ids)
            & Domain("fitted_at", ">=", since)
            & Domain("company_id", "in", self.company_id.ids),
            ["product_id", "unit_id", "uom_id", "taken_back_at:year"],
            ["quantity:sum"],
        )
        uses = [
            (product, unit, uom._compute_quantity(quantity, product.uom_id) if uom else quantity)
            for product, unit, uom, taken_back, quantity in fitted
            # what came back unused was not needed
            if not taken_back
        ]
        noted = self.env["product.product"].union(*(product for product, *_rest in fitted))
        without = self.product_id._origin - noted
        moves = self.env["stock.move"].search_fetch(
            Domain("product_id", "in", without.ids)
            & Domain("state", "=", "done")
            & Domain("repair_line_type", "=", "add")
            & Domain("date", ">=", since)
            & Domain("company_id", "in", self.company_id.ids),
            ["product_id", "product_qty", "repair_id"],
        )
        uses += [
            (move.product_id, move.repair_id.ticket_id.unit_id or move.repair_id.partner_id, move.product_qty)
            for move in moves
        ]
        chains = self.env["res.partner"].union(*(unit for _p, unit, _q in uses))._printer_ancestors()
        used = defaultdict(float)
        for product, unit, quantity in uses:
            for place in (ANYWHERE, *chains.get(unit.id, ())):
                used[place, product.id] += quantity
        return used

    def _lead_days(self) -> dict[int, int]:
        """Days that the first vendor takes, by part."""
        sellers = self.env["product.supplierinfo"].search_fetch(
            Domain("product_tmpl_id", "in", self.product_id.product_tmpl_id.ids)
            & Domain("company_id", "in", [False, *self.company_id.ids]),
            ["product_tmpl_id", "product_id", "delay"],
            order="sequence, min_qty, id",
        )
        first = {}
        for seller in sellers:
            for product in seller.product_id or seller.product_tmpl_id.product_variant_ids:
                first.setdefault(product.id, seller.delay)
        return first
