"""What a vendor owes for parts that failed within their warranty."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ...exceptions import AppendOnlyError, ClaimError, GuardedFieldError, TransitionError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestClaim(ReceiptCase):
    def _bought(self):
        picking = self._receipt((self.roller, 3))
        order = picking.purchase_id.sudo()
        order.user_id = self.buyer
        return order

    def _claim(self, **values):
        return self.env["printer.part.claim"]._claim(self._fitting(**values))

    def test_claim_knows_vendor_purchase_device_and_cost(self):
        order = self._bought()
        claim = self._claim(
            purchase_line_id=order.order_line.id, quantity=2, removed_at="2026-04-01 02:00:00"
        )
        self.assertEqual(claim.vendor_id, self.vendor)
        self.assertEqual(
            (claim.purchase_name, claim.equipment_id, claim.amount), (order.name, self.device, 80)
        )
        self.assertEqual(str(claim.failed_at), "2026-04-01 02:00:00")
        self.assertEqual(claim.state, "open")
        self.assertEqual(claim.sudo().activity_ids.user_id, self.buyer)

    def test_vendor_is_the_parts_seller_when_the_purchase_is_not_known(self):
        seller = self.env["res.partner"].create({"name": "Seller", "buyer_id": self.buyer.id})
        self.roller.seller_ids = [Command.create({"partner_id": seller.id})]
        claim = self._claim()
        self.assertEqual(claim.vendor_id, seller)
        self.assertEqual(claim.sudo().activity_ids.user_id, self.buyer)

    def test_somebody_is_asked_even_when_nobody_is_known_to_have_bought_it(self):
        self.roller.responsible_id = self.keeper
        self.assertEqual(self._claim().sudo().activity_ids.user_id, self.keeper)

    def test_part_is_claimed_once(self):
        fitting = self._fitting()
        Claim = self.env["printer.part.claim"].with_user(self.engineer)
        first = Claim._claim(fitting)
        self.assertEqual(Claim._claim(fitting), first)
        self.assertEqual(self.env["printer.part.claim"].search_count([("fitting_id", "=", fitting.id)]), 1)

    def test_from_the_vendors_answer_to_the_end(self):
        claim = self._claim(vendor_id=self.vendor.id).with_user(self.buyer)
        with self.assertRaises(TransitionError):
            claim.action_credited()
        claim.action_sent()
        with self.assertRaises(ClaimError):
            claim.action_refused()
        claim.answer = "Worn, not faulty"
        claim.action_refused()
        claim.action_sent()
        claim.action_credited()
        self.assertEqual(claim.state, "credited")
        self.assertTrue(claim.settled_at)
        self.assertFalse(claim.sudo().activity_ids)

    def test_claim_without_vendor_is_not_sent(self):
        claim = self._claim().with_user(self.buyer)
        with self.assertRaises(ClaimError):
            claim.action_sent()
        claim.vendor_id = self.vendor
        claim.action_sent()

    def test_credit_note_is_drafted_once_and_leaves_the_order_alone(self):
        accountant = new_test_user(
            self.env,
            login="test-accountant",
            groups="account.group_account_invoice,purchase.group_purchase_user",
        )
        order = self._bought()
        claim = self._claim(purchase_line_id=order.order_line.id, quantity=2).with_user(accountant)
        claim.action_sent()
        claim.action_credit_note()
        move = claim.credit_move_id
        self.assertEqual((move.move_type, move.state, move.partner_id), ("in_refund", "draft", self.vendor))
        self.assertEqual((move.amount_untaxed, move.invoice_origin), (80, order.name))
        self.assertEqual(order.order_line.qty_invoiced, 0)
        with self.assertRaises(ClaimError):
            claim.action_credit_note()

    def test_roles(self):
        claim = self._claim(vendor_id=self.vendor.id)
        for user in (self.buyer, self.users["equipment_supervisor"], self.users["service_director"]):
            claim.with_user(user).answer = f"As {user.login} says"
        claim.with_user(self.users["service_director"]).action_sent()
        for role in ("dispatcher", "project_manager"):
            self.assertEqual(claim.with_user(self.users[role]).state, "sent")
            with self.assertRaises(AccessError):
                claim.with_user(self.users[role]).action_credited()
        for role in ("engineer", "agent"):
            with self.assertRaises(AccessError):
                claim.with_user(self.users[role]).read(["state"])
        with self.assertRaises(GuardedFieldError):
            claim.with_user(self.buyer).amount = 1
        with self.assertRaises(AccessError):
            claim.with_user(self.buyer).action_credit_note()
        with self.assertRaises(AppendOnlyError):
            claim.unlink()

    def test_project_managers_see_their_customers_claims(self):
        stranger = new_test_user(
            self.env,
            login="test-manager-b",
            groups="base.group_user,printer_maintenance.group_project_manager",
        )
        claim = self._claim()
        self.assertFalse(claim.with_user(stranger).has_access("read"))
        self.assertTrue(claim.with_user(self.users["project_manager"]).has_access("read"))
