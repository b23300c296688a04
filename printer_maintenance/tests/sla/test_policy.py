"""Which promises hold for which requests, and what happens when they change."""

from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from ...exceptions import NoServiceHoursError, PolicyInUseError
from ...models.sla import clock_recount
from .common import SlaCase, at

SWEEP_LOG = "odoo.addons.printer_maintenance.models.sla.sla_sweep"


@tagged("post_install", "-at_install")
class TestPolicy(SlaCase):
    def test_line_with_more_fitting_conditions_holds(self):
        self._target("arrive", 20, severity="urgent")
        self._target("arrive", 15, severity="urgent", service_kind="repair")
        self._target("arrive", 240, category_id=self.env.ref("printer_maintenance.category_laptop").id)
        urgent = self._reported(severity="urgent")
        normal = self._reported()
        self.assertEqual(self._clock(urgent, "arrive").target_minutes, 15)
        self.assertEqual(self._clock(normal, "arrive").target_minutes, 60)

    def test_line_that_promises_nothing_takes_the_clock_away(self):
        self._target("arrive", 60, service_kind="consultation", is_promised=False)
        self._target("answer", 30, service_kind="consultation")
        question = self._reported(service_kind="consultation", equipment_id=False)
        self.assertEqual(set(question.clock_ids.mapped("milestone")), {"confirm", "respond", "answer"})

    def test_arrival_counted_from_the_response_starts_when_we_respond(self):
        self.policy.target_ids.filtered(lambda t: t.milestone == "arrive").start_from = "response"
        ticket = self._reported("08:00")
        self.assertFalse(self._clock(ticket, "arrive"))
        with self._at("08:40"):
            ticket._stamp("responded_at")
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("09:40"))

    def test_request_shows_its_policy_and_why(self):
        ticket = self._reported(severity="urgent").with_context(lang="en_US")
        self.assertEqual(ticket.policy_id, self.policy)
        for word in (self.agreement.code, "Urgent", "Fault repair", "around the clock"):
            self.assertIn(word, ticket.policy_reason)

    def test_severity_found_later_starts_its_clock_at_that_moment(self):
        self._target("report", 5, severity="major", start_from="severity")
        ticket = self._reported("08:00")
        with self._at("10:10"):
            wizard = self.env["printer.severity.raise"].with_user(self.agent)
            wizard.create(
                {
                    "ticket_id": ticket.id,
                    "severity": "major",
                    "found_at": at("10:04"),
                    "reason": "Smoke",
                }
            ).action_apply()
        self.assertEqual(self._clock(ticket, "report").deadline, at("10:09"))
        self.assertEqual(ticket.severity_since, at("10:04"))

    def test_severity_written_by_a_form_counts_from_that_moment(self):
        self._target("report", 5, severity="major", start_from="severity")
        ticket = self._reported("08:00")
        with self._at("10:10"):
            ticket.with_user(self.agent).severity = "major"
        self.assertEqual(self._clock(ticket, "report").deadline, at("10:15"))

    def test_severity_cannot_have_been_found_before_the_report(self):
        ticket = self._reported("08:00")
        wizard = self.env["printer.severity.raise"].create(
            {"ticket_id": ticket.id, "severity": "major", "found_at": at("07:59"), "reason": "Smoke"}
        )
        with self._at("08:30"), self.assertRaises(ValidationError):
            wizard.action_apply()
        self.assertEqual(ticket.severity, "normal")

    def test_severity_raised_and_lowered_keeps_what_was_met(self):
        self._target("confirm", 10, severity="urgent")
        ticket = self._reported("08:00")
        with self._at("08:20"):
            ticket._stamp("confirmed_at")
        with self._at("08:30"):
            ticket.severity = "urgent"
        self.assertEqual(
            (self._clock(ticket, "confirm").state, self._clock(ticket, "confirm").target_minutes), ("met", 30)
        )
        with self._at("08:35"):
            ticket.severity = "minor"
        self.assertEqual(self._clock(ticket, "confirm").state, "met")

    def test_severity_raised_shortens_what_still_runs(self):
        self._target("arrive", 20, severity="urgent")
        ticket = self._reported("08:00")
        with self._at("08:10"):
            ticket.severity = "urgent"
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("08:20"))
        with self._at("08:15"):
            ticket.severity = "normal"
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("09:00"))

    def test_promise_that_no_longer_holds_is_cancelled_and_comes_back(self):
        self._target("report", 5, severity="major", start_from="severity")
        ticket = self._reported("08:00", severity="major")
        with self._at("08:02"):
            ticket.severity = "normal"
        self.assertEqual(self._clock(ticket, "report").state, "cancelled")
        with self._at("08:30"):
            ticket.severity = "major"
        clock = self._clock(ticket, "report")
        self.assertEqual((clock.state, clock.deadline), ("running", at("08:35")))

    def test_changed_minutes_reach_running_clocks_and_no_others(self):
        stopped, running = self._reported("08:00"), self._reported("08:00")
        with self._at("08:12"):
            stopped._stamp("confirmed_at")
        self.policy.target_ids.filtered(lambda t: t.milestone == "confirm").minutes = 10
        self.assertEqual(self._clock(stopped, "confirm").state, "met")
        self.assertEqual(self._clock(running, "confirm").deadline, at("08:10"))

    def test_another_policy_for_the_agreement_keeps_the_pauses(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10", "08:30")
        strict = self.policy.copy({"name": "Strict"})
        strict.target_ids.filtered(lambda t: t.milestone == "confirm").minutes = 15
        self.agreement.policy_id = strict
        self.assertEqual(ticket.policy_id, strict)
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("08:35"))

    def test_many_open_requests_are_counted_anew_in_the_background(self):
        self.patch(clock_recount, "RECOUNTED_AT_ONCE", 2)
        self.patch(clock_recount, "PAGE", 2)
        tickets = self.env["helpdesk.ticket"].union(*[self._reported("08:00") for _number in range(5)])
        self.policy.target_ids.filtered(lambda t: t.milestone == "confirm").minutes = 10
        clocks = tickets.clock_ids.filtered(lambda clock: clock.milestone == "confirm")
        self.assertEqual(set(clocks.mapped("deadline")), {at("08:30")})
        self._crons_do_not_commit(time_left=0.0)
        done = []
        for _run in range(6):
            self.env["printer.sla.policy"]._cron_recount()
            done.append(len(clocks.filtered(lambda clock: clock.deadline == at("08:10"))))
        self.assertEqual(done[:3], [2, 4, 5], "page by page, whatever stops it in between")
        self.assertEqual(self.policy.recount_from_id, 0)

    def test_policy_whose_requests_cannot_be_counted_holds_up_no_other(self):
        self.patch(clock_recount, "RECOUNTED_AT_ONCE", 0)
        ticket = self._reported("08:00")
        other = self.policy.copy({"name": "Zone of another customer"})
        self.policy.target_ids.filtered(lambda t: t.milestone == "confirm").minutes = 10
        other._through_door().recount_from_id = 1
        self._crons_do_not_commit()
        Ticket = type(ticket)
        with patch.object(Ticket, "_sync_clocks", side_effect=ValueError("a defect")), mute_logger(SWEEP_LOG):
            self.env["printer.sla.policy"]._cron_recount()
        self.assertFalse(other.recount_from_id)
        self.assertTrue(self.policy.recount_from_id, "to be tried again")
        self.env["printer.sla.policy"]._cron_recount()
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("08:10"))

    def test_policy_in_use_cannot_be_deleted(self):
        with self.assertRaises(PolicyInUseError) as refused:
            self.policy.unlink()
        self.assertIn(self.agreement.display_name, str(refused.exception))

    def test_policy_that_a_request_goes_by_cannot_be_deleted(self):
        ticket = self._reported("08:00")
        self.agreement.policy_id = self.policy.copy({"name": "Another"})
        with self._at("09:00"):
            # closed requests keep the policy by which they were measured
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        late = self._reported("08:00")
        self.agreement.policy_id = self.policy
        self.assertEqual(late.policy_id, self.policy)
        another = self.env["printer.sla.policy"].search([("name", "=", "Another")])
        with self.assertRaises(PolicyInUseError) as refused:
            another.unlink()
        self.assertIn(ticket.number, str(refused.exception))

    def test_hours_without_any_working_time_are_refused(self):
        never = self.env["resource.calendar"].create({"name": "Never", "attendance_ids": False})
        with self.assertRaises(NoServiceHoursError):
            self.policy.calendar_id = never

    def test_our_own_waiting_cannot_be_made_to_stop_the_clock(self):
        with self.assertRaises(ValidationError):
            self.policy.pausing_reason_ids += self._reason("part")

    @users("test-agent", "test-service_director", "test-project_manager")
    def test_only_administrators_edit_policies(self):
        policy = self.policy.with_user(self.env.user)
        policy.check_access("read")
        with self.assertRaises(AccessError):
            policy.write({"name": "Softer"})
        with self.assertRaises(AccessError):
            policy.target_ids[:1].write({"minutes": 600})
        with self.assertRaises(AccessError):
            policy.step_ids.create({"policy_id": policy.id, "role": "agent", "offset": 1})

    def test_request_that_falls_out_of_its_agreement_has_no_running_clock(self):
        ticket = self._reported("08:00")
        stranger = self.env["res.partner"].create(
            {"name": "Others", "is_company": True, "printer_unit_kind": "customer"}
        )
        device = self._make_device("SN-OTHER", unit_id=stranger.id, department_id=False)
        with self._at("08:10"):
            ticket.write({"equipment_id": device.id, "partner_id": stranger.id})
        self.assertFalse(ticket.policy_id)
        self.assertEqual(set(ticket.clock_ids.mapped("state")), {"cancelled"})
        self.assertFalse(ticket.next_deadline)

    def test_device_of_another_category_has_other_promises(self):
        ticket = self._reported("08:00")
        category = self.env["maintenance.equipment.category"].create({"name": "Plotters"})
        self._target("arrive", 240, category_id=category.id)
        self.device.category_id = category
        self.assertEqual(self._clock(ticket, "arrive").target_minutes, 240)

    def test_overdue_promise_stays_missed_when_it_is_promised_no_more(self):
        self._target("report", 5, severity="major", start_from="severity")
        ticket = self._reported("08:00", severity="major")
        with self._at("10:00"):
            ticket.severity = "normal"
        clock = self._clock(ticket, "report")
        self.assertEqual((clock.state, clock.elapsed_minutes), ("missed", 120))
        with self._at("11:00"):
            ticket._sync_clocks()
        self.assertEqual(clock.elapsed_minutes, 120)
