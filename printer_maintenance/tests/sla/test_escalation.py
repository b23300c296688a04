"""Escalation: each step once, level by level, to the right people, in one message."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.mail.tests.common import MockEmail

from ...exceptions import TransitionError
from ...models.sla import sla_sweep
from .common import SlaCase, at


class EscalationCase(SlaCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        for user in (
            self.agent,
            self.engineer,
            self.users["project_manager"],
            self.users["service_director"],
        ):
            user.email = f"{user.login}@example.com"
        self._step("agent", 50, by_mail=False)
        self._step("manager", 100)
        self._step("director", 15, "after")

    def _called(self, ticket):
        return ticket.escalation_log_ids.sorted("due_at").mapped("role")

    def _mails_to(self, user):
        return self.env["mail.mail"].search([("email_to", "like", user.email)])


@tagged("post_install", "-at_install")
class TestEscalation(EscalationCase):
    def test_steps_are_called_level_by_level_each_at_its_time(self):
        ticket = self._reported("08:00")
        called = []
        for time in ("08:14", "08:15", "08:29", "08:30", "08:44", "08:45", "09:30"):
            self._sweep(time)
            called.append(self._called(ticket))
        self.assertEqual(
            called,
            [
                [],
                ["agent"],
                ["agent"],
                ["agent", "manager"],
                ["agent", "manager"],
                ["agent", "manager", "director"],
                ["agent", "manager", "director"],
            ],
        )
        self.assertEqual(
            ticket.escalation_log_ids.sorted("due_at").mapped("due_at"),
            [at("08:15"), at("08:30"), at("08:45")],
        )

    def test_sweep_that_comes_late_calls_everything_that_is_due_once(self):
        ticket = self._reported("08:00")
        for _again in range(3):
            self._sweep("08:50")
        self.assertEqual(self._called(ticket), ["agent", "manager", "director"])

    def test_person_is_told_by_the_ways_of_the_step(self):
        ticket = self._reported("08:00")
        self._sweep("08:30")
        manager = self.users["project_manager"]
        self.assertTrue(ticket.activity_ids.filtered(lambda a: a.user_id == manager))
        mail = self._mails_to(manager)
        self.assertEqual(len(mail), 1)
        self.assertIn(ticket.number, mail.body_html)
        self.assertFalse(self._mails_to(self.agent), "the agent's step sends no mail")

    def test_message_is_in_the_persons_language(self):
        self.users["project_manager"].lang = "zh_CN"
        self._reported("08:00")
        self._sweep("08:30")
        self.assertIn("承诺", self._mails_to(self.users["project_manager"]).subject)

    def test_sms_goes_to_the_persons_number(self):
        self.policy.step_ids.filtered(lambda step: step.role == "manager").by_sms = True
        ticket = self._reported("08:00")
        self._sweep("08:30")
        sms = self.env["sms.sms"].search([("partner_id", "=", self.users["project_manager"].partner_id.id)])
        self.assertEqual(sms.mapped("number"), ["555-0100"])
        self.assertIn(ticket.number, sms.body)

    def test_many_due_at_once_make_one_message_a_person(self):
        tickets = self.env["helpdesk.ticket"].union(*[self._reported("08:00") for _number in range(30)])
        self._sweep("08:30")
        mail = self._mails_to(self.users["project_manager"])
        self.assertEqual(len(mail), 1)
        self.assertIn("30", mail.subject)
        self.assertEqual(len(tickets.escalation_log_ids), 60)
        self.assertTrue(all(notice.told_at for notice in tickets.escalation_log_ids.notice_ids))

    def test_kept_promise_calls_nobody(self):
        ticket = self._reported("08:00")
        with self._at("08:10"):
            ticket._stamp("confirmed_at")
        self._sweep("12:00")
        self.assertFalse(self._called(ticket))

    def test_paused_clock_calls_nobody_and_goes_on_where_it_stopped(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        self._wait(ticket, "08:20")
        self._sweep("09:30")
        self.assertEqual(self._called(ticket), ["agent"])
        with self._at("10:00"):
            ticket.action_resume()
        self._sweep("10:09")
        self.assertEqual(self._called(ticket), ["agent"])
        self._sweep("10:10")
        self.assertEqual(self._called(ticket), ["agent", "manager"])

    def test_step_added_to_a_policy_in_use_is_called_too(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        self._step("dispatcher", 80)
        self._sweep("08:24")
        self.assertEqual(self._called(ticket), ["agent", "dispatcher"])

    def test_call_goes_to_whoever_has_the_role_when_the_team_has_nobody(self):
        self.agreement.member_ids.filtered(lambda m: m.role == "director").unlink()
        ticket = self._reported("08:00")
        self._sweep("08:45")
        director = ticket.escalation_log_ids.filtered(lambda log: log.role == "director")
        self.assertIn(self.users["service_director"], director.user_ids)

    def test_only_due_clocks_are_looked_at(self):
        self._reported("08:00")
        later = self._reported("08:20")
        self._sweep("08:16")
        self.assertFalse(self._called(later))
        self.assertEqual(self._clock(later, "confirm").next_event_at, at("08:35"))

    def test_page_by_page_everything_is_called(self):
        self.patch(sla_sweep, "PAGE", 2)
        tickets = self.env["helpdesk.ticket"].union(*[self._reported("08:00") for _number in range(5)])
        self._sweep("08:15")
        self.assertEqual(len(tickets.escalation_log_ids), 5)


@tagged("post_install", "-at_install")
class TestTakingOver(EscalationCase):
    def test_who_takes_over_stops_the_chain(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        self.assertTrue(ticket.is_escalated)
        with self._at("08:20"):
            ticket.with_user(self.agent).action_take_over()
        self._sweep("09:30")
        self.assertEqual(self._called(ticket), ["agent"])
        log = ticket.escalation_log_ids
        self.assertEqual((log.taken_over_id, log.taken_over_at), (self.agent, at("08:20")))
        self.assertFalse(ticket.is_escalated)
        self.assertFalse(ticket.activity_ids)

    def test_chain_goes_on_when_the_matter_is_handed_back(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        with self._at("08:20"):
            ticket.with_user(self.agent).action_take_over()
        with self._at("08:40"):
            ticket.with_user(self.agent).action_hand_back()
        self._sweep("08:41")
        self.assertEqual(self._called(ticket), ["agent", "manager"])

    def test_promise_that_starts_later_calls_anew(self):
        self.policy.target_ids.filtered(lambda t: t.milestone == "arrive").start_from = "response"
        self._step("dispatcher", 50, milestone="arrive")
        ticket = self._reported("08:00")
        self._sweep("08:15")
        with self._at("08:20"):
            ticket.with_user(self.agent).action_take_over()
            ticket._stamp("confirmed_at", "responded_at")
        self._sweep("08:50")
        self.assertEqual(self._called(ticket), ["agent", "dispatcher"])
        self.assertTrue(ticket.is_escalated)

    def test_nothing_to_take_over_before_anybody_was_asked(self):
        with self.assertRaises(TransitionError):
            self._reported("08:00").with_user(self.agent).action_take_over()

    def test_two_people_cannot_both_take_over(self):
        ticket = self._reported("08:00")
        self._sweep("08:30")
        ticket.with_user(self.agent).action_take_over()
        with self.assertRaises(TransitionError):
            ticket.with_user(self.users["project_manager"]).action_take_over()

    def test_contact_and_supervisor_may_not_take_over(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        with self.assertRaises(AccessError):
            ticket.with_user(self.contact_user).action_take_over()

    def test_stranger_to_the_team_may_not_take_over(self):
        ticket = self._reported("08:00")
        self._sweep("08:15")
        other = self.env["helpdesk.ticket.team"].create({"name": "Elsewhere"})
        ticket.sudo().write({"team_id": other.id, "user_id": False})
        with self.assertRaises(AccessError):
            ticket.with_user(self.engineer).action_take_over()


@tagged("post_install", "-at_install")
class TestMailServerDown(MockEmail, EscalationCase):
    def test_rest_goes_on_and_the_mail_is_tried_again(self):
        ticket = self._reported("08:00")
        self._sweep("08:30")
        mail = self._mails_to(self.users["project_manager"])
        self.assertTrue(ticket.activity_ids)
        with patch.object(IrMail_Server, "_connect__", side_effect=ConnectionRefusedError("down")):
            self.env["mail.mail"].process_email_queue(mail.ids)
            self.assertEqual(mail.state, "exception")
            self.env["mail.mail"]._cron_retry()
            self.assertEqual(mail.state, "outgoing")
            self.env["mail.mail"].process_email_queue(mail.ids)
        self.env["mail.mail"]._cron_retry()
        with self.mock_mail_gateway():
            self.env["mail.mail"].process_email_queue(mail.ids)
        self.assertEqual(mail.state, "sent", mail.failure_reason)

    def test_other_mails_are_left_alone(self):
        mail = self.env["mail.mail"].create({"email_to": "x@example.com", "state": "exception"})
        self.env["mail.mail"]._cron_retry()
        self.assertEqual(mail.state, "exception")


@tagged("post_install", "-at_install")
class TestEscalationIsolation(EscalationCase):
    def test_person_who_cannot_be_told_keeps_nobody_from_being_told(self):
        self.policy.step_ids.filtered(lambda step: step.role == "manager").offset = 50
        ticket = self._reported("08:00")
        Notifier = type(self.env["printer.notifier"])
        tell = Notifier._tell

        def broken(notifier, user, *args, **kwargs):
            if user == self.agent:
                raise ValueError(user.login)
            return tell(notifier, user, *args, **kwargs)

        with patch.object(Notifier, "_tell", broken), self.assertLogs(sla_sweep.__name__, "ERROR"):
            self._sweep("08:15")
        notices = ticket.escalation_log_ids.notice_ids
        self.assertEqual(notices.filtered("told_at").user_id, self.users["project_manager"])
        self._sweep("08:16")
        self.assertTrue(all(notices.mapped("told_at")))

    def test_clock_that_cannot_be_read_keeps_no_other_from_being_called(self):
        good = self._reported("2026-03-02 02:00")
        bad = self._reported("2026-03-02 02:00")
        with self._at("2026-03-02 02:00"):
            bad._through_door().policy_id = self.policy.copy({"calendar_id": self._office_hours().id})
        # hours that were emptied behind our back
        self.env.flush_all()
        self.cr.execute(
            "DELETE FROM resource_calendar_attendance WHERE calendar_id = %s", [bad.policy_id.calendar_id.id]
        )
        self.env.invalidate_all()
        with self.assertLogs(sla_sweep.__name__, "ERROR"):
            self._sweep("2026-03-02 02:15")
        self.assertEqual(self._called(good), ["agent"])
        self.assertFalse(self._called(bad))
