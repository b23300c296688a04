"""Whether the customer is asked follows from what the job really takes, not from how it was first written (P2, P3)."""

from odoo import fields
from odoo.tests import tagged

from ...exceptions import ApprovalMissingError
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestJudgedAnew(PartsCase):
    def setUp(self):
        super().setUp()
        self.agreement.approval_limit = 50
        self.visit = self._on_site()
        self.dozen = self.env.ref("uom.product_uom_dozen")

    def _in_the_warehouse(self, **values):
        """A part that somebody of the warehouse writes on the request's job."""
        action = self.visit.ticket_id.with_user(self.agent).action_open_job()
        repair = self.env["repair.order"].browse(action["res_id"])
        values = {"product_id": self.roller.id, "product_uom_qty": 1, "repair_line_type": "add", **values}
        known = self.visit.sudo().ticket_id.repair_ids.move_ids
        repair.move_ids = [fields.Command.create(values)]
        return self.visit.sudo().ticket_id.repair_ids.move_ids - known

    def test_limit_counts_all_pieces_of_a_part_on_the_request(self):
        self.assertFalse(self.visit._use_part(self.roller, 1).part_needs_approval)
        self.assertTrue(self.visit._use_part(self.roller, 1).part_needs_approval, "one by one is 60 as well")
        other = self._on_site(self._report())
        self.assertFalse(other._use_part(self.roller, 1).part_needs_approval, "another request")

    def test_piece_that_came_back_or_was_cancelled_counts_no_more(self):
        self.visit._use_part(self.roller, 1)
        self._finish(self.visit)
        self.device.fitting_ids.with_user(self.engineer)._take_back("Was not the fault")
        self.visit.action_continue_work()
        move = self.visit._use_part(self.roller, 1)
        self.assertFalse(move.part_needs_approval)
        move._action_cancel()
        self.assertFalse(self.visit._use_part(self.roller, 1).part_needs_approval)

    def test_dozen_counts_as_twelve(self):
        cheap = self._make_part("Clip", 5)
        self._put(cheap, self.van, 24)
        move = self._in_the_warehouse(product_id=cheap.id, product_uom=self.dozen.id)
        self.assertEqual((move.part_cover, move.part_needs_approval), ("agreement", True))

    def test_decision_on_who_pays_counts_a_dozen_as_twelve_too(self):
        cheap = self._make_part("Clip", 5)
        self._put(cheap, self.van, 24)
        move = self._in_the_warehouse(product_id=cheap.id, product_uom=self.dozen.id)
        move._decide_cover("goodwill", "Second time", self.users["project_manager"])
        self.assertTrue(move.part_needs_approval)

    def test_quantity_that_is_raised_later_is_judged_again(self):
        move = self.visit._use_part(self.roller, 1)
        self.assertEqual(move.repair_id.state, "under_repair")
        going_on = move.repair_id
        move.product_uom_qty = 2
        self.assertTrue(move.part_needs_approval)
        self.assertEqual(
            move.repair_id.state, "confirmed", "it waits for the customer and keeps nothing else"
        )
        self.assertEqual((going_on.state, move.location_id), ("under_repair", self.van))
        order = self._quote(self.visit)
        self.assertEqual((order.order_line.product_uom_qty, order.order_line.price_unit), (2, 0))

    def test_quantity_that_is_lowered_again_needs_nobody_while_nothing_was_signed(self):
        move = self.visit._use_part(self.roller, 1)
        move.product_uom_qty = 2
        self._quote(self.visit)
        move.product_uom_qty = 1
        self.assertFalse(move.part_needs_approval)
        self.assertFalse(move.sale_line_id)

    def test_what_was_signed_stays_approved_for_fewer_pieces(self):
        move = self.visit._use_part(self.roller, 2)
        order = self._sign(self._quote(self.visit))
        move.product_uom_qty = 1
        self.assertTrue(move.part_needs_approval)
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.assertEqual(self.device.fitting_ids.order_id, order)

    def test_unit_that_is_changed_later_is_judged_again(self):
        self._put(self.roller, self.stock, 24)
        move = self._in_the_warehouse()
        self.assertFalse(move.part_needs_approval)
        move.product_uom = self.dozen
        self.assertTrue(move.part_needs_approval)

    def test_other_part_is_judged_for_itself(self):
        move = self._in_the_warehouse()
        move.product_id = self.fuser
        self.assertTrue(move.part_needs_approval, "a major part")

    def test_line_that_becomes_an_added_part_is_judged(self):
        self.agreement.parts_policy = "at_cost"
        move = self._in_the_warehouse(repair_line_type="remove")
        self.assertFalse(move.part_cover)
        move.repair_line_type = "add"
        self.assertEqual((move.part_cover, move.part_needs_approval), ("at_cost", True))

    def test_part_that_is_put_on_the_job_from_another_one_is_judged(self):
        self.agreement.parts_policy = "at_cost"
        own = self.env["repair.order"].create({"partner_id": self.unit.id})
        own.move_ids = [
            fields.Command.create(
                {"product_id": self.roller.id, "product_uom_qty": 1, "repair_line_type": "add"}
            )
        ]
        move = own.move_ids
        action = self.visit.ticket_id.with_user(self.agent).action_open_job()
        move.repair_id = action["res_id"]
        self.assertEqual((move.part_cover, move.part_needs_approval), ("at_cost", True))

    def test_more_booked_than_asked_for_is_not_approved(self):
        move = self._in_the_warehouse()
        self.assertFalse(move.part_needs_approval)
        move.repair_id.action_repair_start()
        move.quantity = 2
        with self.assertRaisesRegex(ApprovalMissingError, "Roller"):
            move.repair_id.action_repair_end()

    def test_major_part_that_is_added_to_a_job_with_a_signed_quotation_waits_for_its_own(self):
        move = self.visit._use_part(self.fuser, 1)
        order = self._sign(self._quote(self.visit))
        job = move.repair_id
        job.move_ids = [
            fields.Command.create(
                {"product_id": self.fuser.id, "product_uom_qty": 1, "repair_line_type": "add"}
            )
        ]
        added = self.visit.sudo().ticket_id.repair_ids.move_ids - move
        self.assertTrue(added.part_needs_approval)
        self.assertFalse(added._is_approved())
        self.assertEqual(len(order.order_line), 1, "nothing is added to what was signed")
        self.assertNotEqual(added.repair_id, job)
        again = self._quote(self.visit)
        self.assertEqual((again.state, again.order_line.move_ids), ("sent", added))
