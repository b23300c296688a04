"""Gaps and turns against a minute-by-minute brute force over whatever hypothesis can think of."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import days_off, roster

START = datetime(2026, 3, 28)
MINUTES = 90
DUTIES = st.lists(
    st.builds(
        lambda start, length, role, person, is_backup: roster.Duty(
            START + timedelta(minutes=start),
            START + timedelta(minutes=start + length),
            role,
            person,
            is_backup,
        ),
        st.integers(-30, MINUTES + 10),
        st.integers(1, 60),
        st.sampled_from(["agent", "engineer", "second_line", "manager"]),
        st.integers(1, 3),
        st.booleans(),
    ),
    max_size=8,
)
RHYTHMS = st.one_of(
    st.builds(
        lambda on, off: roster.Rhythm(START.date(), days_on=on, days_off=off),
        st.integers(1, 6),
        st.integers(0, 6),
    ),
    st.builds(
        lambda days: roster.Rhythm(START.date(), frozenset(days)), st.sets(st.integers(0, 6), min_size=1)
    ),
)


def missing_at(duties, moment):
    """The needs that a minute leaves open, said anew in the plainest way."""
    here = [duty for duty in duties if duty.start <= moment < duty.end]
    first = {duty.person for duty in here if duty.role == "agent" and not duty.is_backup}
    backups = {duty.person for duty in here if duty.role == "agent" and duty.is_backup}
    found = set() if first else {"responder"}
    seconds = [person for person in first | backups if first - {person} or (not first and person in backups)]
    if not seconds:
        found.add("backup")
    if not any(duty.role in ("engineer", "second_line") for duty in here):
        found.add("engineer")
    return found


@tagged("post_install", "-at_install")
class TestRosterRules(BaseCase):
    @settings(max_examples=200, deadline=None)
    @given(DUTIES)
    def test_gaps_are_exactly_the_minutes_that_lack_somebody(self, duties):
        last = START + timedelta(minutes=MINUTES)
        found = roster.gaps(duties, START, last)
        for number in range(MINUTES):
            moment = START + timedelta(minutes=number)
            self.assertEqual(
                {gap.need for gap in found if gap.start <= moment < gap.end}, missing_at(duties, moment)
            )
        for gap in found:
            self.assertTrue(START <= gap.start < gap.end <= last)
            self.assertFalse(
                [o for o in found if o.need == gap.need and o.start == gap.end], "as long as can be"
            )

    @settings(deadline=None)
    @given(RHYTHMS, st.integers(0, 60))
    def test_duties_are_counted_as_by_hand(self, rhythm, number):
        days = [rhythm.anchor + timedelta(days=step) for step in range(number)]
        counted = sum(roster.on_duty(rhythm, day) for day in days)
        self.assertEqual(roster.duties_before(rhythm, rhythm.anchor + timedelta(days=number)), counted)

    @settings(deadline=None)
    @given(
        st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(0, 95),
        st.integers(0, 96),
    )
    def test_a_shift_and_the_one_after_it_leave_no_minute_between_them(self, zone, day, quarter, until):
        begin, end = quarter / 4, until / 4
        if begin == end % 24:
            return
        first_start, first_end = roster.shift_span(day, begin, end, zone)
        next_day = day if end > begin and end < 24 else day + timedelta(days=1)
        second_start, _second_end = roster.shift_span(next_day, end % 24, begin, zone)
        self.assertLessEqual(first_start, first_end)
        self.assertEqual(first_end, second_start)

    @given(
        st.sets(st.dates(date(2026, 1, 1), date(2026, 2, 28)), max_size=12),
        st.dates(date(2026, 1, 1), date(2026, 2, 28)),
    )
    def test_each_run_is_told_of_on_some_day_before_it_and_never_after(self, holidays, today):
        for run in days_off.runs_ahead(today, 3, holidays, set()):
            self.assertTrue(today < run.first <= today + timedelta(days=3))
            self.assertTrue(set(run.days()) & holidays)
