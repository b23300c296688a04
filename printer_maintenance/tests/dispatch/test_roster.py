"""Rosters: filled from patterns, kept as people change them, handed over with a trail."""

from datetime import date, datetime
from itertools import pairwise

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import AppendOnlyError, GuardedFieldError, RosterError, TransitionError
from .roster_common import RosterCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 04:00:00")
class TestRosterPatterns(RosterCase):
    def test_filling_twice_makes_nothing_twice(self):
        roster = self._roster(self.team)
        self._pattern(roster, [self.engineer, self.colleague])
        self.assertEqual(roster._generate(), 11, "today and ten days ahead")
        self.assertEqual(roster._generate(), 0)
        self.assertEqual(len(roster.shift_ids), 11)
        self.assertEqual(roster.generated_until, date(2026, 3, 11))

    def test_a_double_cannot_enter_the_database(self):
        roster = self._roster(self.team)
        pattern = self._pattern(roster, [self.engineer])
        roster._generate()
        values = pattern._shift_values(date(2026, 3, 2))
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            self.env["printer.roster.shift"]._through_door().create(
                {**values, "user_id": self.colleague.id}
            ).flush_recordset()

    def test_people_take_turns_and_nights_cross_midnight(self):
        roster = self._roster(self.team)
        self._pattern(roster, [self.engineer, self.colleague])
        roster._generate()
        first, second = roster.shift_ids.sorted("start")[:2]
        self.assertEqual((first.user_id, second.user_id), (self.engineer, self.colleague))
        # 20:00 to 08:00 in Shanghai
        self.assertEqual((first.start, first.end), (datetime(2026, 3, 1, 12), datetime(2026, 3, 2, 0)))

    def test_filling_in_pieces_gives_the_turns_of_filling_at_once(self):
        roster = self._roster(self.team, horizon_days=3)
        self._pattern(roster, [self.engineer, self.colleague], shifts_each=2)
        roster._generate()
        roster.horizon_days = 10
        roster._generate()
        other = self._roster(self.centre)
        self._pattern(other, [self.engineer, self.colleague], shifts_each=2)
        other._generate()
        self.assertEqual(
            roster.shift_ids.sorted("start").user_id.ids, other.shift_ids.sorted("start").user_id.ids
        )
        self.assertEqual(
            [shift.user_id for shift in roster.shift_ids.sorted("start")],
            [shift.user_id for shift in other.shift_ids.sorted("start")],
        )

    def test_what_people_changed_or_struck_out_stays(self):
        roster = self._roster(self.team)
        self._pattern(roster, [self.engineer])
        roster._generate()
        changed, gone = roster.shift_ids.sorted("start")[:2]
        changed.user_id = self.colleague
        gone.unlink()
        self.assertEqual(roster._generate(), 0)
        self.assertEqual(changed.user_id, self.colleague)
        self.assertFalse(gone.active)
        self.assertEqual(len(roster.shift_ids), 10)

    def test_untouched_shifts_of_a_draft_follow_a_changed_pattern(self):
        roster = self._roster(self.team)
        pattern = self._pattern(roster, [self.engineer])
        roster._generate()
        kept = roster.shift_ids.sorted("start")[0]
        kept.note = "by hand"
        pattern.write({"hour_from": 18, "sun": False})
        roster._generate()
        self.assertEqual(kept.start, datetime(2026, 3, 1, 12), "touched: stays, though Sundays are off now")
        others = (roster.shift_ids - kept).sorted("start")
        self.assertEqual(others[0].start, datetime(2026, 3, 2, 10))
        self.assertNotIn(date(2026, 3, 8), others.mapped("day"))

    def test_published_shifts_do_not_follow_the_pattern(self):
        roster = self._roster(self.team)
        pattern = self._pattern(roster, [self.engineer])
        roster.with_user(self.dispatcher).action_publish()
        before = roster.shift_ids.mapped("start")
        pattern.hour_from = 18
        roster._generate()
        self.assertEqual(roster.shift_ids.mapped("start"), before)

    def test_the_night_in_which_clocks_change_is_an_hour_shorter_or_longer(self):
        with freeze_time("2026-03-28 10:00:00"):
            roster = self._roster(self.team, tz="Europe/Berlin", date_start="2026-03-28")
            self._pattern(roster, [self.engineer])
            roster._generate()
            short, usual = roster.shift_ids.sorted("start")[:2]
            self.assertEqual((short.start, short.end), (datetime(2026, 3, 28, 19), datetime(2026, 3, 29, 6)))
            self.assertEqual((short.hours, usual.hours), (11, 12))
        with freeze_time("2026-10-24 10:00:00"):
            roster = self._roster(self.centre, tz="Europe/Berlin", date_start="2026-10-24")
            self._pattern(roster, [self.engineer])
            roster._generate()
            self.assertEqual(roster.shift_ids.sorted("start")[0].hours, 13)

    def test_a_day_up_to_24_o_clock_leaves_no_minute_open(self):
        roster = self._roster(self.team)
        self._pattern(roster, [self.engineer], hour_from=0, hour_to=24)
        roster._generate()
        shifts = roster.shift_ids.sorted("start")
        for before, after in pairwise(shifts):
            self.assertEqual(before.end, after.start)

    def test_every_night_published_rosters_are_filled_further(self):
        roster = self._roster(self.team)
        self._pattern(roster, [self.engineer])
        roster.action_publish()
        self._crons_do_not_commit()
        with freeze_time("2026-03-05 18:00:00"):
            self.env["printer.roster"]._cron_fill()
        self.assertEqual(max(roster.shift_ids.mapped("day")), date(2026, 3, 16))
        self.assertEqual(len(roster.shift_ids), 16)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 04:00:00")
