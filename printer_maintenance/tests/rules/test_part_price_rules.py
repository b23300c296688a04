"""The price of a part against every cost, market price and tax that hypothesis can think of."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged
from odoo.tools import float_round

from ...rules import part_price

AMOUNTS = st.floats(0.01, 1e6, allow_nan=False)
STEPS = st.sampled_from((1.0, 0.1, 0.01, 0.001, 0.0001))
DAY = date(2026, 3, 2)
SPANS = st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 40)), max_size=8)


@tagged("post_install", "-at_install")
class TestPartPriceRules(BaseCase):
    @settings(max_examples=300, deadline=None)
    @given(AMOUNTS, AMOUNTS, STEPS)
    def test_price_is_never_above_cost_nor_market_and_never_a_step_below_both(self, cost, market, step):
        most = part_price.ceiling(cost, market, step)
        self.assertLessEqual(most.price, min(cost, market) + 1e-6)
        self.assertGreater(most.price, min(cost, market) - step * 1.000001)

    @settings(max_examples=300, deadline=None)
    @given(AMOUNTS, AMOUNTS, STEPS)
    def test_price_by_the_rule_is_blocked_only_where_we_would_lose(self, cost, market, step):
        most = part_price.ceiling(cost, market, step)
        blocked = part_price.block(most.price, cost, market, step)
        loses = most.ruled_by == part_price.MARKET and most.price > 1e-6
        self.assertEqual(blocked, part_price.COST_ABOVE_MARKET if loses else None)

    @settings(max_examples=300, deadline=None)
    @given(AMOUNTS, AMOUNTS, STEPS, st.floats(0.01, 1e5))
    def test_anything_above_the_rule_is_blocked(self, cost, market, step, more):
        most = part_price.ceiling(cost, market, step)
        self.assertEqual(part_price.block(most.price + more, cost, market, step), part_price.ABOVE_CEILING)

    @settings(max_examples=300, deadline=None)
    @given(st.integers(1, 10**8), st.integers(0, 30))
    def test_customer_never_pays_more_than_the_market_once_tax_is_rounded(self, cents, percent):
        shop = cents / 100
        net = part_price.floor_to(part_price.net_of_tax(shop, percent, True), 0.01)
        paid = net + float_round(net * percent / 100, precision_rounding=0.01)
        self.assertLessEqual(round(paid, 2), shop)

    @settings(max_examples=200, deadline=None)
    @given(SPANS)
    def test_ruling_price_is_valid_and_none_that_is_valid_is_newer(self, spans):
        prices = [
            part_price.Dated(DAY + timedelta(begin), DAY + timedelta(begin + length), key)
            for key, (begin, length) in enumerate(spans)
        ]
        valid = [price for price in prices if price.found_on <= DAY <= price.valid_until]
        ruling = part_price.newest_valid(prices, DAY)
        self.assertEqual(ruling is None, not valid)
        for price in valid:
            self.assertGreaterEqual((ruling.found_on, ruling.key), (price.found_on, price.key))
