"""Where the next part comes from: the van, the site, the warehouse, an open order, or nowhere yet."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.part_supply import Want, allot
from .foresight import SUPPLY

PRODUCTS_AT_ONCE = 500
RFQ_STATES = ("draft", "sent", "to approve")


class Stock(NamedTuple):
    """Free pieces by part: in vans and on sites by station, and in the warehouse."""

    van: dict
    site: dict
    warehouse: dict


class PartForesight(models.Model):
    _inherit = "printer.part.foresight"

    supply = fields.Selection(
        SUPPLY,
        string="The next one is",
        readonly=True,
        index="btree_not_null",
        help="Who needs a part first gets it from nearest by: van, site, warehouse, open purchase orders.",
    )
    supplied_at = fields.Datetime(string="Supply looked at", readonly=True)
    order_quantity = fields.Float(
        string="To order", readonly=True, digits="Product Unit", help="What is neither in stock nor on order."
    )
    purchase_line_id = fields.Many2one(
        "purchase.order.line",
        string="Ordered with",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        groups="purchase.group_purchase_user",
    )

    # what was foreseen anew and not looked at since
    _unsupplied_idx = models.Index("(product_id) WHERE supplied_at IS NULL")

    van_qty = fields.Float(string="In the van now", compute="_compute_near_stock", digits="Product Unit")
    site_qty = fields.Float(string="On site now", compute="_compute_near_stock", digits="Product Unit")
    warehouse_qty = fields.Float(
        string="In the warehouse now", compute="_compute_near_stock", digits="Product Unit"
    )

    @api.depends("product_id", "team_id", "company_id")
    def _compute_near_stock(self):
        # companies are a handful; each has its own stock
        for company, rows in self.grouped("company_id").items():
            stock = self._stock_of(company, rows.product_id.ids)
            for row in rows:
                product_id, team_id = row.product_id.id, row.team_id.id
                row.van_qty = stock.van.get(product_id, {}).get(team_id, 0.0)
                row.site_qty = stock.site.get(product_id, {}).get(team_id, 0.0)
                row.warehouse_qty = stock.warehouse.get(product_id, 0.0)

    @api.model
    def _settle_supply(self, product_ids: list[int]) -> None:
        """Say of every row of some parts where the next one comes from.

        Of a few hundred parts at once, each time with a fixed number of queries.
        """
        for start in range(0, len(product_ids), PRODUCTS_AT_ONCE):
            self._settle_some(product_ids[start : start + PRODUCTS_AT_ONCE])
        self.invalidate_model(["supply", "supplied_at", "order_quantity"])

    @api.model
    def _settle_some(self, product_ids: list[int]) -> None:
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT company_id, product_id, id, team_id, quantity, purchase_line_id FROM printer_part_foresight
                 WHERE product_id = ANY(%s) AND empty_on IS NOT NULL ORDER BY empty_on, id
                """,
                product_ids,
            )
        )
        wanted: dict[int, dict[int, list]] = {}
        for company_id, product_id, *row in rows:
            wanted.setdefault(company_id, {}).setdefault(product_id, []).append(row)
        supplies: dict[int, str] = {}
        # companies are a handful; each has its own stock
        for company_id, by_product in wanted.items():
            company = self.env["res.company"].sudo().browse(company_id)
            stock = self._stock_of(company, list(by_product))
            coming = self._open_lines(company, list(by_product))
            for product_id, told in by_product.items():
                supplies |= self._allot_product(product_id, told, stock, coming.get(product_id, {}))
        # what nothing is said about is wanted nowhere
        self.env.cr.execute(
            SQL(
                """
                UPDATE printer_part_foresight AS known
                   SET supply = new.supply, supplied_at = %(now)s,
                       order_quantity = CASE WHEN new.supply = 'short' THEN known.quantity ELSE 0 END
                  FROM printer_part_foresight AS row
             LEFT JOIN unnest(%(ids)s::int[], %(supplies)s::varchar[]) AS new(id, supply) ON new.id = row.id
                 WHERE row.id = known.id AND row.product_id = ANY(%(products)s)
                   AND (known.supply IS DISTINCT FROM new.supply OR known.supplied_at IS NULL)
                """,
                now=fields.Datetime.now(),
                ids=list(supplies),
                supplies=list(supplies.values()),
                products=product_ids,
            )
        )

    @api.model
    def _allot_product(self, product_id: int, rows: list, stock: Stock, open_lines: dict) -> dict:
        wants = [
            Want(row_id, team_id, quantity, line_id in open_lines)
            for row_id, team_id, quantity, line_id in rows
        ]
        return allot(
            wants,
            stock.van.get(product_id, {}),
            stock.site.get(product_id, {}),
            stock.warehouse.get(product_id, 0.0),
            sum(open_lines.values()),
        )

    @api.model
    def _stock_of(self, company, product_ids: list[int]) -> Stock:
        """What a company has of some parts, with a fixed number of queries."""
        places = self.env["helpdesk.ticket.team"]._part_places(company)
        stock = Stock({}, {}, {})
        # the system counts; whoever looks sees only where the next part comes from
        quants_sudo = self.env["stock.quant"].sudo()
        for product, location, quantity, reserved in quants_sudo._read_group(
            quants_sudo._printer_usable_domain()
            & Domain("product_id", "in", product_ids)
            & Domain("location_id", "in", list(places)),
            ["product_id", "location_id"],
            ["quantity:sum", "reserved_quantity:sum"],
        ):
            # what two stations share is counted once
            place = places[location.id][0]
            free = quantity - reserved
            if place.kind == "warehouse":
                stock.warehouse[product.id] = stock.warehouse.get(product.id, 0.0) + free
            else:
                by_team = getattr(stock, place.kind).setdefault(product.id, {})
                by_team[place.team_id] = by_team.get(place.team_id, 0.0) + free
        return stock

    @api.model
    def _open_lines(self, company, product_ids: list[int]) -> dict[int, dict[int, float]]:
        """Pieces that open purchase lines still bring, by part and line, in the part's own unit."""
        # dispatchers may know that something is on order, and nothing else of the purchase
        lines_sudo = (
            self.env["purchase.order.line"]
            .sudo()
            .search(
                [
                    ("product_id", "in", product_ids),
                    ("company_id", "=", company.id),
                    # what was ordered for a job goes to that job
                    ("move_dest_ids", "=", False),
                    "|",
                    ("state", "in", RFQ_STATES),
                    "&",
                    ("state", "=", "purchase"),
                    ("order_id.receipt_status", "in", ("pending", "partial")),
                ]
            )
        )
        found: dict[int, dict[int, float]] = {}
        for line in lines_sudo:
            coming = line.product_uom_id._compute_quantity(
                line.product_qty - line.qty_received, line.product_id.uom_id, round=False
            )
            if coming > 0:
                found.setdefault(line.product_id.id, {})[line.id] = coming
        return found
