"""Who may acknowledge, what follows from it, and the checklist."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import tagged

from ...exceptions import EmergencyError, TransitionError
from .emergency_common import EmergencyCase


@tagged("post_install", "-at_install")
class TestEmergencyAnswer(EmergencyCase):
    def setUp(self):
        super().setUp()
        with freeze_time("2026-03-01 08:00:00"):
            self.ticket = self._report(severity="major")
        self.emergency = self.ticket.emergency_ids

    def _acknowledge(self, user, moment="2026-03-01 08:01:30"):
        with freeze_time(moment):
            self.emergency.with_user(user).action_acknowledge()

    def test_acknowledging_stops_the_chain_and_keeps_the_promise(self):
        self._acknowledge(self.manager)
        told_at = Datetime.to_datetime("2026-03-01 08:01:30")
        self.assertEqual(
            (self.emergency.state, self.emergency.acknowledged_by_id, self.emergency.acknowledged_at),
            ("acknowledged", self.manager, told_at),
        )
        self.assertEqual(self.ticket.major_told_at, told_at)
        self.assertEqual(self.emergency.call_ids[0].acknowledged_at, told_at)
        self.assertFalse(self.emergency.activity_ids)
        with freeze_time("2026-03-01 08:10:00"):
            self._run()
        self.assertEqual(self._called(self.emergency), [self.manager])
        self.assertEqual(self.emergency.told_minutes, 2)

    def test_told_after_exactly_five_minutes_is_met(self):
        self._acknowledge(self.manager, "2026-03-01 08:05:00")
        self.assertEqual(self._clock(self.ticket).state, "met")

    def test_told_one_second_later_is_missed(self):
        self._acknowledge(self.manager, "2026-03-01 08:05:01")
        self.assertEqual(self._clock(self.ticket).state, "missed")

    def test_clock_runs_while_nobody_acknowledges_however_many_are_called(self):
        with freeze_time("2026-03-01 08:03:00"):
            self._run()
        self.assertEqual(self._clock(self.ticket).state, "running")
        self.assertFalse(self.ticket.major_told_at)

    def test_engineer_who_was_not_called_may_not_acknowledge(self):
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.engineer).action_acknowledge_emergency()
        self.assertFalse(self.ticket.with_user(self.engineer).may_acknowledge)
        with self.assertRaises(AccessError):
            self._acknowledge(self.agent)

    def test_who_is_further_down_the_list_may_answer_once_called(self):
        with self.assertRaises(AccessError):
            self._acknowledge(self.stand_in)
        with freeze_time("2026-03-01 08:02:00"):
            self._run()
        self._acknowledge(self.stand_in, "2026-03-01 08:02:20")
        self.assertEqual(self.emergency.acknowledged_by_id, self.stand_in)

    def test_management_without_any_role_here_opens_it_from_the_mail_and_may_acknowledge(self):
        self.assertTrue(self.emergency.with_user(self.chief).may_acknowledge)
        self._acknowledge(self.chief)
        self.assertEqual(self.emergency.acknowledged_by_id, self.chief)

    def test_director_may_acknowledge_from_the_request(self):
        self.ticket.with_user(self.director).action_acknowledge_emergency()
        self.assertEqual(self.emergency.acknowledged_by_id, self.director)

    def test_manager_of_another_agreement_neither_sees_nor_acknowledges_it(self):
        other = self._make_user("other-manager", "printer_maintenance.group_project_manager")
        self.assertFalse(self.env["printer.emergency"].with_user(other).search([]))
        with self.assertRaises(AccessError):
            self._acknowledge(other)

    def test_person_of_the_company_who_is_not_concerned_sees_nothing(self):
        stranger = self._make_user("stranger", "base.group_user")
        self.assertFalse(self.env["printer.emergency"].with_user(stranger).search([]))
        self.assertFalse(self.env["printer.emergency.step"].with_user(stranger).search([]))

    def test_second_answer_is_told_who_was_first(self):
        self._acknowledge(self.manager)
        with self.assertRaisesRegex(TransitionError, "Test project_manager has acknowledged already"):
            self._acknowledge(self.director)

    def test_told_by_telephone_counts_as_acknowledged_by_that_person_and_is_marked(self):
        with freeze_time("2026-03-01 08:20:00"):
            self._tell(self.engineer, self.director, "2026-03-01 08:04:00")
        self.assertEqual(
            (
                self.emergency.state,
                self.emergency.acknowledged_by_id,
                self.emergency.is_by_hand,
                self.emergency.told_by_id,
                self.emergency.entered_by_id,
            ),
            ("acknowledged", self.director, True, self.engineer, self.engineer),
        )
        self.assertEqual(self.ticket.major_told_at, Datetime.to_datetime("2026-03-01 08:04:00"))
        self.assertEqual(self._clock(self.ticket).state, "met")

    def _tell(self, user, told, told_at):
        wizard = self.env["printer.emergency.tell"].with_user(user)
        wizard.create(
            {"emergency_id": self.emergency.id, "user_id": told.id, "told_at": told_at}
        ).action_tell()

    def test_telling_before_the_detection_or_in_the_future_is_refused(self):
        with freeze_time("2026-03-01 08:20:00"):
            for told_at in ("2026-03-01 07:59:00", "2026-03-01 08:21:00"):
                with self.assertRaises(EmergencyError):
                    self._tell(self.engineer, self.director, told_at)

    def test_telling_a_colleague_who_decides_nothing_does_not_count(self):
        with freeze_time("2026-03-01 08:20:00"), self.assertRaises(EmergencyError):
            self._tell(self.engineer, self.agent, "2026-03-01 08:04:00")

    def test_minute_in_which_it_was_detected_counts_as_after_it(self):
        with freeze_time("2026-03-01 09:00:40"):
            ticket = self._report(severity="major")
            self.emergency = ticket.emergency_ids
        with freeze_time("2026-03-01 09:10:00"):
            self._tell(self.engineer, self.director, "2026-03-01 09:00:00")
        self.assertEqual(ticket.major_told_at, Datetime.to_datetime("2026-03-01 09:00:40"))

    def test_steps_are_ticked_with_who_and_when_by_the_server(self):
        step = self.emergency.step_ids[0]
        with freeze_time("2026-03-01 08:12:00"):
            step.with_user(self.engineer).action_tick()
        self.assertEqual(
            (step.state, step.user_id, step.done_at),
            ("done", self.engineer, Datetime.to_datetime("2026-03-01 08:12:00")),
        )
        self.assertEqual(self.emergency.progress, "1 / 2")
        step.with_user(self.engineer).action_reopen()
        self.assertEqual((step.state, step.user_id.id), ("open", False))
        self.assertTrue(self.emergency.message_ids.filtered(lambda m: "Switch it off" in m.body))

    def test_emergency_is_over_when_its_checklist_is(self):
        self._acknowledge(self.manager)
        with self.assertRaisesRegex(EmergencyError, "2 steps"):
            self.emergency.with_user(self.manager).action_close()
        self.emergency.step_ids[0].with_user(self.engineer).action_tick()
        self.emergency.step_ids[1].with_user(self.engineer).action_skip()
        with self.assertRaises(AccessError):
            self.emergency.with_user(self.engineer).action_close()
        self.emergency.with_user(self.manager).action_close()
        self.assertEqual((self.emergency.state, self.emergency.ended_by_id), ("closed", self.manager))
        with self.assertRaises(EmergencyError):
            self.emergency.step_ids[0].with_user(self.engineer).action_reopen()

    def test_emergency_that_nobody_acknowledged_cannot_be_closed(self):
        self.emergency.step_ids.action_skip()
        with self.assertRaises(TransitionError):
            self.emergency.with_user(self.manager).action_close()
