"""What lies in the vans and on the sites of the stations, beside what should (REQUIREMENTS P7)."""

from typing import ClassVar

from odoo import fields, models
from odoo.tools import SQL


class VanStock(models.Model):
    """One part in one van or on one site: the list that an engineer has on the telephone."""

    _name = "printer.van.stock"
    _inherit = "printer.screens.mixin"
    _description = "Stock of vans and sites"
    _auto = False
    _depends: ClassVar = {
        "helpdesk.ticket.team": ["site_location_id", "van_location_ids"],
        "printer.part.stocking": ["location_id", "product_id", "quantity_max", "quantity_min", "state"],
        "product.product": ["product_tmpl_id"],
        "product.template": ["is_printer_part"],
        "stock.location": ["company_id", "parent_path"],
        "stock.quant": ["location_id", "owner_id", "product_id", "quantity", "reserved_quantity"],
    }
    _order = "location_id, product_id"
    _rec_name = "product_id"

    location_id = fields.Many2one("stock.location", string="Place", readonly=True)
    product_id = fields.Many2one("product.product", string="Part", readonly=True)
    stocking_id = fields.Many2one("printer.part.stocking", string="Row of the plan", readonly=True)
    company_id = fields.Many2one("res.company", string="Company", readonly=True)
    quantity = fields.Float(string="There are", digits="Product Unit", readonly=True)
    quantity_free = fields.Float(string="Not reserved", digits="Product Unit", readonly=True)
    quantity_min = fields.Float(string="To hold", digits="Product Unit", readonly=True)
    quantity_max = fields.Float(string="Fill up to", digits="Product Unit", readonly=True)
    quantity_coming = fields.Float(
        related="stocking_id.quantity_coming",
        string="On the way",
        help="Pieces that come, less those that are spoken for.",
    )
    is_short = fields.Boolean(string="Too few", readonly=True)

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
              WITH place AS (
                       SELECT id, company_id, parent_path FROM stock_location
                        WHERE id IN (SELECT stock_location_id FROM printer_station_van_rel)
                           OR id IN (SELECT site_location_id FROM helpdesk_ticket_team)
                   ),
                   stock AS (
                       SELECT place.id AS location_id, quant.product_id, sum(quant.quantity) AS quantity,
                              sum(quant.quantity - quant.reserved_quantity) AS quantity_free
                         FROM place
                         JOIN stock_location shelf ON starts_with(shelf.parent_path, place.parent_path)
                         JOIN stock_quant quant ON quant.location_id = shelf.id AND quant.owner_id IS NULL
                         JOIN product_product product ON product.id = quant.product_id
                         JOIN product_template template
                           ON template.id = product.product_tmpl_id AND template.is_printer_part
                        GROUP BY place.id, quant.product_id
                       HAVING sum(quant.quantity) <> 0
                   ),
                   plan AS (
                       SELECT id, location_id, product_id, quantity_min, quantity_max
                         FROM printer_part_stocking WHERE state = 'agreed'
                   )
            SELECT place.id::bigint * 16777216 + product.id AS id, place.id AS location_id,
                   place.company_id, product.id AS product_id, plan.id AS stocking_id,
                   COALESCE(stock.quantity, 0) AS quantity,
                   COALESCE(stock.quantity_free, 0) AS quantity_free,
                   COALESCE(plan.quantity_min, 0) AS quantity_min,
                   COALESCE(plan.quantity_max, 0) AS quantity_max,
                   COALESCE(stock.quantity, 0) < COALESCE(plan.quantity_min, 0) AS is_short
              FROM stock
              FULL JOIN plan USING (location_id, product_id)
              JOIN place ON place.id = location_id
              JOIN product_product product ON product.id = product_id
            """
        )

    def action_fill(self):
        """Open the dialog that fetches parts from the warehouse."""
        return self._open_move("fill", self.env._("Fill up my van"))

    def action_receive(self):
        """Open the dialog that confirms what has come."""
        return self._open_move("receive", self.env._("Confirm receipt"))

    def action_give_back(self):
        """Open the dialog that gives parts back to the warehouse."""
        return self._open_move("give", self.env._("Give back"))

    def _open_move(self, purpose: str, name: str) -> dict:
        place = self.location_id[:1] or self.env["stock.location"]._printer_my_places()[:1]
        return self._open_dialog("printer.part.move", name, purpose=purpose, location_id=place.id)

    def action_count(self):
        """Open the dialog that counts a van: the chosen parts, or all that should be there."""
        place = self.location_id[:1] or self.env["stock.location"]._printer_my_places()[:1]
        return self._open_dialog(
            "printer.part.count",
            self.env._("Count my van"),
            location_id=place.id,
            product_ids=self.filtered(lambda row: row.location_id == place).product_id.ids,
        )
