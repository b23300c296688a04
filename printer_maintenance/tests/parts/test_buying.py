"""A part that is short: ordered for the job, received, reserved, fitted."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...exceptions import StockShortError
from ..receiving import receive
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestBuying(PartsCase):
    def setUp(self):
        super().setUp()
        self.belt = self._make_part("Belt", 80, needs_certificate=False)
        self.belt.seller_ids = [(0, 0, {"partner_id": self.vendor.id, "price": 70, "delay": 2})]
        self.visit = self._on_site()

    def _order(self, quantity=2):
        dialog = (
            self.env["printer.part.use"]
            .with_user(self.engineer)
            .create({"visit_id": self.visit.id, "product_id": self.belt.id, "quantity": quantity})
        )
        self.assertTrue(dialog.is_short)
        dialog.action_order()
        return self.visit.sudo().ticket_id.repair_ids.move_ids

    def _purchase(self, move):
        return move.created_purchase_line_ids.order_id

    def test_engineer_asks_the_vendor_in_one_step(self):
        move = self._order()
        purchase = self._purchase(move)
        self.assertEqual((purchase.partner_id, purchase.state), (self.vendor, "draft"))
        line = purchase.order_line.filtered(lambda row: row.product_id == self.belt)
        self.assertEqual((line.product_qty, line.price_unit), (2, 70))
        self.assertEqual(move._waits_for(), "an order is being prepared")
        with self.assertRaises(ValidationError):
            move.action_buy_part()

    def test_part_without_a_vendor_says_who_enters_one(self):
        self.belt.seller_ids.unlink()
        with self.assertRaisesRegex(StockShortError, "Belt.*vendor"):
            self._order()
        self.assertFalse(self.visit.sudo().ticket_id.repair_ids.move_ids, "nothing is half-done")

    def test_receipt_reserves_for_the_job_and_tells_dispatcher_and_engineer(self):
        ticket = self.visit.ticket_id.sudo()
        reason = self.env.ref("printer_maintenance.reason_part")
        ticket.policy_id.reason_ids |= reason
        move = self._order()
        ticket._wait(reason)
        purchase = self._purchase(move)
        purchase.button_confirm()
        self.assertIn("Parts trader", move._waits_for())
        self.assertFalse(self.visit.has_parts_to_fit)
        receive(purchase.picking_ids, 2)
        self.assertEqual((move.state, move.quantity), ("assigned", 2))
        self.assertEqual(self._on_hand(self.belt, self.stock), 0, "nobody else can take them")
        told = ticket.activity_ids.filtered(lambda row: "Belt" in (row.summary or ""))
        self.assertIn(self.engineer, told.user_id)
        self.assertFalse(ticket.waiting_reason_id, "the request goes on")
        self.visit.invalidate_recordset()
        self.assertTrue(self.visit.has_parts_to_fit)
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.assertEqual((self.device.fitting_ids.product_id, move.state), (self.belt, "done"))

    def test_partial_receipt_waits_for_the_rest(self):
        move = self._order()
        purchase = self._purchase(move)
        purchase.button_confirm()
        receive(purchase.picking_ids, 1)
        self.assertEqual(move.state, "partially_available")
        with self.assertRaisesRegex(StockShortError, "Belt"):
            self.visit.action_fit_parts()
        rest = purchase.picking_ids.filtered(lambda picking: picking.state != "done")
        receive(rest, 1)
        self.assertEqual(move.state, "assigned")

    def test_cancelled_job_leaves_the_delivery_in_stock(self):
        move = self._order()
        purchase = self._purchase(move)
        purchase.button_confirm()
        move.repair_id.action_repair_cancel()
        receive(purchase.picking_ids, 2)
        self.assertEqual(self._on_hand(self.belt, self.stock), 2)

    def test_short_part_that_needs_an_approval_is_ordered_and_asked_for_at_once(self):
        self.agreement.parts_policy = "at_cost"
        self._market(self.belt, 99)
        move = self._order()
        self.assertTrue(move.part_needs_approval)
        order = self._quote(self.visit)
        self.assertEqual(order.order_line.price_unit, 80)
        self._sign(order)
        purchase = self._purchase(move)
        purchase.button_confirm()
        receive(purchase.picking_ids, 2)
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.assertEqual(order.order_line.qty_delivered, 2)
