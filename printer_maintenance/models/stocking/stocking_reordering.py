"""An agreed row keeps Odoo's own reordering rule of its part and place (REQUIREMENTS P6, P7)."""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...exceptions import StockingError
from ..base.rights import check_role
from .stock_location import WHO_PLANS_STOCK


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    printer_route_id = fields.Many2one(
        "stock.route",
        string="Route to vans and sites",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="Fills vans and sites from this warehouse.",
    )

    @api.private
    def _printer_route_to(self, places):
        """The route that fills places from this warehouse, with a rule for each of them.

        :param places: ``stock.location``
        """
        self.ensure_one()
        if not self.printer_route_id:
            self.printer_route_id = self.env["stock.route"].create(
                {
                    "name": self.env._("%(warehouse)s: fill up vans and sites", warehouse=self.name),
                    "product_selectable": False,
                    "company_id": self.company_id.id,
                }
            )
        route = self.printer_route_id
        missing = places - route.rule_ids.location_dest_id
        if missing:
            route.rule_ids = [
                Command.create(
                    {
                        "name": f"{self.lot_stock_id.display_name} → {place.display_name}",
                        "action": "pull",
                        "location_src_id": self.lot_stock_id.id,
                        "location_dest_id": place.id,
                        "picking_type_id": self.int_type_id.id,
                        # vans stand beside the stock that the transfer type leads to by itself
                        "location_dest_from_rule": True,
                        "procure_method": "make_to_stock",
                        "company_id": self.company_id.id,
                    }
                )
                for place in missing
            ]
        return route


class PartStocking(models.Model):
    _inherit = "printer.part.stocking"

    orderpoint_id = fields.Many2one(
        "stock.warehouse.orderpoint",
        string="Reordering rule",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        groups="stock.group_stock_user",
    )
    orderpoint_note = fields.Char(
        string="The reordering rule differs",
        compute="_compute_orderpoint_note",
        compute_sudo=True,
        help="Somebody changed the reordering rule by hand. The plan is what was agreed.",
    )

    @api.depends(
        "state",
        "quantity_min",
        "quantity_max",
        "orderpoint_id.product_min_qty",
        "orderpoint_id.product_max_qty",
        "orderpoint_id.active",
    )
    @api.depends_context("lang")
    def _compute_orderpoint_note(self):
        for row in self:
            rule = row.orderpoint_id
            if row.state != "agreed":
                row.orderpoint_note = False
            elif not rule or not rule.active:
                row.orderpoint_note = self.env._("There is no reordering rule any more.")
            elif (rule.product_min_qty, rule.product_max_qty) != (row.quantity_min, row.quantity_max):
                row.orderpoint_note = self.env._(
                    "The reordering rule says %(least)g to %(most)g, the plan %(min)g to %(max)g.",
                    least=rule.product_min_qty,
                    most=rule.product_max_qty,
                    min=row.quantity_min,
                    max=row.quantity_max,
                )
            else:
                row.orderpoint_note = False

    def action_align_orderpoint(self):
        """Set the reordering rules to what the plan says."""
        check_role(self.env, *WHO_PLANS_STOCK)
        self.check_access("write")
        self.filtered(lambda row: row.state == "agreed")._keep_orderpoints()

    def action_fill_up(self):
        """Fill these places now: transfers to vans and sites, requests for quotation for the warehouse.

        :raises StockingError: with what Odoo's stock objects
        """
        check_role(self.env, *WHO_PLANS_STOCK, "agent")
        self.check_access("read")
        asked = self._fill_up()
        if not asked:
            raise StockingError(self.env._("Nothing is to be filled up: enough is there or on its way."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Filled up: %(parts)s", parts=", ".join(asked.product_id.mapped("display_name"))
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.private
    def _fill_up(self):
        """Have Odoo's reordering rules of these agreed rows order what is missing.

        :raises StockingError: with what Odoo's stock objects
        :return: the rules that ordered something
        """
        # who may was checked; whoever plans has no right on the warehouse
        rules_sudo = self.filtered(lambda row: row.state == "agreed").sudo().orderpoint_id
        asked = rules_sudo.filtered(lambda rule: rule.active and rule.qty_to_order > 0)
        for company, rules in asked.grouped("company_id").items():
            try:
                rules._procure_orderpoint_confirm(company_id=company, raise_user_error=True)
            except UserError as error:
                raise StockingError(
                    self.env._("Stock cannot be filled up: %(reason)s", reason=error)
                ) from error
        return asked

    @api.private
    def _keep_orderpoints(self) -> None:
        """Bring the reordering rules in line with these agreed rows; a rule that exists already is taken over."""
        rows_sudo = self.sudo()  # whoever plans has no right on the warehouse
        Orderpoint = rows_sudo.env["stock.warehouse.orderpoint"].with_context(active_test=False)
        known = {
            (rule.location_id, rule.product_id): rule
            for rule in Orderpoint.search(
                [
                    ("location_id", "in", rows_sudo.location_id.ids),
                    ("product_id", "in", rows_sudo.product_id.ids),
                ]
            )
        }
        missing = []
        for row, values in zip(rows_sudo, rows_sudo._orderpoint_values(), strict=True):
            rule = known.get((row.location_id, row.product_id))
            if not rule:
                missing.append((row, values))
                continue
            if rule.route_id:
                # somebody's own choice
                values.pop("route_id")
            rule.write({**values, "active": True})
            row._through_door().orderpoint_id = rule
        made = Orderpoint.create([values for _row, values in missing])
        for (row, _values), rule in zip(missing, made, strict=True):
            row._through_door().orderpoint_id = rule

    def _orderpoint_values(self) -> list[dict]:
        """Values of the reordering rule of each row."""
        warehouses = {place: place._printer_warehouse() for place in self.location_id}
        routes = {}
        for warehouse, places in self.location_id.grouped(warehouses.get).items():
            away = places - warehouse.lot_stock_id
            buying = warehouse.buy_pull_id.route_id
            route = warehouse._printer_route_to(away) if away else buying
            routes |= {place: route if place in away else buying for place in places}
        return [
            {
                "location_id": row.location_id.id,
                "product_id": row.product_id.id,
                "warehouse_id": warehouses[row.location_id].id,
                "company_id": row.company_id.id,
                "product_min_qty": row.quantity_min,
                "product_max_qty": row.quantity_max,
                "route_id": routes[row.location_id].id,
            }
            for row in self
        ]

    @api.private
    def _rest_orderpoints(self) -> None:
        """The reordering rules of these rows order nothing any more."""
        self.sudo().orderpoint_id.active = False  # whoever plans has no right on the warehouse
