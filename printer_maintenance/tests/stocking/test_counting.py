"""Counting: differences go through Odoo's own inventory, large ones through dispatch, defective pieces aside."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import PartCheckError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestCounting(StockingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls._agreed()
        cls.blocked = cls.env.ref("printer_maintenance.stock_location_defective")

    def _inventory_moves(self):
        return self.env["stock.move"].search(
            [("product_id", "=", self.roller.id), ("is_inventory", "=", True)]
        )

    def test_right_count_changes_nothing(self):
        self._have(4, self.van)
        check = self._check(self.row)
        self._count(check, 4, remark="Dry")
        self.assertEqual((check.state, check.difference, check.condition), ("done", 0, "good"))
        self.assertEqual((check.done_by_id, check.is_on_time, check.remark), (self.engineer, True, "Dry"))
        self.assertFalse(self._inventory_moves())

    def test_small_difference_is_booked_by_the_engineer_of_the_station(self):
        self._have(4, self.van)
        check = self._check(self.row)
        self._count(check, 3)
        self.assertEqual((check.state, check.quantity_expected, check.difference), ("done", 4, -1))
        self.assertEqual(self._there(self.van), 3)
        move = self._inventory_moves()
        self.assertIn("Check of stock", move.inventory_name)
        self.assertEqual(move.create_uid, self.engineer)

    def test_found_where_nothing_should_be(self):
        check = self._check(self.row)
        self._count(check, 1)
        self.assertEqual((check.state, self._there(self.van)), ("done", 1))

    def test_large_difference_waits_for_dispatch(self):
        self._have(9, self.van)
        check = self._check(self.row)
        self._count(check, 5)
        self.assertEqual((check.state, self._there(self.van)), ("proposed", 9))
        activity = check.activity_ids
        self.assertTrue(activity.user_id.has_group("printer_maintenance.group_dispatcher"))
        self.assertIn("-4", activity.note)
        with self.assertRaises(AccessError):
            check.with_user(self.engineer).action_approve()
        self._have(-2, self.van)
        check.with_user(self.dispatcher).action_approve()
        self.assertEqual((check.state, check.decided_by_id), ("done", self.dispatcher))
        self.assertEqual(self._there(self.van), 3, "the two taken meanwhile stay taken")
        self.assertFalse(check.activity_ids)
        with self.assertRaisesRegex(PartCheckError, "no difference"):
            check.with_user(self.dispatcher).action_approve()

    def test_dear_part_waits_for_dispatch_at_one_piece(self):
        row = self._agreed(self.fuser)
        self._have(2, self.van, self.fuser)
        check = self._check(row)
        self._count(check, 1)
        self.assertEqual(check.state, "proposed")
        check.with_user(self.dispatcher).action_refuse()
        self.assertEqual((check.state, check.done_on), ("open", False))
        self._count(check, 2)
        self.assertEqual((check.state, self._there(self.van, self.fuser)), ("done", 2))

    def test_difference_that_was_used_up_meanwhile_is_not_booked(self):
        self._have(9, self.van)
        check = self._check(self.row)
        self._count(check, 5)
        self._have(-7, self.van)
        with self.assertRaisesRegex(PartCheckError, "only 2"):
            check.with_user(self.dispatcher).action_approve()

    def test_defective_pieces_are_put_aside_and_scrapped_if_so_decided(self):
        self._have(4, self.van)
        check = self._check(self.row)
        self._count(check, 4, defective=1)
        self.assertEqual((check.state, check.condition), ("done", "defective"))
        self.assertEqual((self._there(self.van), self._there(self.blocked)), (3, 1))
        with self.assertRaises(AccessError):
            check.with_user(self.engineer).action_scrap()
        check.with_user(self.dispatcher).action_scrap()
        self.assertEqual(self._there(self.blocked), 0)
        self.assertEqual((check.scrap_ids.state, check.scrap_ids.scrap_qty), ("done", 1))
        check.with_user(self.dispatcher).action_scrap()
        self.assertEqual(len(check.scrap_ids), 1, "not twice")

    def test_defective_pieces_nobody_knew_of_are_put_aside_too(self):
        check = self._check(self.row)
        self._count(check, 2, defective=2)
        self.assertEqual((self._there(self.van), self._there(self.blocked)), (0, 2))
        self.assertEqual(check.line_ids.blocked, 2)

    def test_what_was_put_aside_before_a_second_count_can_still_be_scrapped(self):
        self._have(9, self.van)
        check = self._check(self.row)
        self._count(check, 5, defective=2)
        self.assertEqual((check.state, self._there(self.van), self._there(self.blocked)), ("proposed", 7, 2))
        check.with_user(self.dispatcher).action_refuse()
        self._count(check, 7)
        self.assertEqual((check.state, check.difference, check.quantity_defective), ("done", 0, 2))
        check.with_user(self.dispatcher).action_scrap()
        self.assertEqual((self._there(self.van), self._there(self.blocked)), (7, 0))

    def test_another_shelf_cannot_be_counted_in_its_place(self):
        self._have(4, self.shelf)
        check = self._check(self.row)
        dialog = self._dialog(check.with_user(self.engineer).action_count(), self.engineer)
        for place in (self.shelf, self.env.ref("stock.stock_location_suppliers")):
            dialog.line_ids.write({"location_id": place.id, "expected": 4, "counted": 3, "is_counted": True})
            with self.assertRaisesRegex(PartCheckError, "no part of what is counted"):
                dialog.action_done()
        self.assertEqual(self._there(self.shelf), 4)

    def test_stock_that_moves_while_somebody_counts_is_noticed(self):
        self._have(4, self.van)
        check = self._check(self.row)
        dialog = self._dialog(check.with_user(self.engineer).action_count(), self.engineer)
        dialog.line_ids.write({"counted": 4, "is_counted": True})
        self._have(-1, self.van)
        with self.assertRaisesRegex(PartCheckError, "3 should be there now"):
            dialog.action_done()
        self.assertEqual(check.state, "open")

    def test_impossible_numbers_are_refused(self):
        self._have(4, self.van)
        check = self._check(self.row)
        for counted, defective in ((-1, 0), (3, 4), (3, -1)):
            with self.assertRaises(PartCheckError):
                self._count(check, counted, defective)
        dialog = self._dialog(check.with_user(self.engineer).action_count(), self.engineer)
        with self.assertRaisesRegex(PartCheckError, "Tick"):
            dialog.action_done()

    def test_lots_are_counted_one_by_one(self):
        toner = self._make_part("Toner", tracking="lot")
        one, two = self.env["stock.lot"].create(
            [{"name": name, "product_id": toner.id} for name in ("LOT-1", "LOT-2")]
        )
        self._have(3, self.van, toner, one)
        self._have(2, self.van, toner, two)
        check = self._check(self._agreed(toner))
        dialog = self._dialog(check.with_user(self.engineer).action_count(), self.engineer)
        self.assertEqual(dialog.line_ids.mapped("lot_name"), ["LOT-1", "LOT-2"])
        dialog.line_ids[0].write({"counted": 2, "is_counted": True})
        with self.assertRaisesRegex(PartCheckError, "every lot"):
            dialog.action_done()
        dialog.line_ids[1].is_counted = True
        dialog.action_done()
        quants = self.env["stock.quant"].search([("location_id", "=", self.van.id), ("lot_id", "=", one.id)])
        self.assertEqual((quants.quantity, check.difference), (2, -1))

    def test_lot_that_nobody_expected_is_entered_by_its_number(self):
        toner = self._make_part("Toner", tracking="lot")
        lot = self.env["stock.lot"].create({"name": "LOT-7", "product_id": toner.id})
        check = self._check(self._agreed(toner))
        dialog = self._dialog(check.with_user(self.engineer).action_count(), self.engineer)
        dialog.line_ids.write({"counted": 1, "is_counted": True})
        with self.assertRaisesRegex(PartCheckError, "which lot"):
            dialog.action_done()
        dialog.line_ids.lot_name = "LOT-8"
        with self.assertRaisesRegex(PartCheckError, "no lot LOT-8"):
            dialog.action_done()
        dialog.line_ids.lot_name = "LOT-7"
        dialog.action_done()
        self.assertEqual(self._there(self.van, toner), 1)
        self.assertEqual(check.line_ids.lot_id, lot)

    def test_check_is_entered_once(self):
        self._have(4, self.van)
        check = self._check(self.row)
        action = check.with_user(self.engineer).action_count()
        dialogs = [self._dialog(action, self.engineer) for _person in range(2)]
        for dialog in dialogs:
            dialog.line_ids.write({"counted": 3, "is_counted": True})
        dialogs[0].action_done()
        with self.assertRaisesRegex(PartCheckError, "already"):
            dialogs[1].action_done()
        self.assertEqual(self._there(self.van), 3)

    def test_engineer_of_another_station_may_not_count(self):
        check = self._check(self.row)
        with self.assertRaises(AccessError):
            check.with_user(self.stranger).action_count()
        with self.assertRaises(AccessError):
            check.with_user(self.stranger)._enter([])
        with self.assertRaises(AccessError):
            self.env["printer.part.count"].with_user(self.stranger).with_context(
                default_location_id=self.van.id
            ).create({})
        forged = (
            self.env["printer.part.count"]
            .with_user(self.stranger)
            .create(
                {
                    "location_id": self.van.id,
                    "line_ids": [
                        (0, 0, {"product_id": self.roller.id, "counted": 1, "is_counted": True}),
                    ],
                }
            )
        )
        with self.assertRaises(AccessError):
            forged.action_done()
        self.assertEqual(self._there(self.van), 0)
