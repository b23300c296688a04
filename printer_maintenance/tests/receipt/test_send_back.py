"""What failed is set aside and goes back; quantities, purchase and bill agree (REQUIREMENTS P4, P7)."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...exceptions import BlockedPartError, ReceiptCheckError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestSendBack(ReceiptCase):
    def _received(self, failed, *lines):
        picking = self._receipt(*lines)
        for check in self._checks(picking):
            self._fail(check, failed) if failed else check.action_pass_all()
        return self._book(picking)

    def _send(self, picking):
        picking.receipt_check_ids.action_send_back()
        returning = picking.receipt_check_ids.return_picking_id.with_user(self.keeper)
        returning.button_validate()
        return returning

    def test_failed_pieces_lie_blocked_and_the_others_in_stock(self):
        picking = self._received(2, (self.roller, 10))
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (8, 2))
        self.assertEqual(self.roller.qty_available, 8, "blocked pieces are on no list of stock")
        self.assertEqual(picking.receipt_check_ids.goods, "blocked")

    def test_purchase_and_stock_agree_before_and_after_the_return(self):
        picking = self._received(2, (self.roller, 10))
        line = picking.purchase_id.sudo().order_line
        self.assertEqual(line.qty_received, 10)
        returning = self._send(picking)
        self.assertEqual(returning.state, "done")
        self.assertEqual((line.qty_received, line.qty_to_invoice), (8, 8))
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (8, 0))
        self.assertEqual(picking.receipt_check_ids.goods, "returned")

    def test_return_after_the_bill_asks_for_the_money_back(self):
        picking = self._received(2, (self.roller, 10))
        order = picking.purchase_id.sudo()
        order.action_create_invoice()
        order.invoice_ids.invoice_date = "2026-03-02"
        order.invoice_ids.action_post()
        self._send(picking)
        self.assertEqual(order.order_line.qty_to_invoice, -2)
        order.action_create_invoice()
        refund = order.invoice_ids.filtered(lambda move: move.move_type == "in_refund")
        self.assertEqual(refund.amount_untaxed, 80)

    def test_all_of_a_partial_receipt_fails(self):
        picking = self._receipt((self.roller, 10))
        picking.move_ids.quantity = 4
        self._fail(self._checks(picking))
        self._book(picking)
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (0, 4))
        backorder = picking.backorder_ids.with_user(self.keeper)
        self.assertEqual(backorder.move_ids.product_uom_qty, 6)
        self.assertEqual(backorder.move_ids.location_dest_id, self.stock)
        self._pass(backorder)
        self._book(backorder)
        self.assertEqual(self._in(self.roller, self.stock), 6)
        self.assertEqual(picking.purchase_id.sudo().order_line.qty_received, 10)

    def test_failure_without_a_backorder_ends_the_rest(self):
        picking = self._receipt((self.roller, 10))
        picking.move_ids.quantity = 4
        self._fail(self._checks(picking), 1)
        self._book(picking, backorder=False)
        self.assertFalse(picking.backorder_ids)
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (3, 1))

    def test_more_than_was_ordered_fails(self):
        picking = self._receipt((self.roller, 10))
        picking.move_ids.quantity = 12
        self._fail(self._checks(picking), 12)
        self._book(picking)
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (0, 12))
        self.assertEqual(picking.purchase_id.sudo().order_line.qty_received, 12)

    def test_one_serial_number_of_three_fails(self):
        picking = self._receipt((self.disk, 3, "S1", "S2", "S3"))
        checks = self._checks(picking)
        checks.write({"certificate_number": "C-1"})
        checks.action_pass_all()
        self._fail(checks[1])
        self._book(picking)
        bad = checks[1].lot_id
        self.assertEqual((bad.name, bad.location_id), ("S2", self.blocked))
        self.assertEqual(checks[0].lot_id.location_id, self.stock)
        returning = self._send(picking)
        self.assertEqual(returning.move_line_ids.lot_id, bad, "the very piece goes back")

    def test_part_of_a_lot_fails(self):
        self._received(2, (self.adapter, 5, "LOT-A"))
        self.assertEqual((self._in(self.adapter, self.stock), self._in(self.adapter, self.blocked)), (3, 2))

    def test_failed_pieces_are_never_used_on_a_job(self):
        picking = self._received(3, (self.adapter, 3, "LOT-A"))
        lot = picking.receipt_check_ids.lot_id
        lot.sudo().write({"certificate_number": "C-1", "ccc_number": "CCC-1"})
        job = self._job(self.adapter)
        self.assertFalse(job.move_ids.move_line_ids, "nothing of it is reserved")
        with self.assertRaises(BlockedPartError):
            self._job(self.adapter, lot).action_repair_end()
        repair = self._job(self.adapter, lot)
        repair.move_ids.move_line_ids.location_id = self.blocked
        with self.assertRaises(BlockedPartError):
            repair.action_repair_end()
        self.assertEqual(self._in(self.adapter, self.blocked), 3)

    def test_odoos_own_return_takes_them_from_where_they_lie(self):
        picking = self._received(2, (self.roller, 10))
        wizard = self.env["stock.return.picking"].with_user(self.keeper).create({"picking_id": picking.id})
        wizard.action_create_returns_all()
        moves = picking.return_ids.move_ids
        self.assertEqual(moves.location_id, self.stock | self.blocked)
        picking.return_ids.button_validate()
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (0, 0))

    def test_replacement_of_what_failed_comes_from_the_vendor_and_is_checked(self):
        picking = self._received(2, (self.roller, 10))
        wizard = self.env["stock.return.picking"].with_user(self.keeper).create({"picking_id": picking.id})
        failed = wizard.product_return_moves.filtered(
            lambda line: line.move_id.location_dest_id == self.blocked
        )
        failed.quantity = 2
        wizard.action_create_exchanges()
        back = picking.return_ids.with_user(self.keeper)
        replacement = back.return_ids.with_user(self.keeper)
        self.assertEqual(back.move_ids.location_id, self.blocked)
        self.assertEqual(replacement.move_ids.location_id.usage, "supplier")
        back.button_validate()
        with self.assertRaises(ReceiptCheckError):
            replacement.button_validate()
        self._pass(replacement)
        self._book(replacement)
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (10, 0))
        self.assertEqual(picking.purchase_id.sudo().order_line.qty_received, 10)

    def test_lines_that_are_not_picked_are_neither_checked_nor_booked(self):
        picking = self._receipt((self.adapter, 4, "LOT-A", "LOT-B"))
        picking.move_line_ids.filtered(lambda line: line.lot_name == "LOT-A").picked = True
        checks = self._checks(picking)
        self.assertEqual(checks.mapped("lot_label"), ["LOT-A"])
        self._fail(checks)
        self._book(picking)
        self.assertEqual((self._in(self.adapter, self.stock), self._in(self.adapter, self.blocked)), (0, 2))

    def test_nothing_is_sent_back_twice_or_without_having_failed(self):
        picking = self._received(2, (self.roller, 10))
        picking.receipt_check_ids.action_send_back()
        with self.assertRaises(ReceiptCheckError):
            picking.receipt_check_ids.action_send_back()
        returning = picking.receipt_check_ids.return_picking_id.with_user(self.keeper)
        returning.action_cancel()
        self.assertEqual(
            picking.receipt_check_ids.goods, "blocked", "a return that is called off can be made anew"
        )
        good = self._receipt((self.roller, 1))
        self._pass(good)
        self._book(good)
        with self.assertRaises(ReceiptCheckError):
            good.receipt_check_ids.action_send_back()

    def test_only_the_warehouse_sends_back(self):
        picking = self._received(2, (self.roller, 10))
        for user in (self.users["dispatcher"], self.users["equipment_supervisor"], self.buyer):
            with self.assertRaises(AccessError):
                picking.receipt_check_ids.with_user(user).action_send_back()

    def test_three_step_receipts_hand_on_only_what_passed(self):
        self.warehouse.reception_steps = "two_steps"
        picking = self._receipt((self.roller, 10))
        self._fail(self._checks(picking), 2)
        self._book(picking)
        self.assertEqual(self._in(self.roller, self.blocked), 2)
        following = self.env["stock.move"].search(
            [("product_id", "=", self.roller.id), ("location_id", "=", picking.location_dest_id.id)]
        )
        self.assertEqual(sum(following.mapped("quantity")), 8)
        self.assertEqual(following.move_line_ids.location_id, picking.location_dest_id)

    def test_product_that_was_never_on_the_transfer_can_still_be_returned(self):
        picking = self._receipt((self.roller, 2))
        self._pass(picking)
        self._book(picking)
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_model="stock.picking")
            .create(
                {
                    "picking_id": picking.id,
                    "product_return_moves": [
                        Command.create({"product_id": self.adapter.id, "quantity": 1, "move_id": False})
                    ],
                }
            )
        )
        returned = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        self.assertIn(self.adapter, returned.move_ids.product_id)
