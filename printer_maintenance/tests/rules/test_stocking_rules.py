"""Quantities to hold: the quantile is the smallest that serves, and suggestions never fall when need grows."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules.stocking import Figures, demand_per_day, needs_decision, poisson_quantile, suggest

means = st.floats(0.001, 400)
percents = st.integers(50, 99)
figures = st.builds(
    Figures,
    devices=st.integers(0, 500),
    used=st.floats(0, 2000),
    used_anywhere=st.floats(0, 20000),
    devices_anywhere=st.integers(0, 5000),
    lead_days=st.integers(1, 120),
)


def share_within(number: int, mean: float) -> float:
    """How many cases of one do not exceed a number, summed exactly."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(number + 1))


@tagged("post_install", "-at_install")
class TestStockingRules(BaseCase):
    @settings(max_examples=100, deadline=None)
    @given(means, percents)
    def test_quantile_serves_and_one_less_does_not(self, mean, percent):
        number = poisson_quantile(mean, percent)
        self.assertGreaterEqual(share_within(number, mean), percent / 100 - 1e-6)
        if number:
            self.assertLess(share_within(number - 1, mean), percent / 100 + 1e-6)

    @settings(max_examples=100, deadline=None)
    @given(st.floats(1e3, 1e5), percents)
    def test_large_means_stay_near_the_bell_curve(self, mean, percent):
        number = poisson_quantile(mean, percent)
        self.assertLess(abs(number - mean), 4 * math.sqrt(mean))

    @settings(max_examples=100, deadline=None)
    @given(figures, percents, st.integers(1, 366))
    def test_maximum_is_never_below_the_minimum(self, known, percent, days):
        least, most = suggest(known, percent, days)
        self.assertLessEqual(0, least)
        self.assertLessEqual(least, most)
        self.assertEqual(least > 0, demand_per_day(known) > 0)

    @settings(max_examples=100, deadline=None)
    @given(figures, st.integers(50, 98), st.integers(0, 60))
    def test_more_service_or_a_longer_wait_never_asks_for_less(self, known, percent, longer):
        least, _most = suggest(known, percent)
        self.assertLessEqual(least, suggest(known, percent + 1)[0])
        slower = Figures(**{**vars(known), "lead_days": known.lead_days + longer})
        self.assertLessEqual(least, suggest(slower, percent)[0])

    @settings(max_examples=100, deadline=None)
    @given(st.floats(-50, 50), st.floats(0, 1000), st.floats(0, 50), st.floats(0, 5000))
    def test_what_is_missing_and_what_is_over_are_judged_alike(self, pieces, cost, most, value):
        self.assertEqual(
            needs_decision(pieces, cost, most, value), needs_decision(-pieces, cost, most, value)
        )

    def test_impossible_values_are_refused(self):
        for mean, percent in ((-1, 95), (1, 0), (1, 100), (math.inf, 95), (math.nan, 95)):
            with self.subTest(mean=mean, percent=percent), self.assertRaises(ValueError):
                poisson_quantile(mean, percent)