class TestRosterRules(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roster = cls._roster(cls.team, publish=True)
        cls.shift = cls._shift(cls.roster, cls.engineer, "2026-03-01 12:00:00", "2026-03-02 00:00:00")

    def test_nobody_backs_up_themselves_or_is_in_two_places_in_one_role(self):
        with self.assertRaises(ValidationError):
            self._shift(
                self.roster, self.engineer, "2026-03-01 20:00:00", "2026-03-02 02:00:00", is_backup=True
            )
        other = self._roster(self.centre, publish=True)
        with self.assertRaises(ValidationError):
            self._shift(other, self.engineer, "2026-03-01 20:00:00", "2026-03-02 02:00:00")

    def test_two_roles_at_once_are_shown_as_a_warning(self):
        self._shift(self.roster, self.second, "2026-03-01 12:00:00", "2026-03-02 00:00:00")
        other = self._roster(self.centre, publish=True)
        shift = self._shift(
            other, self.second, "2026-03-01 20:00:00", "2026-03-02 02:00:00", role="second_line"
        )
        self.assertIn("North station", shift.clash)
        self.assertFalse(self.shift.clash)

    def test_who_lacks_the_role_cannot_be_on_duty_in_it(self):
        with self.assertRaises(ValidationError):
            self._shift(self.roster, self.agent, "2026-03-03 12:00:00", "2026-03-04 00:00:00")

    def test_a_published_shift_changes_by_handing_over_only(self):
        for user in (self.dispatcher, self.users["admin"]):
            with self.assertRaises(RosterError):
                self.shift.with_user(user).user_id = self.colleague
            with self.assertRaises(RosterError):
                self.shift.with_user(user).start = datetime(2026, 3, 1, 13)
        self.shift.with_user(self.dispatcher).write({"user_id": self.engineer.id, "note": "same person"})
        with freeze_time("2026-03-01 13:00:00"), self.assertRaises(RosterError):
            self.shift.with_user(self.dispatcher).unlink()

    def test_only_dispatchers_keep_rosters(self):
        for role in ("engineer", "agent", "project_manager", "equipment_supervisor", "service_director"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.roster.with_user(self.users[role]).action_close()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.shift.with_user(self.users[role]).note = "mine"
        self.roster.with_user(self.dispatcher).action_close()
        self.assertFalse(self.shift.active, "what has not begun is struck out")

    def test_staff_see_what_is_published_and_contacts_nothing(self):
        draft = self._roster(self.centre)
        hidden = self._shift(draft, self.colleague, "2026-03-01 12:00:00", "2026-03-02 00:00:00")
        for role in ("engineer", "agent", "project_manager", "service_director"):
            seen = self.env["printer.roster.shift"].with_user(self.users[role]).search([])
            self.assertIn(self.shift, seen)
            self.assertNotIn(hidden, seen)
        self.assertIn(hidden, self.env["printer.roster.shift"].with_user(self.dispatcher).search([]))
        with self.assertRaises(AccessError):
            self.shift.with_user(self.contact_user).read(["user_id"])
        with self.assertRaises(AccessError):
            self.env["printer.roster.shift"].with_user(self.contact_user).on_duty_board()

    def test_a_roster_is_published_once_and_stays_on_record(self):
        with self.assertRaises(TransitionError):
            self.roster.action_publish()
        with self.assertRaises(RosterError):
            self.roster.unlink()
        with self.assertRaises(RosterError):
            self._roster(self.centre).action_publish()


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 04:00:00")
class TestRosterSwap(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roster = cls._roster(cls.team, publish=True)
        cls.shift = cls._shift(cls.roster, cls.engineer, "2026-03-01 12:00:00", "2026-03-02 00:00:00")

    def _hand_over(self, by, to=None, shift=None, **values):
        wizard = (
            self.env["printer.roster.hand.over"]
            .with_user(by)
            .create(
                {
                    "shift_id": (shift or self.shift).id,
                    "to_user_id": (to or self.colleague).id,
                    "reason": "Ill",
                    **values,
                }
            )
        )
        wizard.action_hand_over()
        return self.env["printer.roster.swap"].search([], limit=1, order="id desc")

    def test_the_dispatcher_hands_over_at_once_and_the_old_holder_stays_on_record(self):
        swap = self._hand_over(self.dispatcher)
        self.assertEqual(self.shift.user_id, self.colleague)
        self.assertEqual(
            (swap.state, swap.from_user_id, swap.to_user_id, swap.decided_by, swap.reason),
            ("done", self.engineer, self.colleague, self.dispatcher, "Ill"),
        )
        told = self.env["mail.message"].search(
            [("model", "=", swap._name), ("res_id", "=", swap.id), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(told.partner_ids, (self.engineer | self.colleague).partner_id)

    def test_a_part_is_handed_over_and_the_rest_stays(self):
        self._hand_over(self.dispatcher, start=datetime(2026, 3, 1, 16), end=datetime(2026, 3, 1, 20))
        spans = [
            (shift.user_id, shift.start.hour, shift.end.hour)
            for shift in self.roster.shift_ids.sorted("start")
        ]
        self.assertEqual(spans, [(self.engineer, 12, 16), (self.colleague, 16, 20), (self.engineer, 20, 0)])

    def test_what_has_passed_of_a_running_shift_stays_with_who_did_it(self):
        with freeze_time("2026-03-01 15:00:00"):
            self._hand_over(self.dispatcher, start=datetime(2026, 3, 1, 12))
        first = self.roster.shift_ids.sorted("start")[0]
        self.assertEqual((first.user_id, first.end), (self.engineer, datetime(2026, 3, 1, 15)))

    def test_an_engineer_asks_and_the_other_accepts(self):
        swap = self._hand_over(self.engineer)
        self.assertEqual((swap.state, self.shift.user_id), ("asked", self.engineer))
        self.assertEqual(swap.activity_ids.user_id, self.colleague)
        with self.assertRaises(AccessError):
            swap.with_user(self.engineer).action_accept()
        swap.with_user(self.colleague).action_accept()
        self.assertEqual((swap.state, self.shift.user_id), ("done", self.colleague))
        self.assertFalse(swap.activity_ids)
        with self.assertRaises(RosterError):
            swap.with_user(self.colleague).action_accept()

    def test_the_other_may_decline_and_who_asked_may_withdraw(self):
        swap = self._hand_over(self.engineer)
        swap.with_user(self.colleague).action_decline()
        self.assertEqual((swap.state, self.shift.user_id), ("declined", self.engineer))
        swap = self._hand_over(self.engineer)
        swap.with_user(self.engineer).action_withdraw()
        self.assertEqual(swap.state, "withdrawn")

    def test_engineers_give_away_only_their_own_shift(self):
        with self.assertRaises(AccessError):
            self._hand_over(self.colleague, to=self.colleague)

    def test_what_was_asked_is_void_when_the_shift_has_changed(self):
        swap = self._hand_over(self.engineer)
        third = self._person("test-third", "engineer")
        self._hand_over(self.dispatcher, to=third)
        with self.assertRaises(RosterError):
            swap.with_user(self.colleague).action_accept()
        self.assertEqual(self.shift.user_id, third)

    def test_who_cannot_do_it_is_not_given_it(self):
        with self.assertRaises(ValidationError):
            self._hand_over(self.dispatcher, to=self.agent)
        self._shift(self.roster, self.colleague, "2026-03-01 20:00:00", "2026-03-02 04:00:00")
        with self.assertRaises(ValidationError):
            self._hand_over(self.dispatcher)
        with self.assertRaises(RosterError):
            self._hand_over(self.dispatcher, reason="  ")

    def test_nobody_writes_or_deletes_the_trail(self):
        swap = self._hand_over(self.dispatcher)
        admin = swap.with_user(self.users["admin"])
        with self.assertRaises(GuardedFieldError):
            admin.reason = "other"
        with self.assertRaises(AppendOnlyError):
            swap.unlink()
        third = self._person("test-third", "engineer")
        self.assertFalse(self.env["printer.roster.swap"].with_user(third).search([]))

    def test_a_duty_telephone_goes_with_the_shift(self):
        self.assertEqual(self.shift.phone, "555-0100")
        self.shift.duty_phone = "555-0777"
        self._hand_over(self.dispatcher)
        self.assertEqual(self.shift.phone, "555-0777")
