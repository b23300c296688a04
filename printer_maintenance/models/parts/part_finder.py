"""Finding the part for the device in front of the engineer (REQUIREMENTS P4, P7)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.part_supply import kind_of_van

NEARNESS = [
    ("van", "In the van"),
    ("site", "In stock on site"),
    ("warehouse", "In the warehouse"),
    ("colleague", "In a colleague's van"),
    ("none", "Not in stock"),
]
# what stands on the screen without asking for more
AT_ONCE = 80


class ProductProduct(models.Model):
    """How many of a part are near, and whether it fits.

    The context names the station (``printer_team_id``) and the engineer who looks (``printer_engineer_id``).
    """

    _inherit = "product.product"

    van_qty = fields.Float(
        string="In the van",
        compute="_compute_near_stock",
        digits="Product Unit",
        groups="base.group_user",
        help="Free pieces in the engineer's own van, or in those that all of the station use.",
    )
    site_qty = fields.Float(
        string="Stock on site",
        compute="_compute_near_stock",
        digits="Product Unit",
        groups="base.group_user",
        help="Free pieces on the site of the station.",
    )
    warehouse_qty = fields.Float(
        string="In the warehouse",
        compute="_compute_near_stock",
        digits="Product Unit",
        groups="base.group_user",
        help="Free pieces in the company's warehouses.",
    )
    colleague_qty = fields.Float(
        string="In colleagues' vans",
        compute="_compute_near_stock",
        digits="Product Unit",
        groups="base.group_user",
        help="Free pieces in vans that other engineers of the station drive.",
    )
    part_nearness = fields.Selection(
        NEARNESS, string="Where it is", compute="_compute_near_stock", groups="base.group_user"
    )
    fits_device = fields.Boolean(
        string="Fits the device", store=False, search="_search_fits_device", groups="base.group_user"
    )

    @api.model
    def _printer_places(self) -> dict[str, list[int]]:
        """The locations of the context's station by kind; without one only the warehouse is near."""
        team = self.env["helpdesk.ticket.team"].sudo().browse(self.env.context.get("printer_team_id") or ())
        engineer_id = self.env.context.get("printer_engineer_id") or 0
        near: dict[str, list[int]] = {"van": [], "site": [], "warehouse": [], "colleague": []}
        company = team.company_id or self.env.company
        for location_id, places in team._part_places(company).items():
            for place in places:
                if place.kind == "van" and place.team_id == team.id:
                    near[kind_of_van(place.driver_id, engineer_id)].append(location_id)
                elif place.kind == "warehouse" or place.team_id == team.id:
                    near[place.kind].append(location_id)
        return near

    @api.depends_context("printer_team_id", "printer_engineer_id", "company")
    def _compute_near_stock(self):
        near = self._printer_places()
        kinds = {location_id: kind for kind, ids in near.items() for location_id in ids}
        # engineers may know how many there are, nothing else of the warehouse
        quants_sudo = self.env["stock.quant"].sudo()
        found: dict[tuple, float] = {}
        for product, location, quantity, reserved in quants_sudo._read_group(
            quants_sudo._printer_usable_domain()
            & Domain("product_id", "in", self.ids)
            & Domain("location_id", "in", list(kinds)),
            ["product_id", "location_id"],
            ["quantity:sum", "reserved_quantity:sum"],
        ):
            key = (product.id, kinds[location.id])
            found[key] = found.get(key, 0.0) + quantity - reserved
        for product in self:
            free = {kind: max(found.get((product._origin.id, kind), 0.0), 0.0) for kind in near}
            product.van_qty, product.site_qty = free["van"], free["site"]
            product.warehouse_qty, product.colleague_qty = free["warehouse"], free["colleague"]
            product.part_nearness = next((kind for kind, quantity in free.items() if quantity > 0), "none")

    @api.model
    def _search_fits_device(self, operator, value):
        """Parts that fit the device of the context's ``printer_device_id``; every part without one."""
        if operator != "in":
            return NotImplemented
        device = self.env["maintenance.equipment"].browse(self.env.context.get("printer_device_id") or ())
        fits = device._fitting_parts_domain() if device else Domain("is_printer_part", "=", True)
        return fits if True in value else ~fits

    def action_use_on_visit(self):
        """Open the dialog that takes this part for the visit from which it was looked for."""
        self.ensure_one()
        visit = self.env["printer.visit"].browse(self.env.context.get("printer_visit_id") or ()).exists()
        visit.check_access("read")
        action = visit.action_use_part()
        action["context"] = {**action["context"], "default_product_id": self.id}
        return action

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Let lists put first what is nearest to the station of the context."""
        if field_name != "part_nearness":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        # see _compute_near_stock
        quants_sudo = self.env["stock.quant"].sudo()
        quants_sudo.flush_model()
        usable = quants_sudo._printer_usable_domain()
        whens = []
        for rank, ids in enumerate(self._printer_places().values()):
            if ids:
                near = quants_sudo._search(usable & Domain("location_id", "in", ids))
                near.add_where(SQL("stock_quant.product_id = %s", SQL.identifier(alias, "id")))
                free = near.select(
                    SQL("SUM(stock_quant.quantity - COALESCE(stock_quant.reserved_quantity, 0))")
                )
                whens.append(SQL("WHEN (%s) > 0 THEN %s", free, rank))
        if not whens:
            return SQL()
        return SQL("CASE %s ELSE %s END %s", SQL(" ").join(whens), len(NEARNESS), direction)


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def _part_station(self):
        """The station whose vans and site are near: that of the agreement that serves the device today."""
        self.ensure_one()
        # an engineer need not see the agreement to know whose van is meant
        covering = (
            self.env["printer.agreement"]
            .sudo()
            ._covering(self.sudo(), (self.company_id or self.env.company)._printer_day(fields.Datetime.now()))
        )
        return covering[self.id].team_id

    def _find_parts(self, words: str | None = None, limit: int = AT_ONCE, team=None, engineer=None):
        """The parts that fit a device, nearest first: in the van, on site, in the warehouse, nowhere; then by name.

        A fixed number of queries, among however many products.

        :param words: each of them stands in the name or the number
        :param team: the station whose vans count; that of the device's agreement when not given
        :param engineer: ``res.users`` whose own van is near, and colleagues' are not; all vans when not given
        :return: ``product.product`` records with the station in their context
        """
        self.ensure_one()
        self.check_access("read")
        station = self._part_station() if team is None else team
        Product = self.env["product.product"].with_context(
            printer_team_id=station.id, printer_engineer_id=engineer.id if engineer else False
        )
        return Product.search(
            self._fitting_parts_domain() & self._part_words(words),
            order="part_nearness, name, id",
            limit=limit,
        )

    @api.model
    def _part_words(self, words: str | None) -> Domain:
        return Domain.AND(
            Domain("name", "ilike", word) | Domain("default_code", "ilike", word)
            for word in (words or "").split()
        )

    def action_find_parts(self):
        """Open the parts that fit this device, nearest first.

        :raises AccessError: for contacts, who may see the device and not our stock
        """
        self.ensure_one()
        self.check_access("read")
        if not (self.env.su or self.env.user._is_internal()):
            raise AccessError(self.env._("Only people of the service look for parts."))
        return self._find_parts_action(self._part_station())

    def _find_parts_action(self, station, **context) -> dict:
        """The screen of fitting parts, with the stock of a station."""
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_part_finder")
        action["name"] = action["display_name"] = self.env._("Parts for %(device)s", device=self.display_name)
        action["context"] = {
            "search_default_fits": 1,
            "printer_device_id": self.id,
            "printer_team_id": station.id,
            **context,
        }
        return action


class Visit(models.Model):
    _inherit = "printer.visit"

    def action_find_parts(self):
        """Open the parts that fit the device of this visit, nearest first."""
        self.ensure_one()
        self.check_access("read")
        # the visit was checked; whose van it is follows from its request
        visit_sudo = self.sudo()
        device = visit_sudo.equipment_id
        station = visit_sudo.ticket_id.team_id or device._part_station()
        return device.with_env(self.env)._find_parts_action(
            station, printer_visit_id=self.id, printer_engineer_id=visit_sudo.engineer_id.id
        )
