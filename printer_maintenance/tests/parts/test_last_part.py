"""Two engineers take the last piece at the same moment, each in a real transaction."""

from odoo.tests import tagged

from ...exceptions import StockShortError
from ..two_at_once import TwoAtOnceCase

# what the test commits beside the device and its requests
LEFT_BEHIND = (
    "DELETE FROM stock_move_line WHERE product_id = %s",
    "DELETE FROM stock_move WHERE product_id = %s",
    "DELETE FROM stock_quant WHERE product_id = %s",
    "DELETE FROM stock_warehouse_orderpoint WHERE product_id = %s",
)


@tagged("post_install", "-at_install")
class TestLastPart(TwoAtOnceCase):
    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            part = env["product.product"].create(
                {"name": "Last one", "type": "consu", "is_storable": True, "is_printer_part": True}
            )
            self.part_id, self.template_id = part.id, part.product_tmpl_id.id
            self.addCleanup(self._take_part_away)
            self.stock_id = env.ref("stock.stock_location_stock").id
            env["stock.quant"]._update_available_quantity(
                part, env["stock.location"].browse(self.stock_id), 1
            )

    def _take_part_away(self):
        with self.registry.cursor() as cr:
            for statement in LEFT_BEHIND:
                cr.execute(statement, [self.part_id])
            cr.execute("DELETE FROM repair_order WHERE ticket_id = ANY(%s)", [self.ticket_ids])
            cr.execute("DELETE FROM product_product WHERE id = %s", [self.part_id])
            cr.execute("DELETE FROM product_template WHERE id = %s", [self.template_id])

    def _take(self, env, number):
        ticket = env["helpdesk.ticket"].browse(self.ticket_ids[number])
        repair = env["repair.order"]._open_for(ticket)
        repair._action_repair_confirm()
        move = repair._add_part(
            {
                "product_id": self.part_id,
                "product_uom_qty": 1,
                "product_uom": env.ref("uom.product_uom_unit").id,
                "location_id": self.stock_id,
                "part_cover": "agreement",
            }
        )
        move._reserve_part()

    def test_second_one_is_told_that_the_last_part_is_gone(self):
        def again(env):
            with self.assertRaisesRegex(StockShortError, "Last one"):
                self._take(env, 1)
            # the web server would have rolled back
            env.cr.rollback()

        self._meet(lambda env: self._take(env, 0), lambda env: self._take(env, 1), again)
        with self._transaction() as env:
            quant = env["stock.quant"].search(
                [("product_id", "=", self.part_id), ("location_id", "=", self.stock_id)]
            )
            self.assertEqual((quant.quantity, quant.reserved_quantity), (1, 1))
