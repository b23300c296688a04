"""The plan: what may be agreed, and Odoo's reordering rules that follow it."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, StockingError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestPlan(StockingCase):
    def _rule(self, place, part=None):
        return (
            self.env["stock.warehouse.orderpoint"]
            .with_context(active_test=False)
            .search([("location_id", "=", place.id), ("product_id", "=", (part or self.roller).id)])
        )

    def test_agreed_row_keeps_a_reordering_rule(self):
        row = self._row()
        self.assertFalse(self._rule(self.van), "a draft orders nothing")
        self.assertEqual(row.check_method, "Seal unbroken", "as the part says")
        row.with_user(self.dispatcher)._agree(date(2026, 3, 2), self.contact)
        rule = self._rule(self.van)
        self.assertEqual((rule.product_min_qty, rule.product_max_qty), (2, 5))
        self.assertEqual(rule.route_id, self.warehouse.printer_route_id)
        self.assertEqual(row.orderpoint_id, rule)
        self.assertEqual((row.agreed_on, row.agreed_with_id), (date(2026, 3, 2), self.contact))
        self.assertEqual(row.agreed_by_id, self.dispatcher)

    def test_van_is_filled_from_the_warehouse_by_one_transfer(self):
        self._have(9)
        self._have(9, part=self.fuser)
        rows = self._agreed() | self._agreed(self.fuser)
        self.assertEqual(rows.mapped("quantity_missing"), [2, 2])
        rows.with_user(self.dispatcher).action_fill_up()
        picking = self.env["stock.picking"].search([("location_dest_id", "=", self.van.id)])
        self.assertEqual(len(picking), 1)
        self.assertEqual((picking.location_id, picking.state), (self.shelf, "assigned"))
        self.assertEqual(sorted(picking.move_ids.mapped("product_uom_qty")), [5, 5])
        self.env.invalidate_all()
        self.assertEqual(rows.mapped("quantity_coming"), [5, 5])
        with self.assertRaisesRegex(StockingError, "enough"):
            rows.with_user(self.dispatcher).action_fill_up()

    def test_odoos_own_scheduler_fills_the_van_too(self):
        self._have(9)
        row = self._agreed()
        row.orderpoint_id._procure_orderpoint_confirm(company_id=self.env.company)
        self.env.invalidate_all()
        self.assertEqual(row.quantity_coming, 5)

    def test_warehouse_is_filled_by_a_request_for_quotation(self):
        vendor = self.env["res.partner"].create({"name": "Vendor"})
        self.roller.seller_ids = [(0, 0, {"partner_id": vendor.id, "price": 5})]
        row = self._agreed(place=self.shelf, agreement_id=False)
        self.assertEqual(row.orderpoint_id.route_id, self.warehouse.buy_pull_id.route_id)
        row.with_user(self.dispatcher).action_fill_up()
        line = self.env["purchase.order.line"].search([("product_id", "=", self.roller.id)])
        self.assertEqual((line.product_qty, line.state, line.partner_id), (5, "draft", vendor))

    def test_part_without_vendor_says_so(self):
        row = self._agreed(place=self.shelf, agreement_id=False)
        with self.assertRaisesRegex(StockingError, "Roller"):
            row.with_user(self.dispatcher).action_fill_up()

    def test_existing_rule_is_taken_over_with_its_route(self):
        route = self.env["stock.route"].create({"name": "By bike"})
        rule = self.env["stock.warehouse.orderpoint"].create(
            {
                "location_id": self.van.id,
                "product_id": self.roller.id,
                "product_min_qty": 1,
                "product_max_qty": 1,
                "route_id": route.id,
                "active": False,
            }
        )
        row = self._agreed()
        self.assertEqual(self._rule(self.van), rule)
        self.assertEqual(row.orderpoint_id, rule)
        self.assertEqual((rule.active, rule.product_max_qty, rule.route_id), (True, 5, route))

    def test_rule_changed_by_hand_is_shown_and_not_overwritten(self):
        row = self._agreed()
        row.orderpoint_id.product_max_qty = 9
        self.assertIn("2 to 9, the plan 2 to 5", row.orderpoint_note)
        row.service_percent = 90
        self.env["printer.part.stocking"]._make_checks()
        self.assertEqual(row.orderpoint_id.product_max_qty, 9)
        row.with_user(self.dispatcher).action_align_orderpoint()
        self.assertFalse(row.orderpoint_note)
        row.orderpoint_id.unlink()
        self.assertIn("no reordering rule", row.orderpoint_note)
        row.with_user(self.dispatcher).action_align_orderpoint()
        self.assertEqual(self._rule(self.van).product_max_qty, 5)

    def test_change_takes_the_place_of_what_was_agreed(self):
        row = self._agreed(agreed_on=date(2026, 3, 1))
        rule = row.orderpoint_id
        planner = row.with_user(self.dispatcher)
        with self.assertRaisesRegex(StockingError, "Change"):
            planner.quantity_min = 3
        draft = planner.browse(planner.action_revise()["res_id"])
        self.assertEqual(planner.action_revise()["res_id"], draft.id, "one draft, however often asked")
        draft.write({"quantity_min": 4, "quantity_max": 8})
        self.assertEqual(rule.product_max_qty, 5, "not yet agreed")
        draft._agree(date(2026, 3, 2), self.contact)
        self.assertEqual((row.state, draft.state), ("ended", "agreed"))
        self.assertIn("2026-03-02", row.end_reason)
        self.assertEqual((rule.active, rule.product_min_qty, rule.product_max_qty), (True, 4, 8))
        self.assertEqual(self._rule(self.van), rule, "no second one")
        self.assertEqual(set(row.check_ids.mapped("state")), {"cancelled"})
        self.assertTrue(draft.check_ids)

    def test_ended_row_orders_nothing_and_cancels_its_checks(self):
        row = self._agreed()
        with self.assertRaises(StockingError):
            row.with_user(self.dispatcher)._end("  ")
        row.with_user(self.dispatcher)._end("Device retired")
        self.assertEqual((row.state, row.end_reason), ("ended", "Device retired"))
        self.assertFalse(row.orderpoint_id.active)
        self.assertEqual(set(row.check_ids.mapped("state")), {"cancelled"})
        self.assertEqual(set(row.check_ids.mapped("cancel_reason")), {"Device retired"})

    def test_second_row_for_a_part_and_place_is_refused(self):
        self._agreed()
        with self.assertRaisesRegex(StockingError, "Change"):
            self._agreed()
        twice = self._row(self.fuser) | self._row(self.fuser)
        with self.assertRaisesRegex(StockingError, "twice"):
            twice.with_user(self.dispatcher)._agree(date(2026, 3, 2), self.contact)

    def test_agreeing_needs_a_quantity_a_person_and_a_day(self):
        planner = self.env["printer.part.stocking"].with_user(self.dispatcher)
        with self.assertRaisesRegex(StockingError, "how many"):
            self._row(quantity_min=0, quantity_max=0).with_user(self.dispatcher)._agree(
                date(2026, 3, 2), self.contact
            )
        row = self._row().with_user(self.dispatcher)
        with self.assertRaisesRegex(StockingError, "with whom"):
            row._agree(date(2026, 3, 2))
        with self.assertRaisesRegex(StockingError, "ahead"):
            row._agree(date(2026, 3, 4), self.contact)
        with self.assertRaises(StockingError):
            planner._agree(date(2026, 3, 2), self.contact)

    def test_places_and_parts_that_cannot_be_planned_are_refused(self):
        customers = self.env.ref("stock.stock_location_customers")
        below = self.env["stock.location"].create({"name": "Rack", "location_id": self.shelf.id})
        oil = self.env["product.product"].create({"name": "Oil", "type": "consu", "is_storable": True})
        for values, words in (
            ({"place": customers}, "our own stock"),
            ({"place": below}, "beside the warehouse"),
            ({"part": oil}, "not a spare part"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                self._row(**values)

    def test_state_and_rule_cannot_be_entered(self):
        row = self._row().with_user(self.dispatcher)
        for values in ({"state": "agreed"}, {"agreed_on": "2026-03-02"}, {"end_reason": "x"}):
            with self.assertRaises(GuardedFieldError):
                row.write(values)
        row.unlink()
        with self.assertRaises(StockingError):
            self._agreed().with_user(self.dispatcher).unlink()

    def test_engineer_may_not_plan(self):
        row = self._row().with_user(self.engineer)
        self.assertTrue(row.quantity_min, "sees the own van's plan")
        for act in (row.action_agree, row.action_end, row.action_revise, row.action_fill_up):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            row._agree(date(2026, 3, 2), self.contact)
        with self.assertRaises(AccessError):
            row.quantity_min = 9
