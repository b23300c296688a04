"""Parts that come in are checked before their receipt is booked (REQUIREMENTS P4)."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...exceptions import AppendOnlyError, ReceiptCheckError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestReceiptCheck(ReceiptCase):
    def test_unchecked_receipt_is_refused_with_the_part(self):
        picking = self._receipt((self.roller, 3))
        with self.assertRaisesRegex(ReceiptCheckError, "Roller"):
            picking.button_validate()
        self._checks(picking)
        with self.assertRaisesRegex(ReceiptCheckError, "Roller"):
            picking.button_validate()
        self.assertEqual(self._in(self.roller, self.stock), 0)

    def test_no_other_way_of_booking_leads_around_the_check(self):
        picking = self._receipt((self.roller, 3))
        picking.move_ids.picked = True
        for context in (
            {"skip_sanity_check": True, "skip_backorder": True},
            {"button_validate_picking_ids": []},
        ):
            with self.assertRaises(ReceiptCheckError):
                picking.with_context(**context).button_validate()
        with self.assertRaises(ReceiptCheckError):
            picking._action_done()
        with self.assertRaises(ReceiptCheckError):
            picking.move_ids._action_done()

    def test_receipt_made_by_hand_is_checked_as_well(self):
        kind = self.warehouse.in_type_id
        picking = (
            self.env["stock.picking"]
            .with_user(self.keeper)
            .create(
                {
                    "picking_type_id": kind.id,
                    "location_id": self.env.ref("stock.stock_location_suppliers").id,
                    "location_dest_id": self.stock.id,
                    "move_ids": [
                        Command.create(
                            {
                                "product_id": self.roller.id,
                                "product_uom_qty": 2,
                                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                                "location_dest_id": self.stock.id,
                            }
                        )
                    ],
                }
            )
        )
        with self.assertRaises(ReceiptCheckError):
            picking.button_validate()

    def test_checked_receipt_is_booked_and_the_check_is_stamped(self):
        picking = self._receipt((self.roller, 3))
        self._pass(picking)
        check = picking.receipt_check_ids
        self.assertEqual((check.state, check.checked_by_id, check.goods), ("passed", self.keeper, "waiting"))
        self.assertTrue(check.checked_at)
        self._book(picking)
        self.assertEqual(picking.state, "done")
        self.assertEqual(self._in(self.roller, self.stock), 3)
        self.assertEqual(check.goods, "stock")

    def test_booked_check_stays_as_it_is(self):
        picking = self._receipt((self.roller, 3))
        self._pass(picking)
        self._book(picking)
        check = picking.receipt_check_ids
        with self.assertRaises(ReceiptCheckError):
            check.write({"function_result": "failed", "fail_reason": "Late thought"})
        with self.assertRaises(ReceiptCheckError):
            check.action_pass_all()
        with self.assertRaises(AppendOnlyError):
            check.sudo().unlink()
        self.roller.needs_ccc = True
        self.assertEqual(check.state, "passed")

    def test_3c_is_asked_only_where_it_is_compulsory(self):
        picking = self._receipt((self.roller, 1), (self.adapter, 2, "LOT-A"))
        checks = self._checks(picking)
        by_part = {check.product_id: check._points() for check in checks}
        self.assertNotIn("ccc_result", by_part[self.roller])
        self.assertIn("ccc_result", by_part[self.adapter])

    def test_each_lot_has_its_check_and_keeps_its_papers(self):
        picking = self._receipt((self.adapter, 4, "LOT-A", "LOT-B"))
        checks = self._checks(picking)
        self.assertEqual(checks.mapped("lot_label"), ["LOT-A", "LOT-B"])
        self.assertEqual(checks.mapped("quantity"), [2, 2])
        with self.assertRaisesRegex(ReceiptCheckError, "LOT-A"):
            checks[0].action_pass_all()
        for check in checks:
            check.write({"certificate_number": f"C-{check.lot_label}", "ccc_number": "2026-CCC"})
        checks.action_pass_all()
        self._book(picking)
        lots = checks.lot_id.sorted("name")
        self.assertEqual(lots.mapped("certificate_number"), ["C-LOT-A", "C-LOT-B"])
        self.assertEqual(set(lots.mapped("papers_state")), {"complete"})
        self.assertEqual(lots.papers_checked_by_id, self.keeper)

    def test_lots_are_entered_before_they_are_checked(self):
        picking = self._receipt((self.disk, 2))
        with self.assertRaisesRegex(ReceiptCheckError, "Disk.*lot or serial"):
            picking.action_check_parts()
        with self.assertRaises(UserError):
            picking.button_validate()

    def test_partial_receipt_and_backorder_have_their_own_checks(self):
        picking = self._receipt((self.roller, 10))
        picking.move_ids.quantity = 6
        self._pass(picking)
        self._book(picking)
        self.assertEqual(self._in(self.roller, self.stock), 6)
        backorder = picking.backorder_ids.with_user(self.keeper)
        self.assertEqual(backorder.move_ids.product_uom_qty, 4)
        with self.assertRaises(ReceiptCheckError):
            backorder.button_validate()
        self._pass(backorder)
        self._book(backorder)
        self.assertEqual(self._in(self.roller, self.stock), 10)
        self.assertEqual(len(picking.receipt_check_ids | backorder.receipt_check_ids), 2)

    def test_another_quantity_is_counted_again(self):
        picking = self._receipt((self.roller, 10))
        self._pass(picking)
        picking.move_ids.quantity = 6
        with self.assertRaises(ReceiptCheckError):
            picking.button_validate()
        check = self._checks(picking)
        self.assertEqual((check.quantity, check.state, check.function_result), (6, "open", "passed"))

    def test_quantity_that_does_not_agree_is_corrected_first(self):
        picking = self._receipt((self.roller, 10))
        check = self._checks(picking)
        self._fail(check, function_result="passed", quantity_result="failed")
        with self.assertRaisesRegex(ReceiptCheckError, "quantity does not agree"):
            picking.button_validate()

    def test_another_lot_is_another_check(self):
        picking = self._receipt((self.adapter, 2, "LOT-A"))
        self._pass(picking)
        picking.move_line_ids.lot_name = "LOT-X"
        with self.assertRaisesRegex(ReceiptCheckError, "LOT-X"):
            picking.button_validate()
        self.assertEqual(self._checks(picking).lot_label, "LOT-X")

    def test_failure_needs_its_reason_and_a_possible_quantity(self):
        check = self._checks(self._receipt((self.roller, 3)))
        with self.assertRaises(ReceiptCheckError):
            self._fail(check, fail_reason=" ")
            self.env.flush_all()
        for quantity in (4, -1):
            with self.assertRaises(ReceiptCheckError):
                self._fail(check, quantity=1)
                check.failed_quantity = quantity

    def test_unit_of_the_purchase_does_not_matter(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.vendor.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.roller.id,
                            "product_qty": 2,
                            "product_uom_id": dozen.id,
                            "price_unit": 1,
                        }
                    )
                ],
            }
        )
        order.button_confirm()
        picking = order.picking_ids.with_user(self.keeper)
        check = self._checks(picking)
        self.assertEqual(check.quantity, 24)
        self._fail(check, quantity=3)
        self._book(picking)
        self.assertEqual((self._in(self.roller, self.stock), self._in(self.roller, self.blocked)), (21, 3))
        self.assertEqual(order.order_line.qty_received, 2)

    def test_booked_receipt_grows_by_no_back_door(self):
        picking = self._receipt((self.roller, 3))
        self._pass(picking)
        self._book(picking)
        with self.assertRaises(ReceiptCheckError):
            picking.move_line_ids.quantity = 5
        with self.assertRaises(ReceiptCheckError):
            picking.move_line_ids.copy({"quantity": 2})
        self.assertEqual(self._in(self.roller, self.stock), 3)

    def test_receipts_of_other_products_are_untouched(self):
        paper = self._make_part("Chair", is_printer_part=False)
        picking = self._receipt((paper, 3))
        self.assertFalse(picking.has_parts_to_check)
        self._book(picking)
        self.assertEqual((picking.state, len(picking.receipt_check_ids)), ("done", 0))

    def test_checks_of_many_lines_cost_no_more_queries(self):
        few = self._receipt((self.disk, 2, "S1", "S2"))
        self._checks(few)
        counts = []
        for number in (2, 12):
            picking = self._receipt((self.disk, number, *(f"Q{number}-{i}" for i in range(number))))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            picking.action_check_parts()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
