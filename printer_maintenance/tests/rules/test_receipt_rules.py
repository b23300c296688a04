"""What is set aside of a receipt is what failed, and no line gives more than it holds."""

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules.receipt import take_from, verdict

quantities = st.lists(st.integers(1, 50), min_size=1, max_size=8)


@tagged("post_install", "-at_install")
class TestReceiptRules(BaseCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(quantities, st.integers(0, 400))
    def test_taken_is_what_failed_or_it_is_refused(self, held, wanted):
        if wanted > sum(held):
            with self.assertRaises(ValueError):
                take_from(held, wanted)
            return
        taken = take_from(held, wanted)
        self.assertEqual(sum(taken), wanted)
        self.assertTrue(all(0 <= part <= whole for part, whole in zip(taken, held)))

    def test_nothing_passes_that_has_a_failed_or_an_open_point(self):
        for number in (1, 3, 5):
            for points in product(("passed", "failed", None), repeat=number):
                self.assertEqual(verdict(points) == "passed", set(points) == {"passed"})
