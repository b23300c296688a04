"""Market prices: what is refused at once, which one rules, and that proof stays as it is."""

import base64

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, LockedFileError, MarketPriceError
from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMarketPrice(PricingCase):
    def test_what_proves_nothing_is_refused_with_the_parts_name(self):
        hour = self.env.ref("uom.product_uom_hour")
        for values, told in (
            ({"amount": 0.0}, "above zero"),
            ({"amount": -1.0}, "above zero"),
            ({"amount": 1.0, "date": "2026-03-03"}, "from the future"),
            ({"amount": 1.0, "date": "2026-02-01", "valid_until": "2026-01-31"}, "cannot end"),
            ({"amount": 1.0, "evidence_url": False}, "evidence is missing"),
            ({"amount": 1.0, "evidence_url": "javascript:alert(1)"}, "begins with https"),
            ({"amount": 1.0, "tax_percent": -13.0}, "rate of tax"),
            ({"amount": 1.0, "uom_id": hour.id}, "counted in"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, f"Fuser unit.*{told}"):
                self._found(values.pop("amount"), **values)

    def test_day_is_that_of_the_companys_seat(self):
        with freeze_time("2026-03-02 17:00:00"):
            price = self._found(90.0)
        self.assertEqual(str(price.date), "2026-03-03", "one in the morning in Shanghai")

    def test_evidence_may_be_a_file_or_a_link(self):
        price = self._found(
            90.0, evidence_url=False, evidence_file=base64.b64encode(b"list"), evidence_name="list.pdf"
        )
        self.assertTrue(price.evidence_file)
        with self.assertRaisesRegex(ValidationError, "evidence is missing"):
            price.evidence_file = False

    def test_price_counts_for_ninety_days_unless_said_otherwise(self):
        self.assertEqual(str(self._found(90.0).valid_until), "2026-05-31")
        self.assertEqual(str(self._found(90.0, valid_until="2026-03-10").valid_until), "2026-03-10")

    def test_newest_valid_price_rules(self):
        old = self._found(90.0, date="2026-01-01", valid_until="2026-06-30")
        new = self._found(70.0, date="2026-02-01", valid_until="2026-03-02")
        self._found(10.0, date="2025-01-01", valid_until="2026-03-01")
        self.assertEqual(self.part.market_price_id, new, "on its last day")
        self.assertEqual(self.part.with_context(part_price_day="2026-03-03").market_price_id, old)
        self.assertFalse(self.part.with_context(part_price_day="2025-12-31").market_price_id.id == old.id)
        new.active = False
        self.assertEqual(self.part.market_price_id, old, "archived")
        old.unlink()
        self.assertFalse(self.part.market_price_id)

    def test_prices_of_another_company_do_not_count(self):
        other = self.env["res.company"].create({"name": "Other company"})
        self._found(90.0, company_id=other.id)
        self.assertFalse(self.part.market_price_id)
        self.assertTrue(self.part.with_company(other).market_price_id)

    def test_all_parts_of_a_list_are_looked_up_together(self):
        parts = self.part.union(*(self._make_part(f"Part {number}", 10.0) for number in range(20)))
        for part in parts:
            self._found(9.0, part)
        self.env.flush_all()
        self.env.invalidate_all()
        next(iter(parts)).market_price_id.amount_net  # noqa: B018 # what loads with the first is not counted
        with self.assertQueryCount(0):
            prices = [part.market_price_id.amount_net for part in parts]
        self.assertEqual(prices, [9.0] * 21)

    def test_price_on_a_quotation_that_went_out_stays_as_it_is(self):
        price = self._found(
            90.0, evidence_file=base64.b64encode(b"list"), evidence_name="list.pdf", evidence_url=False
        )
        price.amount = 95.0
        order = self._quote()
        order.action_quotation_sent()
        self.assertTrue(price.used_at)
        for values in (
            {"amount": 50.0},
            {"evidence_file": False},
            {"valid_until": "2027-01-01"},
            {"note": "x"},
        ):
            with self.subTest(values=values), self.assertRaises(MarketPriceError):
                price.write(values)
        with self.assertRaises(MarketPriceError):
            price.unlink()
        file = self.env["ir.attachment"].search(
            [("res_model", "=", price._name), ("res_field", "=", "evidence_file"), ("res_id", "=", price.id)]
        )
        with self.assertRaises(LockedFileError):
            file.raw = b"forged"
        price.active = False
        self._found(70.0)
        self.assertEqual(order.order_line.part_market_net, 95.0)

    def test_price_may_be_put_right_as_long_as_nothing_went_out(self):
        price = self._found(900.0)
        order = self._quote()
        price.amount = 90.0
        self.assertEqual(order.order_line.part_market_net, 90.0, "the draft follows")
        price.unlink()
        self.assertFalse(order.order_line.part_market_price_id)
        self.assertEqual(order.order_line.part_price_block, "no_market")

    def test_who_entered_it_and_when_it_was_used_cannot_be_forged(self):
        price = self._found(90.0)
        self.assertEqual(price.entered_by_id, self.env.user)
        for name, value in (
            ("entered_by_id", self.seller.id),
            ("used_at", False),
            ("asked_at", NOW),
            ("amount_net", 1.0),
        ):
            with self.subTest(name), self.assertRaises(GuardedFieldError):
                price.write({name: value})
        with self.assertRaises(GuardedFieldError):
            self._found(90.0, used_at=NOW)
        context = {"default_entered_by_id": self.seller.id}
        forged = (
            self.env["printer.part.market.price"]
            .with_context(**context)
            .create(
                {
                    "product_id": self.part.id,
                    "amount": 1.0,
                    "source": "A shop",
                    "evidence_url": "https://a.example",
                }
            )
        )
        self.assertEqual(forged.entered_by_id, self.env.user)

    def test_default_rate_is_that_of_the_companys_purchases(self):
        tax = self.env["account.tax"].create(
            {"name": "13", "amount": 13.0, "type_tax_use": "purchase", "company_id": self.company.id}
        )
        self.company.account_purchase_tax_id = tax
        price = self._found(113.0, tax_included=True)
        self.assertEqual((price.tax_percent, round(price.amount_net, 6)), (13.0, 100.0))

    def test_ready_made_price_list_follows_the_companys_currency(self):
        other = self._other_currency(7.0)
        main = self.env.ref("base.main_company")
        self.assertEqual(self.pricelist.currency_id, main.currency_id)
        if not self.env["account.move.line"].search_count([("company_id", "=", main.id)], limit=1):
            main.currency_id = other
            self.assertEqual(self.pricelist.currency_id, other)
        self.assertEqual(main._parts_pricelist(), self.pricelist)
        self.pricelist.item_ids = [Command.clear()]
        self.assertFalse(main._parts_pricelist())
