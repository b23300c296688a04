"""However a request becomes major, its emergency plan starts, once."""

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import GuardedFieldError
from .emergency_common import EmergencyCase


@tagged("post_install", "-at_install")
class TestEmergencyStart(EmergencyCase):
    @freeze_time("2026-03-01 08:00:00")
    def test_request_that_is_reported_as_major_calls_the_first_contact_at_once(self):
        emergency = self._report(severity="major").emergency_ids
        self.assertEqual((emergency.state, emergency.plan_id), ("calling", self.plan))
        self.assertEqual(emergency.detected_at, Datetime.to_datetime("2026-03-01 08:00:00"))
        self.assertEqual(self._called(emergency), [self.manager])
        self.assertEqual(emergency.next_call_at, Datetime.to_datetime("2026-03-01 08:02:00"))
        self.assertEqual(
            [(call.user_id, call.due_at.minute) for call in emergency.call_ids],
            [(self.manager, 0), (self.stand_in, 2), (self.director, 3)],
        )
        mail = self._mails_to(self.manager)
        self.assertEqual(mail.state, "outgoing")
        self.assertIn(f"model=printer.emergency&amp;res_id={emergency.id}", mail.body_html)
        self.assertEqual(
            self.env["sms.sms"].search([("partner_id", "=", self.manager.partner_id.id)]).number, "555-0100"
        )
        self.assertEqual(emergency.activity_ids.user_id, self.manager)

    @freeze_time("2026-03-01 08:00:00")
    def test_person_who_cannot_be_told_keeps_no_major_fault_from_being_reported(self):
        with (
            patch.object(type(self.env["printer.notifier"]), "_tell", side_effect=ValueError("gateway")),
            mute_logger("odoo.addons.printer_maintenance.models.emergency.emergency_chain"),
        ):
            emergency = self._report(severity="major").emergency_ids
        self.assertEqual(emergency.state, "calling")
        self.assertFalse(self._called(emergency))
        self._run()
        self.assertEqual(self._called(emergency), [self.manager])

    def test_contact_from_the_portal_starts_it_too_and_sees_nothing_of_it(self):
        ticket = (
            self.env["helpdesk.ticket"]
            .with_user(self.contact_user)
            .sudo()
            .create(
                {
                    "name": "Smoke",
                    "description": "Smoke",
                    "equipment_id": self.device.id,
                    "partner_id": self.contact.id,
                    "severity": "major",
                }
            )
        )
        emergency = ticket.emergency_ids
        self.assertEqual(emergency.state, "calling")
        self.assertNotIn(self.contact, emergency.message_follower_ids.partner_id)
        for model in ("printer.emergency", "printer.emergency.call", "printer.emergency.step"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.contact_user).search([])
        with self.assertRaises(AccessError):
            ticket.with_user(self.contact_user).sudo(False).read(["emergency_ids"])

    def test_severity_raised_by_the_dialog_counts_from_its_detection_and_says_what_was_found(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
            self.assertFalse(ticket.emergency_ids)
        with freeze_time("2026-03-01 09:00:00"):
            self._raise(ticket, found_at="2026-03-01 08:58:00", reason="Smoke from the power supply")
        emergency = ticket.emergency_ids
        self.assertEqual(emergency.detected_at, Datetime.to_datetime("2026-03-01 08:58:00"))
        self.assertEqual(emergency.started_at, Datetime.to_datetime("2026-03-01 09:00:00"))
        self.assertEqual(emergency.found, "Smoke from the power supply")
        self.assertIn("Smoke from the power supply", self._mails_to(self.manager).body_html)

    def _raise(self, ticket, severity="major", **values):
        wizard = self.env["printer.severity.raise"].with_user(self.engineer)
        wizard.create({"ticket_id": ticket.id, "severity": severity, **values}).action_apply()

    def test_severity_raised_over_rpc_starts_it_and_writing_it_again_does_nothing(self):
        ticket = self._report()
        ticket.with_user(self.agent).write({"severity": "major"})
        ticket.with_user(self.agent).write({"severity": "major"})
        self.assertEqual(len(ticket.emergency_ids), 1)
        self.assertEqual(len(self._mails_to(self.manager)), 1)

    @mute_logger("odoo.sql_db")
    def test_second_open_emergency_of_a_request_is_impossible(self):
        ticket = self._report(severity="major")
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env["printer.emergency"]._start(ticket)

    def test_lowering_calls_it_off_with_its_reason_and_raising_again_starts_a_new_one(self):
        ticket = self._report(severity="major")
        first = ticket.emergency_ids
        self._raise(ticket, "normal", reason="It was the fuse of the room")
        self.assertEqual(
            (first.state, first.off_reason, first.off_note),
            ("off", "lowered", "It was the fuse of the room"),
        )
        self.assertFalse(first.next_call_at)
        self.assertFalse(first.activity_ids)
        self.assertEqual(self._clock(ticket).state, "cancelled")
        ticket.severity = "major"
        self.assertEqual((ticket.emergency_ids - first).state, "calling")
        self.assertEqual(self._clock(ticket).state, "running")

    def test_request_that_is_closed_ends_its_emergency(self):
        ticket = self._report(severity="major")
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual((ticket.emergency_ids.state, ticket.emergency_ids.off_reason), ("off", "closed"))

    def test_management_is_informed_at_once_and_need_not_answer(self):
        emergency = self._report(severity="major").emergency_ids
        self.assertEqual(emergency.informed_ids, self.chief)
        self.assertIn("for your information", self._mails_to(self.chief).subject)
        self.assertNotIn(self.chief, emergency.call_ids.user_id)

    def test_request_carries_a_note(self):
        ticket = self._report(severity="major")
        self.assertTrue(ticket.message_ids.filtered(lambda m: "Being called: Test project_manager" in m.body))

    def test_mail_speaks_the_language_of_whom_it_reaches(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.manager.lang = "fr_FR"
        title = "PANNE MAJEURE {}"
        self.patch(
            type(self.env["printer.emergency"]),
            "_call_subject",
            lambda this: title.format(this.env.lang),
        )
        self._report(severity="major")
        self.assertEqual(self._mails_to(self.manager).subject, "PANNE MAJEURE fr_FR")

    def test_batch_of_majors_is_one_message_a_person(self):
        tickets = self._report_many(6)
        self.assertEqual(len(tickets.emergency_ids), 6)
        self.assertEqual(len(self._mails_to(self.manager)), 1)
        self.assertEqual(len(self._mails_to(self.chief)), 1)
        for ticket in tickets:
            self.assertIn(ticket.number, self._mails_to(self.manager).body_html)
        self.assertEqual(len(tickets.emergency_ids.step_ids), 12)

    def test_each_further_major_of_a_batch_costs_few_queries(self):
        self._report(severity="major")
        few, many = (self._count_start_queries(self._report_many(number, "normal")) for number in (5, 25))
        # what is left per request is Odoo's own: an activity's follower, the mail log of each record
        self.assertLessEqual((many - few) / 20, 2, f"{few} for 5, {many} for 25")

    def _report_many(self, number, severity="major"):
        return self.env["helpdesk.ticket"].create(
            [
                {
                    "name": f"Smoke {index}",
                    "description": "Smoke",
                    "equipment_id": self.device.id,
                    "partner_id": self.contact.id,
                    "severity": severity,
                }
                for index in range(number)
            ]
        )

    def _count_start_queries(self, tickets):
        self.env.flush_all()
        before = self.cr.sql_log_count
        self.env["printer.emergency"]._start(tickets)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_checklist_is_taken_over_in_every_language_and_stays_when_the_plan_changes(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.plan.step_ids[0].with_context(lang="zh_CN").name = "切断电源"
        steps = self._report(severity="major").emergency_ids.step_ids
        self.plan.step_ids[0].name = "Something else"
        self.assertEqual(steps[0].name, "Switch it off")
        self.assertEqual(steps[0].with_context(lang="zh_CN").name, "切断电源")
        self.assertEqual(steps.mapped("state"), ["open", "open"])

    def test_own_plan_of_the_agreement_goes_before_a_general_one(self):
        self.env["printer.emergency.plan"].create(
            {
                "name": "General",
                "sequence": 0,
                "category_ids": [(4, self.device.category_id.id)],
                "contact_ids": [(0, 0, {"user_id": self.stand_in.id})],
            }
        )
        self.assertEqual(self._report(severity="major").emergency_ids.plan_id, self.plan)
        self.plan.active = False
        emergency = self._report(severity="major").emergency_ids
        self.assertEqual(emergency.plan_id.name, "General")
        self.assertEqual(self._called(emergency), [self.stand_in])

    def test_without_any_plan_manager_and_director_are_called(self):
        self.env["printer.emergency.plan"].search([]).active = False
        emergency = self._report(severity="major").emergency_ids
        self.assertFalse(emergency.plan_id)
        self.assertEqual(emergency.call_ids.user_id, self.manager | self.director)

    def test_nothing_of_it_can_be_forged(self):
        emergency = self._report(severity="major").emergency_ids
        admin = self.users["admin"]
        for record, values in (
            (emergency, {"acknowledged_at": "2026-01-01 00:00:00"}),
            (emergency, {"next_call_at": False}),
            (emergency.call_ids[0], {"called_at": "2026-01-01 00:00:00"}),
            (emergency.step_ids[0], {"done_at": "2026-01-01 00:00:00"}),
        ):
            with self.assertRaises(GuardedFieldError):
                record.with_user(admin).write(values)
            with self.assertRaises(GuardedFieldError):
                record.sudo().write(values)
        with self.assertRaises(AccessError):
            emergency.with_user(admin).unlink()
