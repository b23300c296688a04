"""Waiting: whose it is, what it stops, and that it is never lost (PEERS: the users' complaints 1 and 2)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ...exceptions import GuardedFieldError, WaitingError
from .common import SlaCase, at


@tagged("post_install", "-at_install")
class TestWaiting(SlaCase):
    def test_customers_waiting_stops_the_clock_and_moves_the_deadline(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        clock = self._clock(ticket, "confirm")
        self.assertEqual((clock.state, clock.next_event_at, ticket.next_deadline), ("paused", False, False))
        with self._at("08:50"):
            ticket.action_resume()
        self.assertEqual((clock.state, clock.deadline), ("running", at("09:10")))
        self.assertEqual(ticket.next_deadline, at("09:10"))

    def test_our_own_waiting_is_on_record_but_stops_nothing(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10", "08:50", reason="part")
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("08:30"))
        self.assertEqual(ticket.pause_ids.mapped("stops_clock"), [False])

    def test_paused_clock_is_never_late(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        with self._at("2026-03-09 08:00"):
            self.assertFalse(self._clock(ticket, "confirm").is_late)
            self.assertFalse(ticket.is_late)
            late = self.env["printer.sla.clock"].search(
                [("is_late", "=", True), ("ticket_id", "=", ticket.id)]
            )
            self.assertFalse(late)

    def test_waiting_that_began_too_late_saves_no_promise(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:40", "09:40")
        with self._at("09:45"):
            ticket._stamp("confirmed_at")
        self.assertEqual(self._clock(ticket, "confirm").state, "missed")
        self.assertEqual(self._clock(ticket, "confirm").elapsed_minutes, 45)

    def test_fact_while_waiting_is_in_time_and_the_waiting_is_shown_apart(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:20")
        with self._at("10:00"):
            ticket._stamp("confirmed_at")
        clock = self._clock(ticket, "confirm")
        self.assertEqual((clock.state, clock.elapsed_minutes, clock.paused_minutes), ("met", 20, 100))

    def test_changed_severity_keeps_the_pause(self):
        self._target("arrive", 30, severity="urgent")
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10", "08:50")
        with self._at("08:55"):
            ticket.severity = "urgent"
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("09:10"))

    def test_changed_severity_while_waiting_keeps_the_clock_stopped(self):
        self._target("arrive", 30, severity="urgent")
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        with self._at("08:55"):
            ticket.severity = "urgent"
            self.assertEqual(self._clock(ticket, "arrive").state, "paused")
        with self._at("09:10"):
            ticket.action_resume()
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("09:30"))

    def test_waiting_for_something_else_ends_the_first_wait(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10", reason="no_access")
        self._wait(ticket, "08:30", "09:00", reason="part")
        spans = [(p.reason_id, p.start, p.end) for p in ticket.pause_ids.sorted("start")]
        self.assertEqual(
            spans,
            [
                (self._reason("no_access"), at("08:10"), at("08:30")),
                (self._reason("part"), at("08:30"), at("09:00")),
            ],
        )
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("08:50"))

    def test_telling_the_management_waits_for_nobody(self):
        self._target("report", 5, severity="major", start_from="severity")
        ticket = self._reported("08:00", severity="major")
        self._wait(ticket, "08:01", "08:30")
        self.assertEqual(self._clock(ticket, "report").deadline, at("08:05"))

    def test_closed_request_waits_for_nothing(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        with self._at("09:00"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertFalse(ticket.waiting_reason_id)
        self.assertEqual(ticket.pause_ids.mapped("end"), [at("09:00")])
        with self.assertRaises(WaitingError):
            ticket._wait(self._reason("no_access"))

    def test_reason_that_the_policy_does_not_know_is_refused(self):
        self.policy.reason_ids -= self._reason("no_access")
        with self.assertRaises(WaitingError):
            self._reported("08:00")._wait(self._reason("no_access"))

    def test_waiting_times_are_nobodys_to_write(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        pause = ticket.pause_ids
        with self.assertRaises(GuardedFieldError):
            pause.with_user(self.users["admin"]).write({"start": "2026-03-01 07:00:00"})
        with self.assertRaises(AccessError):
            pause.with_user(self.users["admin"]).unlink()
        with self.assertRaises(GuardedFieldError):
            ticket.with_user(self.agent).write({"waiting_since": "2026-03-01 07:00:00"})

    def test_engineer_says_in_the_dialog_what_is_waited_for(self):
        ticket = self._reported("08:00")
        ticket.team_id = self.team
        with Form(
            self.env["printer.sla.wait"].with_user(self.engineer).with_context(default_ticket_id=ticket.id)
        ) as dialog:
            dialog.reason_id = self._reason("no_access")
            self.assertTrue(dialog.stops_clock)
            dialog.note = "Meeting in the room"
        dialog.record.action_wait()
        self.assertEqual(ticket.pause_ids.user_id, self.engineer)

    def test_contact_cannot_say_that_a_request_waits_nor_read_our_remarks(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10")
        with self.assertRaises(AccessError):
            ticket.pause_ids.with_user(self.contact_user).read(["note"])
        with self.assertRaises(AccessError):
            ticket.with_user(self.contact_user).action_resume()
        with self.assertRaises(AccessError):
            self.env["printer.sla.wait"].with_user(self.contact_user).create(
                {"ticket_id": ticket.id, "reason_id": self._reason("no_access").id}
            )


@tagged("post_install", "-at_install")
class TestApproval(SlaCase):
    def _quote(self, ticket):
        part = self.env["product.product"].create({"name": "Fuser", "list_price": 680.0})
        return self.env["sale.order"].create(
            {
                "partner_id": self.contact.id,
                "ticket_id": ticket.id,
                "order_line": [(0, 0, {"product_id": part.id, "product_uom_qty": 1})],
            }
        )

    def test_approval_cannot_be_waited_for_before_a_quote_was_sent(self):
        ticket = self._reported("08:00")
        self._quote(ticket)
        with self.assertRaises(WaitingError):
            ticket._wait(self._reason("approval"))

    def test_quote_that_is_taken_off_the_request_stops_no_clock(self):
        ticket = self._reported("08:00")
        quote = self._quote(ticket)
        with self._at("08:10"):
            quote.action_quotation_sent()
        with self._at("08:20"):
            quote.ticket_id = False
        self.assertFalse(ticket.waiting_reason_id)
        with self._at("08:30"):
            quote.ticket_id = ticket
        self.assertEqual(ticket.waiting_reason_id, self._reason("approval"))

    def test_sent_quote_stops_the_clock_until_the_customer_answers(self):
        ticket = self._reported("08:00")
        quote = self._quote(ticket)
        with self._at("08:10"):
            quote.action_quotation_sent()
        self.assertEqual(self._clock(ticket, "confirm").state, "paused")
        self.assertEqual(ticket.pause_ids.sale_order_id, quote)
        with self._at("09:10"):
            quote.action_confirm()
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("09:30"))
        self.assertFalse(ticket.waiting_reason_id)

    def test_refused_quote_lets_the_clock_go_on(self):
        ticket = self._reported("08:00")
        quote = self._quote(ticket)
        with self._at("08:10"):
            quote.action_quotation_sent()
        with self._at("08:40"):
            quote._action_cancel()
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("09:00"))

    def test_second_unanswered_quote_keeps_the_clock_stopped(self):
        ticket = self._reported("08:00")
        first, second = self._quote(ticket), self._quote(ticket)
        with self._at("08:10"):
            first.action_quotation_sent()
            second.action_quotation_sent()
        with self._at("08:40"):
            first._action_cancel()
        self.assertEqual(self._clock(ticket, "confirm").state, "paused")


@tagged("post_install", "-at_install")
class TestReopening(SlaCase):
    def setUp(self):
        super().setUp()
        self._target("resolve", 240)

    def test_reopened_request_resumes_with_the_time_that_was_left(self):
        ticket = self._reported("08:00")
        with self._at("10:00"):
            ticket._solve(at("10:00"))
        self.assertEqual(self._clock(ticket, "resolve").elapsed_minutes, 120)
        with self._at("14:00"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        clock = self._clock(ticket, "resolve")
        self.assertEqual((clock.state, clock.deadline, ticket.solved_at), ("running", at("16:00"), False))
        with self._at("15:30"):
            ticket._solve(at("15:30"))
        self.assertEqual((clock.state, clock.elapsed_minutes), ("met", 210))

    def test_met_promises_stay_met_when_a_request_is_opened_again(self):
        ticket = self._reported("08:00")
        with self._at("08:20"):
            ticket._stamp("confirmed_at")
        with self._at("10:00"):
            ticket._solve(at("10:00"))
        with self._at("14:00"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        self.assertEqual(self._clock(ticket, "confirm").state, "met")

    def test_withdrawn_request_that_is_opened_again_runs_on(self):
        ticket = self._reported("08:00")
        with self._at("08:10"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(set(ticket.clock_ids.mapped("state")), {"cancelled"})
        with self._at("09:10"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        self.assertEqual(self._clock(ticket, "confirm").deadline, at("09:30"))

    def test_promise_overdue_when_a_request_is_closed_was_missed(self):
        ticket = self._reported("08:00")
        with self._at("08:45"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(self._clock(ticket, "confirm").state, "missed")
        self.assertEqual(self._clock(ticket, "confirm").elapsed_minutes, 45)
        self.assertEqual(self._clock(ticket, "arrive").state, "cancelled")

    def test_reopened_question_needs_a_new_answer(self):
        self._target("answer", 60, service_kind="consultation")
        ticket = self._reported("08:00", service_kind="consultation", equipment_id=False)
        with self._at("08:20"):
            ticket._stamp("answered_at")
            ticket._solve(at("08:20"))
        with self._at("10:20"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        clock = self._clock(ticket, "answer")
        self.assertEqual((ticket.answered_at, clock.state, clock.deadline), (False, "running", at("11:00")))

    def test_contact_does_not_read_what_we_ourselves_wait_for(self):
        ticket = self._reported("08:00")
        self._wait(ticket, "08:10", reason="part")
        with self.assertRaises(AccessError):
            ticket.with_user(self.contact_user).read(["waiting_reason_id"])
        with self.assertRaises(AccessError):
            ticket.clock_ids.with_user(self.contact_user).read(["next_event_at"])
