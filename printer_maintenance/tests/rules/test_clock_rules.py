"""The clock's arithmetic against a count minute by minute: pauses, calendars, zones, leaves, all at random."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytz
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import clock, working_time
from ...rules.working_time import Pause

START = datetime(2026, 3, 27)
MINUTE = timedelta(minutes=1)
MINUTES = st.integers(0, 4 * 1440)
ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")
# from, to: hours of one weekday in the local zone, in minutes; 1440 is midnight at the end of the day
DAY_HOURS = st.lists(
    st.tuples(st.integers(0, 1440), st.integers(0, 1440)).filter(lambda span: span[0] < span[1]), max_size=2
)


def minute(number: int) -> datetime:
    return START + number * MINUTE


class WeekHours:
    """Opening hours by weekday in a zone, with days of leave; written for these tests, not shared with the product."""

    def __init__(self, zone, week, leaves):
        self.zone, self.week, self.leaves = pytz.timezone(zone), week, leaves

    def is_open(self, moment: datetime) -> bool:
        local = pytz.utc.localize(moment).astimezone(self.zone)
        if local.date() in self.leaves:
            return False
        of_day = local.hour * 60 + local.minute
        return any(begin <= of_day < end for begin, end in self.week[local.weekday()])

    def spans(self, first, last):
        day = pytz.utc.localize(first).astimezone(self.zone).date() - timedelta(days=1)
        spans = []
        while datetime.combine(day, time.min) < last + timedelta(days=2):
            if day not in self.leaves:
                spans += [
                    (max(self._utc(day, begin), first), min(self._utc(day, end), last))
                    for begin, end in self.week[day.weekday()]
                ]
            day += timedelta(days=1)
        return working_time.merged(spans)

    def _utc(self, day, minutes):
        local = datetime.combine(day, time.min) + minutes * MINUTE
        return self.zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)


@st.composite
def hours(draw):
    """Opening hours with some open time on most days; hours at which clocks are put forward or back are closed."""
    zone = draw(st.sampled_from(ZONES))
    week = [draw(DAY_HOURS) for _day in range(7)]
    week[0] = [*week[0], (540, 1020)]
    # a clock that is put back or forward at night makes local hours ambiguous: opening hours avoid them
    week = [[(max(begin, 240), end) for begin, end in day if end > 240] for day in week]
    leaves = {
        START.date() + timedelta(days=number) for number in draw(st.lists(st.integers(0, 20), max_size=3))
    }
    return WeekHours(zone, week, leaves)


@st.composite
def pause_lists(draw):
    spans = draw(st.lists(st.tuples(MINUTES, MINUTES), max_size=4))
    return [Pause(minute(a), minute(b)) for a, b in spans if a < b]


def counts(at: datetime, opening, pauses) -> bool:
    """Whether one minute counts, told by looking at it."""
    return (opening is None or opening.is_open(at)) and not any(p.start <= at < p.end for p in pauses)


@tagged("post_install", "-at_install")
class TestClockRules(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(stop=MINUTES, pauses=pause_lists(), opening=st.none() | hours())
    def test_minutes_taken_equal_a_count_minute_by_minute(self, stop, pauses, opening):
        counted = sum(counts(minute(number), opening, pauses) for number in range(stop))
        spans = [tuple(pause) for pause in pauses]
        self.assertEqual(working_time.worked(START, minute(stop), opening, spans), counted * MINUTE)

    @settings(max_examples=150, deadline=None)
    @given(target=st.integers(1, 2000), pauses=pause_lists(), opening=st.none() | hours())
    def test_deadline_is_the_minute_after_the_last_promised_one(self, target, pauses, opening):
        deadline = clock.read(START, target, hours=opening, pauses=pauses).deadline
        left, number = target, 0
        while left:
            left -= counts(minute(number), opening, pauses)
            number += 1
        due = minute(number)
        # a pause that begins at that very minute still stops the clock
        while any(pause.start <= due < pause.end for pause in pauses):
            due += MINUTE
        self.assertEqual(deadline, due)

    @settings(max_examples=150, deadline=None)
    @given(stop=MINUTES, target=st.integers(1, 2000), pauses=pause_lists(), opening=st.none() | hours())
    def test_verdict_agrees_with_deadline_and_minutes(self, stop, target, pauses, opening):
        reading = clock.read(START, target, minute(stop), opening, pauses)
        self.assertEqual(reading.state == "met", minute(stop) <= reading.deadline)
        if reading.state == "met":
            self.assertLessEqual(reading.elapsed_minutes, target)
        elif counts(minute(stop - 1), opening, pauses):
            self.assertGreater(reading.elapsed_minutes, target)

    @settings(max_examples=100, deadline=None)
    @given(
        target=st.integers(1, 600),
        begin=st.integers(0, 900),
        lasts=st.integers(1, 900),
        opening=st.none() | hours(),
    )
    def test_pause_never_makes_a_promise_late(self, target, begin, lasts, opening):
        before = clock.read(START, target, hours=opening)
        pause = Pause(minute(begin), minute(begin + lasts))
        while_paused = clock.read(START, target, hours=opening, pauses=[Pause(minute(begin))])
        after = clock.read(START, target, hours=opening, pauses=[pause])
        self.assertEqual((while_paused.state, while_paused.deadline), ("paused", before.deadline))
        if pause.start <= before.deadline:
            self.assertGreaterEqual(after.deadline, min(before.deadline, pause.end))
            kept = clock.read(START, target, minute(begin + lasts), opening, [pause])
            self.assertEqual(
                kept.state, "met", "what was in time when the wait began is in time when it ends"
            )
        else:
            self.assertEqual(after.deadline, before.deadline)

    @settings(max_examples=60, deadline=None)
    @given(pauses=st.lists(st.tuples(MINUTES, MINUTES), max_size=6))
    def test_merged_pauses_cover_the_same_minutes(self, pauses):
        spans = [(minute(a), minute(b)) for a, b in pauses]
        merged = working_time.merged(spans)
        for number in range(0, 4 * 1440, 7):
            at = minute(number)
            self.assertEqual(any(a <= at < b for a, b in merged), any(a <= at < b for a, b in spans))
        self.assertTrue(all(before[1] < after[0] for before, after in pairwise(merged)))
