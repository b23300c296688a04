"""Vans: filled, received, given back and counted by engineers without any right on stock."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import PartTransferError, StockShortError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestVans(StockingCase):
    def _van(self, user=None):
        self.env.flush_all()
        return self.env["printer.van.stock"].with_user(user or self.engineer)

    def _move(self, purpose, quantity=None, part=None, user=None):
        """The dialog, filled in and confirmed."""
        user = user or self.engineer
        act = {"fill": "action_fill", "receive": "action_receive", "give": "action_give_back"}[purpose]
        dialog = self._dialog(getattr(self._van(user), act)(), user)
        if quantity is not None:
            line = dialog.line_ids.filtered(lambda line: line.product_id == (part or self.roller))
            if line:
                line.quantity = quantity
            else:
                dialog.line_ids = [(0, 0, {"product_id": (part or self.roller).id, "quantity": quantity})]
        return dialog.action_done()

    def _pickings(self, source, target):
        return self.env["stock.picking"].search(
            [("location_id", "=", source.id), ("location_dest_id", "=", target.id)], order="id"
        )

    def test_van_is_filled_up_to_the_plan_and_received(self):
        self._agreed()
        self._have(9)
        self._have(1, self.van)
        self._move("fill")
        picking = self._pickings(self.shelf, self.van)
        self.assertEqual((picking.state, picking.move_ids.quantity), ("assigned", 4))
        self.assertEqual(self._there(self.van), 1, "not received yet")
        with self.assertRaisesRegex(PartTransferError, "how many"):
            self._move("fill")
        self._move("receive")
        self.assertEqual((picking.state, self._there(self.van)), ("done", 5))
        with self.assertRaises(PartTransferError):
            self._move("receive")

    def test_two_who_take_from_the_warehouse_at_once_follow_one_another(self):
        self._have(9)
        with self.registry.cursor() as other:
            other.execute("SELECT 1 FROM stock_location WHERE id = %s FOR NO KEY UPDATE", [self.shelf.id])
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(PartTransferError, "try again"):
                self._move("fill", 1)
        self._move("fill", 1)
        self.assertEqual(len(self._pickings(self.shelf, self.van)), 1)

    def test_part_outside_the_plan_can_be_fetched_too(self):
        self._have(3, part=self.fuser)
        self._move("fill", 2, self.fuser)
        self._move("receive")
        self.assertEqual(self._there(self.van, self.fuser), 2)

    def test_more_than_the_warehouse_has_is_refused_as_a_whole(self):
        self._have(3)
        with self.assertRaisesRegex(StockShortError, "Only 3 .*Roller"):
            self._move("fill", 4)
        self.assertFalse(self._pickings(self.shelf, self.van))

    def test_fewer_came_than_were_sent_and_the_rest_stays_open(self):
        self._have(9)
        self._move("fill", 4)
        self._move("receive", 3)
        first, rest = self._pickings(self.shelf, self.van)
        self.assertEqual((first.state, self._there(self.van)), ("done", 3))
        self.assertEqual((rest.state, rest.move_ids.product_uom_qty), ("assigned", 1))
        with self.assertRaisesRegex(PartTransferError, "were sent"):
            self._move("receive", 2)

    def test_received_once_though_two_confirm(self):
        self._have(9)
        self._move("fill", 4)
        dialogs = [self._dialog(self._van().action_receive(), self.engineer) for _person in range(2)]
        dialogs[0].action_done()
        with self.assertRaisesRegex(PartTransferError, "already"):
            dialogs[1].action_done()
        self.assertEqual(self._there(self.van), 4)

    def test_given_back_parts_wait_for_the_warehouse(self):
        self._have(4, self.van)
        with self.assertRaises(PartTransferError):
            self._move("give")
        self._move("give", 3)
        back = self._pickings(self.van, self.shelf)
        self.assertEqual((back.state, back.move_ids.quantity), ("assigned", 3))
        with self.assertRaisesRegex(StockShortError, "Only 1"):
            self._move("give", 2)

    def test_parts_of_a_colleagues_van_below_the_stock_are_not_taken(self):
        other = self.env["stock.location"].create({"name": "Van South", "location_id": self.shelf.id})
        self.env["helpdesk.ticket.team"].create({"name": "South", "van_location_ids": [(6, 0, other.ids)]})
        self._have(5, other)
        self._have(1)
        with self.assertRaisesRegex(StockShortError, "Only 1"):
            self._move("fill", 2)
        self._move("fill", 1)
        moves = self._pickings(self.shelf, self.van).move_ids
        self.assertEqual(moves.move_line_ids.location_id, self.shelf)

    def test_list_of_my_van_shows_what_is_there_and_what_should_be(self):
        self._agreed()
        self._have(1, self.van)
        self._have(3, self.site, self.fuser)
        rows = {(row.location_id, row.product_id): row for row in self._van().search([])}
        mine = rows[self.van, self.roller]
        self.assertEqual((mine.quantity, mine.quantity_min, mine.is_short), (1, 2, True))
        self.assertEqual(rows[self.site, self.fuser].quantity, 3)
        self.assertFalse(self._van(self.stranger).search([]))
        self.assertIn(mine.id, self._van(self.dispatcher).search([]).ids)

    def test_van_is_counted_and_what_is_due_is_done_with_it(self):
        row = self._agreed()
        check = self._check(row)
        self._have(4, self.van)
        self._have(2, self.van, self.fuser)
        dialog = self._dialog(self._van().action_count(), self.engineer)
        self.assertEqual(dialog.line_ids.product_id, self.roller | self.fuser)
        rollers = dialog.line_ids.filtered(lambda line: line.product_id == self.roller)
        rollers.write({"counted": 3, "is_counted": True})
        dialog.action_done()
        check.invalidate_recordset()
        self.assertEqual((check.state, self._there(self.van)), ("done", 3))
        self.assertEqual(self._there(self.van, self.fuser), 2)
        fusers = self.env["printer.part.check"].search([("product_id", "=", self.fuser.id)])
        self.assertFalse(fusers, "not ticked, not counted")

    def test_count_without_a_plan_stands_on_record_too(self):
        self._have(2, self.van, self.fuser)
        self.fuser.standard_price = 10
        dialog = self._dialog(self._van().action_count(), self.engineer)
        dialog.line_ids.write({"counted": 1, "is_counted": True})
        dialog.action_done()
        check = self.env["printer.part.check"].search([("product_id", "=", self.fuser.id)])
        self.assertEqual((check.state, check.difference, check.stocking_id.id), ("done", -1, False))

    def test_project_managers_do_not_move_parts(self):
        self._have(9)
        dialog = self.env["printer.part.move"].with_user(self.manager)
        values = {
            "purpose": "fill",
            "location_id": self.van.id,
            "line_ids": [(0, 0, {"product_id": self.roller.id, "quantity": 1})],
        }
        with self.assertRaises(AccessError):
            dialog.create(values).action_done()

    def test_strangers_move_nothing(self):
        self._have(9)
        self._have(9, self.van)
        Dialog = self.env["printer.part.move"].with_user(self.stranger)
        for purpose in ("fill", "give", "receive"):
            values = {
                "purpose": purpose,
                "location_id": self.van.id,
                "line_ids": [(0, 0, {"product_id": self.roller.id, "quantity": 1})],
            }
            with self.assertRaises(AccessError):
                Dialog.create(values).action_done()
        self.assertFalse(self._pickings(self.shelf, self.van) | self._pickings(self.van, self.shelf))

    def test_engineer_has_no_way_into_stock_itself(self):
        self._have(9)
        self._move("fill", 1)
        picking = self._pickings(self.shelf, self.van).with_user(self.engineer)
        for model in ("stock.picking", "stock.move", "stock.warehouse.orderpoint"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.engineer).search([])
        with self.assertRaises(AccessError):
            picking.button_validate()
