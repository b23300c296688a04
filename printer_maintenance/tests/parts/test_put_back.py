"""Parts chosen on a visit that are not needed after all."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import PartError
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestPutBack(PartsCase):
    def _dialog(self, visit):
        action = visit.action_put_parts_back()
        return (
            self.env[action["res_model"]]
            .with_user(self.engineer)
            .with_context(**action["context"])
            .create({})
        )

    def _put_back(self, visit, needed):
        dialog = self._dialog(visit)
        dialog.line_ids.needed = needed
        dialog.action_put_back()

    def test_part_that_is_not_needed_is_free_again_at_once(self):
        visit = self._on_site()
        visit._use_part(self.roller, 2)
        self.assertEqual(self._on_hand(self.roller, self.van), 0)
        self._put_back(visit, 0)
        self.assertEqual(self._on_hand(self.roller, self.van), 2)
        self.assertFalse(visit.has_parts_to_put_back)
        self._finish(visit)
        self.assertFalse(self.device.fitting_ids)

    def test_fewer_pieces_are_booked_than_were_chosen(self):
        visit = self._on_site()
        visit._use_part(self.roller, 2)
        self._put_back(visit, 1)
        self.assertEqual(self._on_hand(self.roller, self.van), 1)
        self._finish(visit)
        self.assertEqual(self.device.fitting_ids.quantity, 1)
        self.assertEqual(self._on_hand(self.roller, self.van), 1)

    def test_lot_that_was_chosen_stays_chosen(self):
        drum = self._make_part("Drum", 90, tracking="lot", needs_certificate=False)
        lots = self.env["stock.lot"].create([{"name": f"D{n}", "product_id": drum.id} for n in (1, 2)])
        for lot in lots:
            self._put(drum, self.van, 2, lot)
        visit = self._on_site()
        visit._use_part(drum, 2, lot=lots[1])
        self._put_back(visit, 1)
        self._finish(visit)
        self.assertEqual((self.device.fitting_ids.lot_id, self.device.fitting_ids.quantity), (lots[1], 1))

    def test_one_of_several_serial_numbers_is_put_back(self):
        disk = self._make_part("Disk", 60, tracking="serial", needs_certificate=False)
        for lot in self.env["stock.lot"].create(
            [{"name": f"S{n}", "product_id": disk.id} for n in (1, 2, 3)]
        ):
            self._put(disk, self.van, 1, lot)
        visit = self._on_site()
        visit._use_part(disk, 3)
        self._put_back(visit, 2)
        self.assertEqual(self._on_hand(disk, self.van), 1)
        self._finish(visit)
        self.assertEqual(len(self.device.fitting_ids.lot_id), 2)

    def test_quotation_that_lies_with_the_customer_is_withdrawn(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        self.assertEqual(order.state, "sent")
        self._put_back(visit, 0)
        self.assertNotEqual(order.state, "sent", "nobody signs what is no longer wanted")
        self.assertFalse(order.order_line.filtered("asked_quantity"))
        self._finish(visit)
        self.assertFalse(self.device.fitting_ids)

    def test_fewer_pieces_of_what_was_signed_are_charged(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 2)
        order = self._sign(self._quote(visit))
        self._put_back(visit, 1)
        visit.action_fit_parts()
        self._finish(visit)
        line = order.order_line.filtered("asked_quantity")
        self.assertEqual((self.device.fitting_ids.quantity, line.qty_delivered), (1, 1))

    def test_removal_is_taken_off_too(self):
        visit = self._on_site()
        visit._take_part_out(self.roller, 1, "Not wanted", "return")
        self._put_back(visit, 0)
        self.assertFalse(visit.taken_out_summary)

    def test_more_pieces_or_parts_of_other_visits_are_refused(self):
        visit = self._on_site()
        move = visit._use_part(self.roller, 1)
        with self.assertRaisesRegex(PartError, "Use a part"):
            visit._put_part_back(move.id, 2)
        other = self._on_site(self._report())
        with self.assertRaisesRegex(PartError, "no longer on the visit"):
            other._put_part_back(move.id, 0)
        with self.assertRaises(AccessError):
            visit.with_user(self.users["second_line"])._put_part_back(move.id, 0)
        self._finish(visit)
        with self.assertRaisesRegex(PartError, "booked"):
            visit._put_part_back(move.id, 0)
