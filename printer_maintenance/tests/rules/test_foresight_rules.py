"""Foresight against every history of a part that hypothesis can think of."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import foresight, part_supply

START = datetime(2026, 1, 1)
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1)
RATES = st.integers(1, 3_000)
PLACES = st.sampled_from((1, 2, 3))
WANTS = st.lists(st.tuples(PLACES, st.integers(1, 3), st.booleans()), max_size=12)


def readings(days, per_day, begin=0):
    return [foresight.Count(START + timedelta(days=day), begin + per_day * day) for day in sorted(set(days))]


@tagged("post_install", "-at_install")
class TestForesightRules(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.integers(1, 150), min_size=2, max_size=15), RATES, st.integers(1_000, 900_000))
    def test_steady_printing_ends_where_pages_and_pace_say(self, days, per_day, life):
        counts = readings(days, per_day)
        found = foresight.wear(counts, NOW, START, 0, life)
        told = max(days)
        if told < foresight.LEAST_DAYS:
            self.assertEqual(found.silence, "few_days")
            return
        if 151 - told > foresight.STALE_DAYS:
            self.assertEqual(found.silence, "stale")
            return
        self.assertAlmostEqual(found.per_day, per_day, delta=1e-6 * per_day)
        self.assertEqual(found.used, per_day * 151, "no reading jumps when all are steady")
        seen = foresight.foresee(foresight.Life(life), found, START.date(), TODAY, NOW)
        expected = min(max((life - per_day * 151) // per_day, 0), foresight.MOST_DAYS)
        self.assertAlmostEqual(seen.days_left, expected, delta=1)
        self.assertEqual(seen.empty_on, TODAY + timedelta(days=seen.days_left))

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 150), st.integers(0, 10**6), st.booleans()), max_size=15), RATES)
    def test_any_readings_give_a_date_or_a_reason_and_never_both(self, told, life):
        counts = [
            foresight.Count(START + timedelta(days=day), pages, new) for day, pages, new in sorted(told)
        ]
        found = foresight.wear(counts, NOW, START, None, life)
        self.assertGreaterEqual(found.used, 0)
        self.assertGreaterEqual(found.per_day, 0)
        seen = foresight.foresee(foresight.Life(life), found, START.date(), TODAY, NOW)
        self.assertNotEqual(bool(seen.silence), seen.empty_on is not None)
        if seen.silence:
            self.assertIn(seen.silence, foresight.SILENCES)
        else:
            self.assertGreaterEqual(seen.empty_on, TODAY)

    @settings(max_examples=100, deadline=None)
    @given(st.integers(3, 10), st.integers(10, 300), st.integers(20_000, 10**6))
    def test_one_mistyped_reading_changes_nothing(self, number, per_day, slip):
        days = range(10, 10 * number + 30, 10)
        counts = readings(days, per_day)
        spoilt = list(counts)
        place = number - 1
        spoilt[place] = spoilt[place]._replace(pages=spoilt[place].pages + slip)
        # what follows is lower, so the register takes it for a new counter
        spoilt[place + 1] = spoilt[place + 1]._replace(fresh=True)
        clean = foresight.wear(counts, NOW, START, 0, 10_000)
        found = foresight.wear(spoilt, NOW, START, 0, 10_000)
        self.assertEqual((found.used, found.silence), (clean.used, clean.silence))
        self.assertAlmostEqual(found.per_day, clean.per_day)

    @given(st.integers(1, 60), st.integers(0, 2_000))
    def test_by_age_alone_the_day_is_that_of_the_calendar(self, months, back):
        fitted = TODAY - timedelta(days=back)
        seen = foresight.foresee(foresight.Life(0, months), foresight.Wear(silence="few_days"), fitted, TODAY)
        self.assertEqual(seen.rule, "age")
        self.assertEqual(seen.empty_on, max(fitted + relativedelta(months=months), TODAY))

    @given(WANTS, st.dictionaries(PLACES, st.integers(0, 4)), st.integers(0, 6), st.integers(0, 6))
    def test_no_piece_is_promised_twice_and_none_is_kept_from_who_needs_it(
        self, told, vans, warehouse, coming
    ):
        wants = [part_supply.Want(key, *want) for key, want in enumerate(told)]
        own = sum(want.quantity for want in wants if want.ordered)
        on_order = own + coming
        found = part_supply.allot(wants, dict(vans), {}, warehouse, on_order)
        self.assertEqual(set(found), {want.key for want in wants})

        def taken(place, team=None):
            return sum(w.quantity for w in wants if found[w.key] == place and team in (None, w.team))

        for team in (1, 2, 3):
            self.assertLessEqual(taken("van", team), vans.get(team, 0))
        self.assertLessEqual(taken("warehouse"), warehouse)
        self.assertLessEqual(taken("order"), on_order)
        for want in wants:
            if found[want.key] == "short":
                left = warehouse - taken("warehouse")
                self.assertLess(left, want.quantity)
                self.assertLess(on_order - taken("order"), want.quantity)
