"""A part comes out of a device and none goes in."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import PartError
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestTakeOut(PartsCase):
    def _dialog(self, visit, **values):
        action = visit.action_take_part_out()
        return (
            self.env[action["res_model"]]
            .with_user(self.engineer)
            .with_context(**action["context"])
            .create({"product_id": self.roller.id, "reason": "Finisher no longer wanted", **values})
        )

    def _fitted(self):
        visit = self._on_site()
        visit._use_part(self.roller, 1, old_part="none")
        self._finish(visit)
        return self.device.fitting_ids

    def test_part_goes_where_the_customer_wants_it_when_the_work_is_done(self):
        fitting, visit = self._fitted(), self._on_site(self._report())
        self._dialog(visit, old_part="return").action_take_out()
        self.assertFalse(fitting.removed_at, "nothing is booked before the work is done")
        self.assertIn("Finisher no longer wanted", visit.taken_out_summary)
        out = self._finish(visit).move_ids
        self.assertEqual((out.state, out.repair_line_type, out.quantity), ("done", "remove", 1))
        self.assertEqual(out.location_dest_id, self.env.ref("printer_maintenance.stock_location_handed_back"))
        self.assertTrue(fitting.removed_at)
        event = self.device.event_ids.filtered(lambda event: event.kind == "part_out")
        self.assertIn("Finisher no longer wanted", event[:1].detail)

    def test_part_that_we_never_fitted_comes_out_too(self):
        visit = self._on_site()
        self._dialog(visit, old_part="dispose").action_take_out()
        self.assertEqual(self._finish(visit).move_ids.state, "done")
        self.assertEqual(self._on_hand(self.roller, self.van), 2, "no stock of ours was touched")

    def test_kept_part_stays_the_customers(self):
        visit = self._on_site()
        self._dialog(visit, old_part="keep").action_take_out()
        self._finish(visit)
        place = self.env.ref("printer_maintenance.stock_location_old_parts")
        quant = self.env["stock.quant"].search([("location_id", "=", place.id)])
        self.assertEqual((quant.owner_id, quant.quantity), (self.unit, 1))

    def test_serial_number_that_we_fitted_comes_out_by_its_number(self):
        drum = self._make_part("Drum", 90, tracking="serial", needs_certificate=False)
        lot = self.env["stock.lot"].create({"name": "D1", "product_id": drum.id})
        self._put(drum, self.van, 1, lot)
        visit = self._on_site()
        visit._use_part(drum, 1, lot=lot, old_part="none")
        self._finish(visit)
        visit = self._on_site(self._report())
        self._dialog(visit, product_id=drum.id, old_part="return").action_take_out()
        self.assertEqual(self._finish(visit).move_ids.move_line_ids.lot_id, lot)

    def test_pieces_of_one_lot_come_out_by_their_lot(self):
        drum = self._make_part("Drum", 90, tracking="lot", needs_certificate=False)
        lot = self.env["stock.lot"].create({"name": "D1", "product_id": drum.id})
        self._put(drum, self.van, 2, lot)
        visit = self._on_site()
        visit._use_part(drum, 2, lot=lot, old_part="none")
        self._finish(visit)
        visit = self._on_site(self._report())
        self._dialog(visit, product_id=drum.id, quantity=2, old_part="return").action_take_out()
        self.assertEqual(self._finish(visit).move_ids.move_line_ids.lot_id, lot)

    def test_serial_part_that_we_never_fitted_gets_a_number_of_its_own(self):
        drum = self._make_part("Drum", 90, tracking="serial", needs_certificate=False)
        visit = self._on_site()
        self._dialog(visit, product_id=drum.id, old_part="return").action_take_out()
        self.assertTrue(self._finish(visit).move_ids.move_line_ids.lot_id.name.startswith(visit.name))

    def test_reason_and_the_customers_choice_are_asked_for(self):
        visit = self._on_site()
        with self.assertRaisesRegex(PartError, "why"):
            self._dialog(visit, reason=" ", old_part="return").action_take_out()
        self.agreement.old_parts = "ask"
        with self.assertRaisesRegex(PartError, "Ask the contact"):
            self._dialog(visit).action_take_out()

    def test_only_the_engineer_on_site_takes_parts_out(self):
        visit = self._on_site()
        with self.assertRaises(AccessError):
            visit.with_user(self.users["second_line"])._take_part_out(self.roller, 1, "Mine", "return")
        self._finish(visit)
        with self.assertRaises(ValidationError):
            visit._take_part_out(self.roller, 1, "Late", "return")
