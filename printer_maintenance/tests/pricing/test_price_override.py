"""A right-holder's word: who may give it, what it keeps, and what ends it (REQUIREMENTS P1)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exceptions import AppendOnlyError, GuardedFieldError, PriceBlockedError
from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPriceOverride(PricingCase):
    def _allow(self, line, user="service_director", reason="Only shop that has it"):
        dialog = self.env["printer.part.price.override.record"].with_user(self.users.get(user, user))
        return dialog.create({"line_id": line.id, "reason": reason}).action_record()

    def test_holder_lets_a_line_through_with_the_reason(self):
        order = self._quote()
        self._allow(order.order_line)
        line = order.order_line
        decision = line.sudo().part_override_id
        self.assertEqual(
            (decision.block, decision.reason, decision.user_id, decision.price_net, decision.ceiling),
            ("no_market", "Only shop that has it", self.users["service_director"], 80.0, 80.0),
        )
        self.assertEqual((decision.order_name, decision.quantity, str(decision.at)), (order.name, 1.0, NOW))
        self.assertEqual((line.part_price_block, line.is_part_blocked), ("no_market", False))
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertIn("Only shop that has it", order.message_ids.sorted("id")[-3:].mapped("body").__str__())

    def test_nobody_else_lets_it_through(self):
        line = self._quote().order_line
        for user in (
            "engineer",
            "agent",
            "dispatcher",
            "project_manager",
            "equipment_supervisor",
            self.seller,
            self.buyer,
        ):
            login = user if isinstance(user, str) else user.login
            with self.subTest(login):
                with self.assertRaises(AccessError):
                    self._allow(line, user)
                person = self.users.get(user, user)
                with self.assertRaises(AccessError):
                    line.with_user(person).action_override_part_price()
                with self.assertRaises(AccessError):
                    line.with_user(person)._override_part_price("Forged")
        self.assertFalse(self.env["printer.part.price.override"].search([("line_id", "=", line.id)]))

    def test_decision_cannot_be_made_up_altered_or_deleted(self):
        line = self._quote().order_line
        values = {
            "line_id": line.id,
            "product_id": self.part.id,
            "company_id": self.company.id,
            "currency_id": self.currency.id,
            "block": "no_market",
            "reason": "Forged",
            "user_id": self.users["service_director"].id,
            "at": NOW,
        }
        Override = self.env["printer.part.price.override"]
        for user in ("admin", "service_director"):
            with self.subTest(user), self.assertRaises(UserError):
                Override.with_user(self.users[user]).create(values)
        with self.assertRaises(GuardedFieldError):
            Override.create(values)
        self._allow(line)
        decision = line.sudo().part_override_id
        with self.assertRaises(GuardedFieldError):
            decision.reason = "Another"
        with self.assertRaises(AppendOnlyError):
            decision.unlink()

    def test_change_of_price_quantity_or_part_ends_it(self):
        other = self._make_part("Other", 80.0)
        for values in (
            {"price_unit": 85.0},
            {"product_uom_qty": 2.0},
            {"discount": 5.0},
            {"product_id": other.id},
            {"product_uom_id": self.env.ref("uom.product_uom_dozen").id},
        ):
            with self.subTest(values=values):
                order = self._quote()
                line = order.order_line
                before = {name: line[name] for name in ("price_unit", "product_uom_qty", "discount")}
                self._allow(line)
                line.write(values)
                self.assertTrue(line.is_part_blocked)
                with self.assertRaises(PriceBlockedError):
                    order.action_quotation_sent()
                line.write({name: before[name] for name in before if name in values})
                self.assertFalse(line.part_override_id, "once ended it never comes back")
                self.assertEqual(len(line.sudo().part_override_ids), 1, "but stays on record")

    def test_word_about_a_missing_price_does_not_cover_one_above_the_market(self):
        order = self._quote({"product_id": self.part.id, "price_unit": 79.0})
        self._allow(order.order_line)
        self._found(60.0)
        self.assertEqual(order.order_line.part_price_block, "above_ceiling")
        self.assertTrue(order.order_line.is_part_blocked)

    def test_what_is_not_blocked_needs_no_word(self):
        self._found(100.0)
        with self.assertRaisesRegex(PriceBlockedError, "not blocked"):
            self._allow(self._quote().order_line)

    def test_word_needs_a_reason(self):
        line = self._quote().order_line
        with self.assertRaises(UserError):
            self._allow(line, reason="   ")
        self.assertFalse(line.sudo().part_override_ids)

    def test_deleted_draft_leaves_the_decision(self):
        order = self._quote()
        self._allow(order.order_line)
        decision, name = order.order_line.sudo().part_override_id, order.name
        order.sudo().unlink()
        self.assertTrue(decision.exists())
        self.assertEqual((decision.order_name, decision.line_id.id), (name, False))

    def test_copied_quotation_needs_its_own_word(self):
        order = self._quote()
        self._allow(order.order_line)
        copy = order.copy({"ticket_id": self.ticket.id})
        self.assertFalse(copy.order_line.part_override_id)
        self.assertTrue(copy.order_line.is_part_blocked)
