"""Counters against every sequence of readings that hypothesis can think of."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import meter

START = datetime(2026, 1, 1)
COUNTS = st.integers(0, 200_000)
READINGS = st.lists(st.tuples(st.integers(0, 400), COUNTS, COUNTS), max_size=12)


@tagged("post_install", "-at_install")
class TestMeterRules(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(READINGS)
    def test_accepted_readings_only_rise_and_their_pages_add_up(self, entered):
        chain, pages = [], 0
        for day, mono, color in sorted(entered):
            reading = meter.Reading(START + timedelta(days=day), mono, color)
            before = chain[-1] if chain else None
            if not meter.question(reading, START + timedelta(days=500), before):
                pages += reading.since(before)["pages"]
                chain.append(reading)
        for earlier, later in pairwise(chain):
            self.assertGreaterEqual(later.mono, earlier.mono)
            self.assertGreaterEqual(later.color, earlier.color)
        if chain:
            self.assertEqual(pages, chain[-1].total - chain[0].total)

    @given(st.integers(0, 10**9), st.floats(0, 4000), st.floats(0, 5000))
    def test_a_small_step_is_never_a_jump_and_more_pages_never_less_of_one(self, pages, days, usual):
        if pages <= meter.JUMP_FLOOR:
            self.assertFalse(meter.jumps(pages, days, usual))
        if meter.jumps(pages, days, usual):
            self.assertTrue(meter.jumps(pages + 1, days, usual))
            self.assertTrue(meter.jumps(pages, days / 2, usual))

    @given(COUNTS, st.integers(1, 20_000), st.integers(0, 30))
    def test_a_reading_below_or_after_now_is_always_questioned(self, mono, less, days):
        last = meter.Reading(START, mono + less, 0)
        now = START + timedelta(days=60)
        self.assertEqual(
            meter.question(meter.Reading(START + timedelta(days=days), mono, 0), now, last), "falls"
        )
        tomorrow = meter.Reading(now + timedelta(days=1 + days), mono + less, 0)
        self.assertEqual(meter.question(tomorrow, now, last), "future")

    @given(st.integers(0, meter.HIGHEST_COUNT), st.integers(0, meter.HIGHEST_COUNT))
    def test_a_first_reading_is_questioned_above_what_machines_reach_and_only_there(self, mono, color):
        asked = meter.question(meter.Reading(START, mono, color), START)
        self.assertEqual(asked, "jumps" if mono + color > meter.HIGHEST_FIRST else "")
