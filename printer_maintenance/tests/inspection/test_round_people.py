"""The two people of a round by the roster: who is on duty when it starts, whoever was it two days before."""

from odoo.tests import new_test_user, tagged

from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestRoundPeople(InspectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = new_test_user(
            cls.env,
            login="test-third",
            name="Third engineer",
            groups="base.group_user,printer_maintenance.group_engineer",
        )
        roster = cls.env["printer.roster"].create(
            {
                "name": "March",
                "date_start": "2026-03-01",
                "date_end": "2026-03-31",
                "team_id": cls.team.id,
            }
        )
        cls.shifts = cls.env["printer.roster.shift"].create(
            [
                {
                    "roster_id": roster.id,
                    "user_id": user.id,
                    "role": "engineer",
                    "start": f"2026-03-{day} 00:00:00",
                    "end": f"2026-03-{day} 10:00:00",
                    "is_backup": backup,
                }
                for day in ("02", "03")
                for user, backup in ((cls.second, False), (cls.leader, True))
            ]
        )
        roster._set_state("published")
        cls.roster = roster
        cls.plan.write({"people": "roster", "leader_id": False, "second_id": False})
        cls.cron = cls.env.ref("printer_maintenance.cron_assign_inspectors")

    def setUp(self):
        super().setUp()
        self.plan.action_run()
        self.Rounds = self.env["printer.inspection.round"]
        self.Rounds._cron_assign_people()
        self.tomorrow = self._rounds()[1]

    def _hand_over(self, shift, user, **values):
        Swap = self.env["printer.roster.swap"].with_user(self.dispatcher)
        Swap._enter(shift, user, values.get("start", shift.start), shift.end, "Ill")
        self.Rounds._cron_assign_people()

    def _pair(self):
        return self.tomorrow.leader_id, self.tomorrow.second_id

    def test_roster_names_the_two_who_are_on_duty(self):
        first = self._rounds()[0]
        self.assertEqual((first.leader_id, first.second_id), (self.second, self.leader))
        self.assertFalse(self._rounds()[-1].leader_id, "nobody is on duty that day yet")

    def test_who_takes_the_leaders_shift_leads_the_round(self):
        self._hand_over(self.shifts[2], self.third)
        self.assertEqual(self._pair(), (self.third, self.leader))

    def test_who_takes_the_seconds_shift_is_the_second(self):
        self._hand_over(self.shifts[3], self.third)
        self.assertEqual(self._pair(), (self.second, self.third))

    def test_part_of_a_shift_after_the_start_changes_nothing(self):
        self._hand_over(self.shifts[2], self.third, start=self._moment("2026-03-03 05:00:00"))
        self.assertEqual(self._pair(), (self.second, self.leader))

    def test_a_third_one_on_duty_takes_nobodys_round(self):
        self.env["printer.roster.shift"].create(
            {
                "roster_id": self.roster.id,
                "user_id": self.third.id,
                "role": "engineer",
                "start": "2026-03-02 23:00:00",
                "end": "2026-03-03 10:00:00",
            }
        )
        self.Rounds._cron_assign_people()
        self.assertEqual(self._pair(), (self.second, self.leader))

    def test_round_that_loses_somebody_without_another_is_seen_to_have_nobody(self):
        self.shifts[2].with_user(self.dispatcher).active = False
        self.Rounds._cron_assign_people()
        self.assertFalse(self.tomorrow.leader_id | self.tomorrow.second_id)

    def test_people_named_by_hand_stay(self):
        self.tomorrow.with_user(self.dispatcher)._arrange(self.leader, self.second)
        self._hand_over(self.shifts[2], self.third)
        self.assertEqual(self._pair(), (self.leader, self.second))

    def test_round_that_was_started_stays_with_its_people(self):
        with self._at("2026-03-02 23:30:00"):
            self.tomorrow.with_user(self.second).action_begin()
            self._hand_over(self.shifts[2], self.third)
        self.assertEqual(self._pair(), (self.second, self.leader))

    def test_a_shift_that_changes_hands_asks_for_an_early_turn(self):
        waiting = [("cron_id", "=", self.cron.id)]
        Trigger = self.env["ir.cron.trigger"]
        Trigger.search(waiting).unlink()
        self.shifts[0].note = "By car"
        self.assertFalse(Trigger.search_count(waiting))
        Swap = self.env["printer.roster.swap"].with_user(self.dispatcher)
        Swap._enter(self.shifts[2], self.third, self.shifts[2].start, self.shifts[2].end, "Ill")
        self.assertTrue(Trigger.search_count(waiting))
