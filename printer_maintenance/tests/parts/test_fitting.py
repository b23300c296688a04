"""What was put into which device, and what came out of it again."""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import AppendOnlyError, GuardedFieldError, PartError
from ..receiving import receive
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestFitting(PartsCase):
    def _fitted(self, part=None, quantity=1, **how):
        visit = self._on_site(self._report())
        visit._use_part(part or self.roller, quantity, **how)
        self._finish(visit)
        return visit.sudo().ticket_id.fitting_ids

    @freeze_time("2026-03-02 01:00:00")
    def test_row_says_when_by_whom_on_which_job_and_at_what_cost(self):
        self.device._through_door().write({"meter_mono": 5000, "meter_color": 10})
        fitting = self._fitted(quantity=2)
        self.assertEqual((fitting.equipment_id, fitting.unit_id), (self.device, self.unit))
        self.assertEqual((fitting.engineer_id, fitting.quantity), (self.engineer, 2))
        self.assertEqual(fitting.fitted_at, fields.Datetime.to_datetime("2026-03-02 01:00:00"))
        self.assertEqual((fitting.cover, fitting.unit_cost, fitting.unit_price), ("agreement", 30, 0))
        self.assertEqual((fitting.meter_mono, fitting.meter_color), (5000, 10))
        self.assertEqual(fitting.vendor_id, self.vendor)
        self.assertEqual(fitting.agreement_id, self.agreement)

    def test_purchase_is_found_by_the_lot(self):
        drum = self._make_part("Drum", 90, tracking="lot", needs_certificate=False)
        purchase = self.env["purchase.order"].create(
            {
                "partner_id": self.vendor.id,
                "order_line": [(0, 0, {"product_id": drum.id, "product_qty": 3, "price_unit": 77})],
            }
        )
        purchase.button_confirm()
        picking = purchase.picking_ids
        lot = self.env["stock.lot"].create({"name": "L-77", "product_id": drum.id})
        picking.move_ids.move_line_ids.write({"lot_id": lot.id, "quantity": 3})
        receive(picking)
        fitting = self._fitted(drum, lot=lot)
        self.assertEqual((fitting.purchase_line_id, fitting.unit_cost), (purchase.order_line, 77))

    def test_new_part_closes_the_row_of_the_one_it_replaces(self):
        first, second = self._fitted(), self._fitted()
        self.assertEqual((first.removed_at, first.replaced_by_id), (second.fitted_at, second))
        self.assertFalse(second.removed_at)

    def test_added_part_replaces_nothing(self):
        first, second = self._fitted(), self._fitted(old_part="none")
        self.assertFalse(first.removed_at or second.removed_at)

    def test_part_comes_back_into_the_van_once(self):
        fitting = self._fitted().with_user(self.engineer)
        self.assertEqual(self._on_hand(self.roller, self.van), 1)
        with self.assertRaises(PartError):
            fitting._take_back(" ")
        action = fitting.action_take_back()
        dialog = self.env[action["res_model"]].with_user(self.engineer).with_context(**action["context"])
        dialog.create({"reason": "Was not the fault"}).action_take_back()
        self.assertEqual(self._on_hand(self.roller, self.van), 2)
        self.assertTrue(fitting.taken_back_at)
        with self.assertRaises(PartError):
            fitting._take_back("Again")
        self.assertEqual(self._on_hand(self.roller, self.van), 2)

    def test_only_engineers_and_dispatch_take_parts_back(self):
        fitting = self._fitted()
        for role in ("agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                fitting.with_user(self.users[role])._take_back("Mine")

    def test_rows_stay_as_they_are(self):
        fitting = self._fitted()
        with self.assertRaises(GuardedFieldError):
            fitting.unit_price = 1
        with self.assertRaises(AppendOnlyError):
            fitting.unlink()

    def test_part_that_no_stock_left_for_is_not_taken_back(self):
        rows = self.env["printer.part.fitting"]._through_door()
        fitting = rows.create(
            {
                "equipment_id": self.device.id,
                "product_id": self.roller.id,
                "fitted_at": fields.Datetime.now(),
                "company_id": self.env.company.id,
            }
        )
        with self.assertRaisesRegex(PartError, "without a movement"):
            fitting.with_user(self.engineer)._take_back("Not needed")
