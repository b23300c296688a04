"""Parts on a visit, by engineers who have no right on the warehouse."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import PartError, StockShortError
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestPartUse(PartsCase):
    def _dialog(self, visit, part, quantity=1, user=None, **values):
        return (
            self.env["printer.part.use"]
            .with_user(user or self.engineer)
            .create({"visit_id": visit.id, "product_id": part.id, "quantity": quantity, **values})
        )

    def _use(self, visit, quantity, part=None, **values):
        return self._dialog(visit, part or self.roller, quantity, **values).action_use()

    def test_used_part_leaves_the_van_when_the_work_is_done(self):
        visit = self._on_site()
        self._use(visit, 2)
        self.assertEqual(self.roller.qty_available, 12)
        self.assertEqual(self._on_hand(self.roller, self.van), 0, "reserved while the job runs")
        repair = self._finish(visit)
        self.roller.invalidate_recordset()
        self.assertEqual(self.roller.qty_available, 10)
        self.assertEqual((repair.state, repair.ticket_id), ("done", visit.ticket_id))
        self.assertEqual((repair.equipment_id, repair.partner_id), (self.device, self.unit))
        self.assertEqual((repair.agreement_id, repair.location_id), (self.agreement, self.van))
        self.assertEqual(visit.part_summary, "Roller × 2")
        self.assertIn("part_in", self.device.event_ids.mapped("kind"))

    def test_part_that_the_van_lacks_comes_from_the_warehouse(self):
        visit = self._on_site()
        self._use(visit, 3)
        self.assertEqual(visit.sudo().repair_ids.move_ids.location_id, self.stock)

    def test_two_parts_share_one_repair_order(self):
        visit = self._on_site()
        self._use(visit, 1)
        self._use(visit, 1)
        self.assertEqual(len(visit.sudo().repair_ids), 1)

    def test_more_than_is_free_is_refused_with_part_places_and_quantities(self):
        visit = self._on_site()
        with self.assertRaisesRegex(StockShortError, "Roller.*11.*2 in .*Van north.*10 in"):
            self._use(visit, 11)
        self.assertFalse(visit.sudo().repair_ids.move_ids)

    def test_parts_are_used_on_site_only(self):
        with self.assertRaises(ValidationError):
            self._use(self._confirmed_visit(), 1)

    def test_zero_and_negative_quantities_are_refused(self):
        visit = self._on_site()
        for quantity in (0, -1, 0.0004):
            with self.assertRaises(ValidationError):
                self._use(visit, quantity)

    def test_engineer_has_no_way_into_the_warehouse_itself(self):
        with self.assertRaises(AccessError):
            self.env["stock.quant"].with_user(self.engineer).create(
                {"product_id": self.roller.id, "location_id": self.stock.id, "inventory_quantity": 9}
            )
        with self.assertRaises(AccessError):
            self.env["repair.order"].with_user(self.engineer).create({})

    def test_colleague_cannot_take_parts_on_anothers_visit(self):
        visit = self._on_site()
        with self.assertRaises(AccessError):
            self._dialog(visit, self.roller, user=self.users["second_line"]).action_use()

    def test_lot_that_is_scanned_is_the_one_that_is_used(self):
        drum = self._make_part("Drum", 90, tracking="lot", needs_certificate=False)
        older, newer = self.env["stock.lot"].create(
            [{"name": name, "product_id": drum.id} for name in ("D-OLD", "D-NEW")]
        )
        self._put(drum, self.van, 1, older)
        self._put(drum, self.van, 1, newer)
        visit = self._on_site()
        dialog = self._dialog(visit, drum)
        self.assertEqual(dialog.lot_hint, "D-OLD, D-NEW")
        with self.assertRaisesRegex(ValidationError, "D-OLD, D-NEW"):
            dialog.action_use()
        dialog.lot_name = "d-new "
        dialog.action_use()
        self._finish(visit)
        fitted = self.device.fitting_ids
        self.assertEqual((fitted.lot_id, fitted.quantity), (newer, 1))

    def test_part_in_the_hand_corrects_the_van_instead_of_going_negative(self):
        visit = self._on_site()
        dialog = self._dialog(visit, self.fuser, place="van", correction="Brought from the north station")
        self.fuser.is_major_part = False
        dialog.invalidate_recordset()
        self.assertTrue(dialog.is_short)
        dialog.action_in_hand()
        self._finish(visit)
        self.assertEqual(self._on_hand(self.fuser, self.van), 0)
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3, "the warehouse is not touched")
        counted = self.env["stock.move"].search(
            [("product_id", "=", self.fuser.id), ("is_inventory", "=", True)]
        )
        self.assertEqual(counted.quantity, 1)
        self.assertIn("Stock corrected", "".join(visit.sudo().activity_ids.mapped("summary")))

    def test_stock_is_not_corrected_without_a_word_nor_in_the_warehouse(self):
        visit = self._on_site()
        for values in ({"place": "van"}, {"place": "warehouse", "correction": "It is here"}):
            with self.assertRaises(PartError):
                self._dialog(visit, self.roller, 40, **values).action_in_hand()

    def test_part_taken_by_somebody_else_after_the_dialog_opened_is_refused(self):
        visit = self._on_site()
        dialog = self._dialog(visit, self.fuser, 3)
        self.fuser.is_major_part = False
        self._put(self.fuser, self.stock, -1)
        with self.assertRaises(StockShortError):
            dialog.action_use()

    def test_reservation_lost_before_the_work_is_done_is_said_not_booked(self):
        visit = self._on_site()
        self._use(visit, 2)
        visit.sudo().repair_ids.move_ids._do_unreserve()
        self._put(self.roller, self.van, -2)
        with self.assertRaisesRegex(StockShortError, "Roller"):
            self._finish(visit)

    def test_part_used_in_the_warehouses_own_screen_is_judged_by_the_same_rule(self):
        self.agreement.parts_policy = "at_cost"
        ticket = self._report()
        action = ticket.with_user(self.agent).action_open_job()
        repair = self.env["repair.order"].browse(action["res_id"])
        self.assertEqual((repair.partner_id, repair.location_id), (self.unit, self.van))
        repair.write({"move_ids": [(0, 0, {"product_id": self.roller.id, "repair_line_type": "add"})]})
        self.assertEqual(repair.move_ids.part_cover, "at_cost")
        self.assertTrue(repair.move_ids.part_needs_approval)
        self.assertEqual(ticket.action_open_job()["res_id"], repair.id, "one job a request")

    def test_part_that_was_looked_for_on_the_visit_is_used_from_there(self):
        visit = self._on_site()
        found = self.roller.with_user(self.engineer).with_context(printer_visit_id=visit.id)
        action = found.action_use_on_visit()
        self.assertEqual(
            action["context"], {"default_visit_id": visit.id, "default_product_id": self.roller.id}
        )
