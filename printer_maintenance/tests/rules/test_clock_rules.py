"""The clock's arithmetic against a second-by-second count."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import clock

START = datetime(2026, 3, 1)
SECONDS = st.integers(0, 4 * 3600)


@tagged("post_install", "-at_install")
class TestClockRules(BaseCase):
    @settings(max_examples=60, deadline=None)
    @given(stop=SECONDS, pauses=st.lists(st.tuples(SECONDS, SECONDS), max_size=4))
    def test_paused_minutes_equal_a_count_second_by_second(self, stop, pauses):
        spans = [(START + timedelta(seconds=a), START + timedelta(seconds=b)) for a, b in pauses]
        paused_seconds = sum(any(a <= second < b for a, b in pauses) for second in range(stop))
        self.assertEqual(
            clock.paused_minutes(START, START + timedelta(seconds=stop), spans), paused_seconds // 60
        )

    @given(stop=SECONDS, target=st.integers(1, 240))
    def test_verdict_agrees_with_the_deadline(self, stop, target):
        at = START + timedelta(seconds=stop)
        kept = at <= clock.deadline(START, target)
        self.assertEqual(clock.verdict(START, at, target) == "met", kept)
