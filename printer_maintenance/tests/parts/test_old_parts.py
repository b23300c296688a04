"""Replaced parts go where the customer wants them."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import PartsCase


@tagged("post_install", "-at_install")
class TestOldParts(PartsCase):
    def _place(self, name):
        return self.env.ref(f"printer_maintenance.stock_location_{name}")

    def _used(self, part=None, **how):
        visit = self._on_site()
        visit._use_part(part or self.roller, 2, **how)
        return visit

    def test_each_choice_moves_the_old_part_to_its_place(self):
        for choice, place in (("return", "handed_back"), ("dispose", "disposed"), ("keep", "old_parts")):
            visit = self._used(old_part=choice)
            repair = self._finish(visit)
            out = repair.move_ids.filtered(lambda move: move.repair_line_type == "remove")
            self.assertEqual((out.location_dest_id, out.quantity, out.state), (self._place(place), 2, "done"))
            self.assertEqual(out.replaces_move_id, repair.move_ids - out)
            self._put(self.roller, self.van, 2)

    def test_what_was_agreed_is_done_without_asking(self):
        self.agreement.old_parts = "return"
        repair = self._finish(self._used())
        self.assertIn(self._place("handed_back"), repair.move_ids.location_dest_id)

    def test_kept_part_stays_the_customers_and_is_worth_nothing_to_us(self):
        self._finish(self._used(old_part="keep"))
        loose = self.env["stock.move.line"].search_count(
            [("move_id", "=", False), ("picking_id", "=", False)]
        )
        self.assertFalse(loose, "no line without a move holds stock for ever")
        quant = self.env["stock.quant"].search([("location_id", "=", self._place("old_parts").id)])
        self.assertEqual((quant.owner_id, quant.quantity, quant.value), (self.unit, 2, 0))
        visit = self._on_site(self._report())
        dialog = self.env["printer.part.use"].create({"visit_id": visit.id, "product_id": self.roller.id})
        self.assertEqual(dialog.available_quantity, 10, "the kept ones are not offered")

    def test_part_that_is_added_takes_nothing_out(self):
        repair = self._finish(self._used(old_part="none"))
        self.assertEqual(set(repair.move_ids.mapped("repair_line_type")), {"add"})

    def test_nobody_signs_before_the_customer_was_asked(self):
        self.agreement.old_parts = "ask"
        visit = self._used()
        with self.assertRaisesRegex(ValidationError, "Roller"):
            self._finish(visit)
        dialog = (
            self.env["printer.part.use"]
            .with_user(self.engineer)
            .create({"visit_id": visit.id, "product_id": self.roller.id})
        )
        with self.assertRaisesRegex(ValidationError, "Ask the contact"):
            dialog.action_use()

    def test_old_pieces_of_a_tracked_part_get_numbers_of_their_own(self):
        drum = self._make_part("Drum", 90, tracking="serial", needs_certificate=False)
        lots = self.env["stock.lot"].create([{"name": f"D{n}", "product_id": drum.id} for n in (1, 2)])
        visit = self._on_site()
        for lot in lots:
            self._put(drum, self.van, 1, lot)
            visit._use_part(drum, 1, lot=lot, old_part="return")
        repair = self._finish(visit)
        out = repair.move_ids.filtered(lambda move: move.repair_line_type == "remove")
        self.assertEqual(len(out.move_line_ids.lot_id), 2)
        self.assertFalse(out.move_line_ids.lot_id & lots)
        self.assertEqual(self.device.fitting_ids.lot_id, lots)
