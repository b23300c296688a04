"""Rhythms against a day-by-day brute force, readings and pace over whatever hypothesis can think of."""

import calendar
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import inspection, inspection_coverage, rhythm, walking

DAY = st.dates(date(2024, 1, 1), date(2029, 12, 31))
SPAN = 400


def _months_apart(begin: date, day: date) -> int:
    return (day.year - begin.year) * 12 + day.month - begin.month


def is_due(plan: rhythm.Rhythm, day: date, off: frozenset, worked: frozenset) -> bool:
    """Whether a day is due, asked of that day alone."""
    if day < plan.begin:
        return False
    if plan.kind == "workdays":
        return day not in off and (day.weekday() < 5 or day in worked)
    if day in off:
        return False
    if plan.kind == "days":
        return (day - plan.begin).days % plan.every == 0
    if plan.kind in ("weeks", "weekdays"):
        weekdays = plan.weekdays or {plan.begin.weekday()}
        monday = plan.begin - timedelta(days=plan.begin.weekday())
        every = plan.every if plan.kind == "weeks" else 1
        return day.weekday() in weekdays and (day - monday).days // 7 % every == 0
    step = plan.every * (6 if plan.kind == "half_years" else 1)
    last_of_month = calendar.monthrange(day.year, day.month)[1]
    return _months_apart(plan.begin, day) % step == 0 and day.day == min(plan.begin.day, last_of_month)


PLANS = st.builds(
    rhythm.Rhythm,
    st.sampled_from(["days", "weeks", "weekdays", "months", "half_years", "workdays"]),
    DAY,
    st.integers(1, 7),
    st.frozensets(st.integers(0, 6)),
)


@tagged("post_install", "-at_install")
class TestRhythm(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(PLANS, DAY, st.integers(0, SPAN), st.frozensets(DAY, max_size=6), st.frozensets(DAY, max_size=4))
    def test_same_days_as_asking_day_by_day(self, plan, first, length, off, worked):
        last = first + timedelta(days=length)
        expected = [
            day
            for day in (first + timedelta(days=number) for number in range(length + 1))
            if is_due(plan, day, off, worked)
        ]
        self.assertEqual(rhythm.dates(plan, first, last, off, worked), expected)

    @settings(max_examples=100, deadline=None)
    @given(PLANS, DAY, st.integers(1, SPAN), st.integers(0, SPAN))
    def test_horizon_reached_in_two_steps_has_neither_gap_nor_double(self, plan, first, length, cut):
        last = first + timedelta(days=length)
        middle = first + timedelta(days=min(cut, length))
        two = rhythm.dates(plan, first, middle) + rhythm.dates(plan, middle + timedelta(days=1), last)
        self.assertEqual(two, rhythm.dates(plan, first, last))

    @settings(max_examples=60, deadline=None)
    @given(DAY, st.integers(1, 6))
    def test_rule_says_the_same_as_days(self, begin, every):
        by_rule = rhythm.Rhythm("rule", begin, rule=f"FREQ=DAILY;INTERVAL={every}")
        by_days = rhythm.Rhythm("days", begin, every)
        last = begin + relativedelta(months=4)
        self.assertEqual(rhythm.dates(by_rule, begin, last), rhythm.dates(by_days, begin, last))

    def test_leap_day_is_kept_where_there_is_one(self):
        first, last = date(2028, 1, 1), date(2033, 1, 1)
        for plan, expected in (
            (
                rhythm.Rhythm("months", date(2028, 2, 29), 12),
                ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"],
            ),
            (
                rhythm.Rhythm("half_years", date(2027, 8, 31), 2),
                ["2028-08-31", "2029-08-31", "2030-08-31", "2031-08-31", "2032-08-31"],
            ),
            (
                rhythm.Rhythm("rule", date(2028, 1, 1), rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
                ["2028-02-29", "2032-02-29"],
            ),
        ):
            with self.subTest(plan):
                self.assertEqual([str(day) for day in rhythm.dates(plan, first, last)], expected)
        half_years = rhythm.Rhythm("half_years", date(2027, 8, 31))
        self.assertEqual(
            [str(day) for day in rhythm.dates(half_years, first, date(2029, 3, 1))],
            ["2028-02-29", "2028-08-31", "2029-02-28"],
        )

    def test_rule_with_many_hours_gives_each_day_once_and_leaves_out_none(self):
        hours, minutes = (",".join(map(str, range(number))) for number in (24, 60))
        rule = f"FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes};BYSECOND=0,30"
        begin = date(2026, 3, 2)
        plan = rhythm.Rhythm("rule", begin, rule=rule)
        expected = [begin + timedelta(days=number) for number in range(400)]
        self.assertEqual(rhythm.dates(plan, begin, begin + timedelta(days=399)), expected)

    def test_rule_that_names_hours_is_due_once_a_day_however_far_ahead(self):
        begin = date(2026, 1, 1)
        hours = ",".join(map(str, range(24)))
        last = begin + timedelta(days=400)
        daily = rhythm.dates(rhythm.Rhythm("days", begin), begin, last)
        for rule in (
            f"FREQ=DAILY;BYHOUR={hours};BYMINUTE=0,30",
            f"byhour={hours};FREQ=DAILY",
            f"RRULE:BYHOUR={hours};FREQ=DAILY",
        ):
            with self.subTest(rule):
                plan = rhythm.Rhythm("rule", begin, rule=rule)
                self.assertEqual(rhythm.dates(plan, begin, last), daily)

    def test_rule_of_more_than_once_a_day_is_refused(self):
        for often in ("HOURLY", "MINUTELY", "SECONDLY", "hourly;BYHOUR=8"):
            plan = rhythm.Rhythm("rule", date(2026, 1, 1), rule=f"FREQ={often}")
            with self.subTest(often), self.assertRaisesRegex(rhythm.RhythmError, "^often$"):
                rhythm.dates(plan, date(2026, 1, 1), date(2026, 1, 9))

    def test_rule_that_never_gets_on_is_refused(self):
        plan = rhythm.Rhythm("rule", date(2026, 1, 1), rule="FREQ=DAILY;INTERVAL=0")
        with self.assertRaisesRegex(rhythm.RhythmError, "^rule$"):
            rhythm.dates(plan, date(2026, 1, 1), date(2026, 1, 9))

    @settings(max_examples=100, deadline=None)
    @given(DAY, st.floats(0, 23.98), st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]))
    def test_every_day_has_its_hour_also_when_the_clocks_change(self, day, hour, zone):
        today, tomorrow = (rhythm.moment(one, hour, zone) for one in (day, day + timedelta(days=1)))
        self.assertLessEqual(abs(tomorrow - today - timedelta(days=1)), timedelta(hours=1))


