"""What has lain in stock longer than agreed, and goes back to the warehouse (REQUIREMENTS P6)."""

from collections import defaultdict
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...exceptions import StockingError
from .stock_location import WHO_PLANS_STOCK


class PartExchange(models.Model):
    """One lot, or what bears no lot, at a place of the plan whose pieces are exchanged by age.

    Since when a piece lies is Odoo's own date of the stock: exact by lot; what bears no lot has the date of the oldest
    of its pieces.
    """

    _name = "printer.part.exchange"
    _description = "To exchange"
    _auto = False
    _depends: ClassVar = {
        "printer.part.stocking": [
            "agreement_id",
            "company_id",
            "location_id",
            "product_id",
            "replacement_months",
            "state",
        ],
        "stock.location": ["parent_path"],
        "stock.quant": [
            "in_date",
            "location_id",
            "lot_id",
            "owner_id",
            "product_id",
            "quantity",
            "reserved_quantity",
        ],
    }
    _order = "due_on, location_id, id"
    _rec_name = "product_id"

    stocking_id = fields.Many2one("printer.part.stocking", string="Row of the plan", readonly=True)
    agreement_id = fields.Many2one("printer.agreement", string="Agreement", readonly=True)
    company_id = fields.Many2one("res.company", string="Company", readonly=True)
    location_id = fields.Many2one("stock.location", string="Place", readonly=True)
    product_id = fields.Many2one("product.product", string="Part", readonly=True)
    lot_id = fields.Many2one("stock.lot", string="Lot or serial number", readonly=True)
    quantity = fields.Float(digits="Product Unit", readonly=True)
    quantity_free = fields.Float(
        string="Not reserved", digits="Product Unit", readonly=True, help="Pieces that can be sent back now."
    )
    since = fields.Datetime(string="There since", readonly=True)
    due_on = fields.Date(string="To exchange on", readonly=True)
    days_over = fields.Integer(
        string="Days over", compute="_compute_days_over", search="_search_days_over", aggregator=False
    )

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            SELECT DISTINCT ON (quant.id)
                   quant.id, stocking.id AS stocking_id, stocking.agreement_id, stocking.company_id,
                   quant.location_id, quant.product_id, quant.lot_id, quant.quantity,
                   quant.quantity - quant.reserved_quantity AS quantity_free, quant.in_date AS since,
                   (quant.in_date AT TIME ZONE 'UTC' AT TIME ZONE %s
                    + make_interval(months => stocking.replacement_months))::date AS due_on
              FROM printer_part_stocking stocking
              JOIN stock_location place ON place.id = stocking.location_id
              JOIN stock_quant quant ON quant.product_id = stocking.product_id
              JOIN stock_location shelf
                ON shelf.id = quant.location_id AND starts_with(shelf.parent_path, place.parent_path)
             WHERE stocking.state = 'agreed' AND stocking.replacement_months > 0
               AND quant.quantity > 0 AND quant.owner_id IS NULL
             ORDER BY quant.id, length(place.parent_path) DESC
            """,
            self.env.company._printer_zone(),
        )

    @api.depends("due_on")
    def _compute_days_over(self):
        today = self.env.company._printer_day(fields.Datetime.now())
        for row in self:
            row.days_over = (today - row.due_on).days

    @api.model
    def _search_days_over(self, operator, value):
        """Asked for as “at least so many days” only."""
        if operator != ">=":
            return NotImplemented
        return Domain(
            "due_on",
            "<=",
            fields.Date.subtract(self.env.company._printer_day(fields.Datetime.now()), days=value),
        )

    def action_exchange(self):
        """Send these pieces back to the warehouse, and have fresh ones brought: a transfer a place, and the filling.

        :raises StockingError: when all of them are reserved
        :raises PartTransferError: when somebody else takes from the same place at this very moment
        """
        self.check_access("read")
        self.location_id._check_has_place(*WHO_PLANS_STOCK)
        # pieces move between our own shelves: the right on the place was checked
        rows_sudo = self.sudo().filtered(lambda row: row.quantity_free > 0)
        if not rows_sudo:
            raise StockingError(
                self.env._("All of these pieces are reserved. Look at the transfers under way.")
            )
        wanted = defaultdict(list)
        for row in rows_sudo:
            wanted[row.location_id].append((row.product_id, row.quantity_free, row.lot_id))
        pickings_sudo = self.env["stock.picking"].sudo()
        for shelf, lines in wanted.items():
            pickings_sudo |= pickings_sudo._printer_transfer(
                shelf, shelf._printer_warehouse().lot_stock_id, lines, self.env._("Exchange of stock by age")
            )
        rows_sudo.stocking_id._fill_up()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "On their way back: %(transfers)s. Fresh pieces are brought.",
                    transfers=", ".join(pickings_sudo.mapped("name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
