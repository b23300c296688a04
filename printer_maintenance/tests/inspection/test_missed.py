"""Late and missed rounds stay, ask for their reason, and can be made up for."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import InspectionError
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestMissed(InspectionCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        self.record = self._round()

    def _miss(self, moment="2026-03-02 16:30:00"):
        with self._at(moment):
            self.env["printer.inspection.round"]._cron_miss()

    def test_day_ends_at_midnight_where_the_company_sits(self):
        self._miss("2026-03-02 15:59:00")
        self.assertEqual(self.record.state, "planned")
        self._miss("2026-03-02 16:30:00")
        self.assertEqual(self.record.state, "missed")
        self.assertTrue(self.record.awaits_reason)
        self.assertIn(self.record, self.record.search([("awaits_reason", "=", True)]))
        self.assertEqual(self._rounds()[1].state, "planned")

    def test_reason_is_asked_once_and_kept(self):
        self._miss()
        self._miss()
        for reason, note in (("", ""), ("other", ""), ("holiday", "")):
            with self.subTest(reason), self.assertRaises(InspectionError):
                self.record.give_reason(reason, note)
        self.record.give_reason("meeting", "Safety training")
        self.assertEqual((self.record.late_reason, self.record.awaits_reason), ("meeting", False))

    def test_round_under_way_at_midnight_is_late_and_handed_in_with_its_reason(self):
        self.record.action_begin()
        self._inspect_all(self.record)
        self._miss()
        self.assertEqual(self.record.state, "under_way")
        with self._at("2026-03-02 17:00:00"):
            self.record.with_user(self.second).action_confirm()
            with self.assertRaisesRegex(InspectionError, "say why"):
                self.record.action_hand_in()
            self.record.give_reason("repairs")
            self.record.action_hand_in()
        self.assertEqual(self.record.state, "handed_in")

    def test_round_sent_back_on_a_later_day_is_corrected_and_handed_in(self):
        self.record.action_begin()
        self._handed_in(self.record)
        with self._at("2026-03-03 01:00:00"):
            self.record.with_user(self.supervisor)._send_back(self.record.sheet_ids, "Doubtful")
            told = self._told()
            self.assertEqual((told["is_late"], told["awaits_reason"]), (False, False))
            self._handed_in(self.record)
        self._miss("2026-03-03 16:30:00")
        self.assertEqual((self.record.state, self.record.missed_at), ("handed_in", False))
        self.assertEqual(str(self.record.first_handed_in_at), "2026-03-02 01:00:00")

    def test_round_that_was_on_time_has_no_reason_to_give_when_it_is_sent_back(self):
        self.record.action_begin()
        self._handed_in(self.record)
        with self._at("2026-03-03 01:00:00"):
            self.record.with_user(self.supervisor)._send_back(self.record.sheet_ids, "Doubtful")
            with self.assertRaisesRegex(InspectionError, "no reason is needed"):
                self.record.give_reason("meeting")

    def test_after_midnight_the_reason_is_taken_before_the_hourly_run(self):
        self.record.action_begin()
        self._inspect_all(self.record)
        with self._at("2026-03-02 16:10:00"):
            self.record.with_user(self.second).action_confirm()
            self.env.invalidate_all()
            self.assertTrue(self.record.awaits_reason)
            self.assertTrue(self._told()["awaits_reason"])
            self.assertIn(self.record, self.record.search([("awaits_reason", "=", True)]))
            self.assertNotIn(self.record, self.record.search([("awaits_reason", "=", False)]))
            with self.assertRaisesRegex(InspectionError, "say why"):
                self.record.action_hand_in()
            self.record.give_reason("repairs")
            self.record.action_hand_in()
        self.assertEqual(
            (self.record.state, str(self.record.missed_at)), ("handed_in", "2026-03-02 16:10:00")
        )

    def test_reason_given_before_the_hourly_run_marks_a_round_that_nobody_began(self):
        with self._at("2026-03-02 16:10:00"):
            self.record.give_reason("meeting")
        self.assertEqual((self.record.state, self.record.late_reason), ("missed", "meeting"))
        self._miss()
        self.assertEqual(str(self.record.missed_at), "2026-03-02 16:10:00")

    def _told(self):
        rounds = self.env["printer.my.rounds"].with_user(self.leader).read_rounds()["rounds"]
        return next((one for one in rounds if one["id"] == self.record.id), None)

    def test_missed_round_stays_on_the_telephone_for_a_week_after_its_reason(self):
        self._miss()
        self.record.give_reason("short")
        with self._at("2026-03-09 01:00:00"):
            self.assertEqual(self._told()["state"], "missed")
        with self._at("2026-03-10 01:00:00"):
            self.assertIsNone(self._told())

    def test_rounds_of_today_are_told_however_many_were_missed(self):
        for number in range(7):
            self._make_plan(name=f"Plan {number}").action_run()
        with self._at("2026-03-09 01:00:00"):
            self.env["printer.inspection.round"]._cron_miss()
            rounds = self.env["printer.my.rounds"].with_user(self.leader).read_rounds()["rounds"]
        starts = [one["start"] for one in rounds]
        self.assertEqual(len([one for one in rounds if one["date"] == "2026-03-09"]), 8)
        self.assertEqual(starts, sorted(starts))

    def test_missed_round_is_begun_from_its_form_by_its_inspectors(self):
        self._miss()
        arch = self.record.get_view(view_type="form")["arch"]
        self.assertRegex(arch, r'name="action_begin"[^>]*invisible="state != .missed. or not is_mine"')

    def test_missed_round_can_be_made_up_for_and_stays_late(self):
        self._miss()
        with self._at("2026-03-03 01:00:00"):
            self.record.action_begin()
            self._inspect_all(self.record)
            self.record.give_reason("short")
            self.record.with_user(self.second).action_confirm()
            self.record.action_hand_in()
        self.assertEqual(self.record.state, "handed_in")
        self.assertTrue(self.record.missed_at)

    def test_strangers_give_no_reason(self):
        self._miss()
        for user in (self.users["second_line"], self.agent):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.record.with_user(user).give_reason("meeting")
        self.record.with_user(self.dispatcher).give_reason("meeting")

    def test_round_on_time_has_no_reason_to_give(self):
        with self.assertRaises(InspectionError):
            self.record.give_reason("meeting")

    def test_leader_is_told_once(self):
        told = []
        self.patch(
            type(self.env["printer.notifier"]),
            "_tell",
            lambda self, user, ways, records, subject, lines, phone=False: told.append((user, len(records))),
        )
        self._miss("2026-03-04 16:30:00")
        self._miss("2026-03-04 17:30:00")
        self.assertEqual(told, [(self.leader, 3)])