@tagged("post_install", "-at_install")
class TestReadings(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(
        st.decimals(-9999, 9999, places=2), st.sampled_from([".", ","]), st.sampled_from(["", "mA", " mA"])
    )
    def test_number_is_read_with_point_or_comma_and_its_unit(self, number, sign, unit):
        typed = f"{number:.2f}".replace(".", sign) + unit
        self.assertEqual(inspection.read_number(typed, "mA"), float(number))

    @settings(max_examples=200, deadline=None)
    @given(st.one_of(st.text(max_size=12), st.floats(), st.booleans(), st.none()))
    def test_anything_is_a_finite_number_or_asked_again(self, typed):
        try:
            number = inspection.read_number(typed, "V")
        except inspection.ReadingError:
            return
        self.assertTrue(abs(number) < float("inf"))

    @settings(max_examples=100, deadline=None)
    @given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
    def test_limits_themselves_are_in_order(self, number, minimum, width):
        limits = inspection.Limits(minimum, minimum + width)
        self.assertEqual(limits.is_abnormal(number), not minimum <= number <= minimum + width)


@tagged("post_install", "-at_install")
class TestPace(BaseCase):
    @settings(max_examples=200, deadline=None)
    @given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 200))
    def test_who_is_on_pace_is_through_in_time_and_who_is_behind_is_not_promised_to_be(
        self, done, due, passed
    ):
        first, last = date(2026, 1, 1), date(2026, 6, 30)
        today = first + timedelta(days=passed)
        pace = inspection_coverage.pace(min(done, due), due, first, last, today)
        if pace.standing == "on_pace" and pace.forecast:
            self.assertLessEqual(pace.forecast, last)
        if pace.standing == "behind" and pace.forecast:
            self.assertGreater(pace.forecast, last - timedelta(days=1))
        self.assertEqual(pace.standing == "done", done >= due)


@tagged("post_install", "-at_install")
class TestWalking(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.one_of(st.none(), st.text(max_size=10)), max_size=12))
    def test_any_places_can_be_put_in_order(self, places):
        ordered = sorted(places, key=walking.walking_key)
        self.assertEqual(sorted(ordered, key=walking.walking_key), ordered)

    def test_rooms_of_a_floor_come_together_and_floors_upwards(self):
        places = [f"{floor}楼{floor}{room:02}室" for floor in (11, 2, 1) for room in (10, 9)]
        self.assertEqual(
            sorted(places, key=walking.walking_key),
            ["1楼109室", "1楼110室", "2楼209室", "2楼210室", "11楼1109室", "11楼1110室"],
        )
