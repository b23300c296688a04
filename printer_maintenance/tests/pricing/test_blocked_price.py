"""Blocked prices: nothing goes out and nothing is confirmed, by whatever way (REQUIREMENTS P1)."""

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from ...exceptions import PriceBlockedError
from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBlockedPrice(PricingCase):
    def _goes_out(self, order, way):
        """Let the quotation go out in one of the ways that there are."""
        order = order.with_user(self.seller)
        if way == "composer":
            context = order.action_quotation_send()["context"]
            self.env["mail.compose.message"].with_user(self.seller).with_context(**context).create(
                {}
            )._action_send_mail()
        elif way == "posted":
            order.with_context(mark_so_as_sent=True).message_post(body=order.name)
        elif way == "written":
            order.write({"state": "sent"})
        else:
            getattr(order, way)()

    def test_missing_market_price_blocks_every_way_out(self):
        for way in (
            "action_quotation_send",
            "composer",
            "posted",
            "written",
            "action_quotation_sent",
            "action_confirm",
        ):
            order = self._quote()
            with (
                self.subTest(way),
                self.assertRaisesRegex(PriceBlockedError, "Fuser unit: there is no valid market"),
            ):
                self._goes_out(order, way)
            self.assertEqual(order.state, "draft", way)
        self._found(100.0)
        for way in ("composer", "posted", "written", "action_quotation_sent", "action_confirm"):
            order = self._quote()
            self._goes_out(order, way)
            self.assertEqual(order.state, "sale" if way == "action_confirm" else "sent", way)

    def test_cost_above_the_market_blocks_with_both_figures(self):
        self._found(70.0)
        with self.assertRaisesRegex(PriceBlockedError, r"80\.00.*70\.00"):
            self._quote().action_confirm()

    def test_price_by_hand_above_the_ceiling_blocks(self):
        self._found(100.0)
        order = self._quote()
        order.order_line.price_unit = 80.01
        with self.assertRaisesRegex(PriceBlockedError, r"80\.01 is above the ceiling of .*80\.00"):
            order.action_quotation_sent()
        order.order_line.price_unit = 80.0
        order.action_quotation_sent()

    def test_every_blocked_line_is_named(self):
        other = self._make_part("Pickup roller", 20.0)
        order = self._quote(self.part, other)
        with self.assertRaises(PriceBlockedError) as caught:
            order.action_confirm()
        for told in ("Fuser unit", "Pickup roller", order.name):
            self.assertIn(told, str(caught.exception))

    def test_discount_may_bring_a_price_under_the_ceiling(self):
        self._found(100.0)
        order = self._quote({"product_id": self.part.id, "price_unit": 100.0, "discount": 20.0})
        order.action_confirm()
        self.assertFalse(order.order_line.part_price_block)

    def test_what_is_free_needs_no_market_price(self):
        order = self._quote(
            {"product_id": self.part.id, "price_unit": 0.0},
            {"product_id": self.part.id, "price_unit": 80.0, "discount": 100.0},
        )
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_expired_and_archived_market_prices_do_not_help(self):
        self._found(100.0, date="2025-10-01", valid_until="2026-03-01")
        self._found(100.0).active = False
        with self.assertRaises(PriceBlockedError):
            self._quote().action_confirm()

    def test_market_price_that_ends_after_it_went_out_does_not_hold_up_the_order(self):
        self._found(100.0, valid_until="2026-03-03")
        order = self._quote()
        order.action_quotation_sent()
        with freeze_time("2026-03-20 01:00:00"):
            order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_what_the_customer_has_before_them_is_not_raised_above_the_ceiling(self):
        self._found(100.0)
        sent, ordered = self._quote(), self._quote()
        sent.action_quotation_sent()
        ordered.action_confirm()
        for order in sent | ordered:
            with self.assertRaises(PriceBlockedError), self.env.cr.savepoint():
                order.order_line.price_unit = 90.0
            order.invalidate_recordset()
            with self.assertRaises(PriceBlockedError), self.env.cr.savepoint():
                order.order_line = [Command.create({"product_id": self._make_part("New", 5.0).id})]

    def test_order_born_confirmed_is_checked_as_well(self):
        with self.assertRaises(PriceBlockedError):
            self._quote(state="sale")

    def test_order_that_gets_its_request_later_is_checked_then(self):
        order = self._quote(ticket_id=False)
        order.action_confirm()
        with self.assertRaises(PriceBlockedError):
            order.ticket_id = self.ticket

    def test_orders_without_a_request_are_left_alone(self):
        order = self._quote(ticket_id=False)
        order.order_line.price_unit = 5000.0
        order.action_confirm()
        self.assertEqual((order.state, order.blocked_part_count), ("sale", 0))

    def test_lower_cost_on_the_day_of_sending_lowers_the_price(self):
        self._found(100.0)
        order = self._quote()
        self.part.standard_price = 60.0
        order.action_quotation_sent()
        self.assertEqual((order.order_line.price_unit, order.order_line.part_price_block), (60.0, False))

    def test_price_below_the_cent_of_the_tolerance_is_above(self):
        self._found(100.0)
        order = self._quote({"product_id": self.part.id, "price_unit": 80.004, "product_uom_qty": 1000})
        self.assertEqual(order.order_line.part_price_block, "above_ceiling")
