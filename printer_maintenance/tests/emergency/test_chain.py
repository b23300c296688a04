"""The chain of calls: in order, in time, to the end."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from .emergency_common import EmergencyCase


@tagged("post_install", "-at_install")
class TestEmergencyChain(EmergencyCase):
    def _at(self, moment):
        """Let the scheduled action run at a minute of that hour."""
        with freeze_time(f"2026-03-01 {moment}"):
            self._run()

    def _started(self):
        with freeze_time("2026-03-01 08:00:00"):
            return self._report(severity="major").emergency_ids

    def test_contacts_are_called_in_order_each_when_the_one_before_did_not_answer(self):
        emergency = self._started()
        for moment, called in (
            ("08:01:59", [self.manager]),
            ("08:02:00", [self.manager, self.stand_in]),
            ("08:02:59", [self.manager, self.stand_in]),
            ("08:03:00", [self.manager, self.stand_in, self.director]),
            ("08:05:59", [self.manager, self.stand_in, self.director]),
        ):
            self._at(moment)
            self.assertEqual(self._called(emergency), called, moment)
        self.assertEqual(emergency.called_now, self.director.name)

    def test_after_the_last_it_begins_again_and_then_the_directors_are_called(self):
        emergency = self._started()
        for moment in ("08:02:00", "08:03:00", "08:06:00", "08:08:00", "08:09:00"):
            self._at(moment)
        chain = [self.manager, self.stand_in, self.director]
        self.assertEqual(self._called(emergency), chain * 2)
        self.assertEqual(emergency.call_ids.mapped("round"), [1, 1, 1, 2, 2, 2])
        self.assertFalse(emergency.unanswered_at)
        self._at("08:12:00")
        self.assertEqual(self._called(emergency), [*chain * 2, self.director])
        self.assertTrue(emergency.call_ids[-1].is_last_resort)
        self.assertEqual(emergency.unanswered_at, Datetime.to_datetime("2026-03-01 08:12:00"))
        self.assertEqual((emergency.state, emergency.next_call_at), ("calling", False))
        self._at("09:00:00")
        self.assertEqual(len(self._called(emergency)), 7)

    def test_the_next_call_wakes_the_scheduled_action_at_its_moment(self):
        cron = self.env.ref("printer_maintenance.cron_emergency_call")
        self._started()
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(Datetime.to_datetime("2026-03-01 08:02:00"), triggers.mapped("call_at"))

    def test_server_that_stood_still_calls_the_next_and_not_all_at_once(self):
        emergency = self._started()
        self._at("08:30:00")
        self._at("08:30:30")
        self.assertEqual(self._called(emergency), [self.manager, self.stand_in])
        self.assertEqual(emergency.call_ids[2].due_at, Datetime.to_datetime("2026-03-01 08:31:00"))
        self._at("08:31:00")
        self.assertEqual(self._called(emergency)[-1], self.director)

    def test_each_call_is_made_once_however_often_the_action_runs(self):
        emergency = self._started()
        for _run in range(3):
            self._at("08:02:10")
        self.assertEqual(len(self._mails_to(self.stand_in)), 1)
        self.assertEqual(len(self._called(emergency)), 2)

    def test_people_of_a_role_are_called_one_by_one_or_at_once(self):
        second = self._make_user("second-manager", "printer_maintenance.group_project_manager")
        self.env["printer.agreement.member"].create(
            {"agreement_id": self.agreement.id, "role": "manager", "user_id": second.id, "is_backup": True}
        )
        one_by_one = self._started()
        self.assertEqual(self._called(one_by_one), [self.manager])
        self.assertEqual(one_by_one.call_ids[1].user_id, second)
        self.plan.contact_ids[0].at_once = True
        self.assertEqual(self._called(self._started()), [self.manager, second])

    def test_person_who_has_left_is_passed_over_with_a_note(self):
        self.plan.contact_ids = [
            Command.clear(),
            Command.create({"sequence": 1, "user_id": self.stand_in.id, "minutes": 2}),
            Command.create({"sequence": 2, "role": "manager"}),
        ]
        self.stand_in.active = False
        emergency = self._started()
        self.assertEqual(emergency.call_ids[0].obstacle, "nobody")
        self.assertEqual(self._called(emergency), [self.manager])

    def test_call_list_that_reaches_nobody_goes_to_the_directors_at_once(self):
        self.plan.contact_ids = [Command.clear(), Command.create({"user_id": self.stand_in.id})]
        self.stand_in.active = False
        emergency = self._started()
        self.assertEqual(self._called(emergency), [self.director])
        self.assertTrue(emergency.unanswered_at)

    def test_person_without_telephone_and_mail_is_called_in_the_system_with_a_note(self):
        self.manager.write({"email": False, "phone": False})
        call = self._started().call_ids[0]
        self.assertEqual((call.obstacle, bool(call.called_at)), ("unreachable", True))

    def test_duty_telephone_goes_before_the_persons_own(self):
        Person = self._person_type()
        self.patch(
            type(self.env["helpdesk.ticket"]),
            "_on_duty",
            lambda tickets, roles: {(self.team.id, "manager"): [Person(self.stand_in, "555-DUTY")]},
        )
        call = self._started().call_ids[0]
        self.assertEqual((call.user_id, call.phone), (self.stand_in, "555-DUTY"))

    def _person_type(self):
        from ...models.sla.ticket_escalation import Person

        return Person

    def test_many_emergencies_that_are_due_together_are_one_message_a_person(self):
        for _number in range(4):
            self._started()
        self._at("08:02:00")
        self.assertEqual(len(self._mails_to(self.stand_in)), 1)

    @mute_logger("odoo.addons.printer_maintenance.models.emergency.emergency_chain")
    def test_one_emergency_that_cannot_be_told_keeps_no_other_from_it(self):
        bad, good = self._started(), self._started()
        original = type(bad)._fault_lines

        def fail(emergencies):
            if bad in emergencies:
                raise ValueError("cannot be told")
            return original(emergencies)

        with patch.object(type(bad), "_fault_lines", fail):
            self._at("08:02:00")
        self.assertEqual(self._called(good), [self.manager, self.stand_in])
        self.assertEqual(self._called(bad), [self.manager])
        self.assertEqual(bad.next_call_at, Datetime.to_datetime("2026-03-01 08:03:00"))
        self._at("08:03:00")
        self.assertEqual(self._called(bad), [self.manager, self.stand_in])

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_mail_server_that_is_down_stops_no_call_and_the_mail_is_tried_again(self):
        def refuse(*args, **kwargs):
            raise ConnectionRefusedError("down")

        self._crons_do_not_commit()
        self.patch(type(self.env["mail.mail"]), "_postprocess_sent_message", lambda *args, **kwargs: True)
        with (
            patch.object(IrMail_Server, "_connect__", refuse),
            patch.object(IrMail_Server, "_disable_send", lambda server: False),
        ):
            emergency = self._started()
            self._mails_to(self.manager).send()
            self._at("08:02:00")
            self._mails_to(self.stand_in).send()
        self.assertEqual(self._called(emergency), [self.manager, self.stand_in])
        mails = self._mails_to(self.manager) | self._mails_to(self.stand_in)
        self.assertEqual(set(mails.mapped("state")), {"exception"})
        self.env["mail.mail"]._cron_retry()
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
