"""The part that a taken-back one had replaced stands in the device again."""

from odoo.tests import tagged

from .common import PartsCase


@tagged("post_install", "-at_install")
class TestEarlierPartIsBack(PartsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roller.part_warranty_months = 12

    def _fitted(self, **how):
        visit = self._on_site(self._report())
        visit._use_part(self.roller, 1, **how)
        self._finish(visit)
        return visit.sudo().ticket_id.fitting_ids

    def _taken_back(self, fitting, **says):
        action = fitting.with_user(self.engineer).action_take_back()
        dialog = self.env[action["res_model"]].with_user(self.engineer).with_context(**action["context"])
        dialog.create({"reason": "Was not the fault", **says}).action_take_back()

    def _claims(self, fitting):
        return self.env["printer.part.claim"].search([("fitting_id", "=", fitting.id)])

    def test_history_warranty_and_claim_go_on_as_if_nothing_had_been_exchanged(self):
        first = self._fitted()
        second = self._fitted()
        self.assertTrue(first.is_repeat_failure)
        self.assertEqual(self._claims(first).state, "open")
        self._taken_back(second, earlier_is_back=True)
        self.assertFalse(first.removed_at or first.replaced_by_id or first.is_repeat_failure)
        self.assertEqual(self._claims(first).state, "withdrawn")
        self.assertFalse(self._claims(first).activity_ids)
        self.assertIn("Was not the fault", self._claims(first).answer)
        third = self._fitted()
        self.assertEqual((third.cover, first.replaced_by_id), ("warranty", third), "its warranty went on")
        self.assertEqual(sorted(self._claims(first).mapped("state")), ["open", "withdrawn"])

    def test_old_piece_leaves_the_place_that_it_was_booked_to(self):
        self._fitted()
        second = self._fitted(old_part="keep")
        place = self.env.ref("printer_maintenance.stock_location_old_parts")
        self.assertEqual(self._on_hand(self.roller, place), 1)
        self._taken_back(second, earlier_is_back=True)
        self.assertEqual(self._on_hand(self.roller, place), 0)

    def test_earlier_part_stays_out_unless_somebody_says_otherwise(self):
        first = self._fitted()
        second = self._fitted()
        self._taken_back(second)
        self.assertTrue(first.removed_at and first.is_repeat_failure)
        self.assertEqual(self._claims(first).state, "open")

    def test_nothing_is_asked_about_a_part_that_replaced_none(self):
        fitting = self._fitted()
        dialog = self.env["printer.part.take.back"].create({"fitting_id": fitting.id, "reason": "x"})
        self.assertFalse(dialog.has_earlier)
