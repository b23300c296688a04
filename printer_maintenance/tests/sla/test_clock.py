"""The clocks of a request."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestClock(PrinterCase):
    def _clock(self, ticket, milestone):
        return ticket.clock_ids.filtered(lambda clock: clock.milestone == milestone)

    @freeze_time("2026-03-01 23:50:00")
    def test_report_starts_the_promised_clocks(self):
        ticket = self._report()
        self.assertEqual(
            {clock.milestone: clock.deadline for clock in ticket.clock_ids},
            {
                "confirm": Datetime.to_datetime("2026-03-02 00:20:00"),
                "respond": Datetime.to_datetime("2026-03-02 00:50:00"),
                "arrive": Datetime.to_datetime("2026-03-02 00:50:00"),
            },
        )
        self.assertEqual(ticket.next_deadline, Datetime.to_datetime("2026-03-02 00:20:00"))

    def test_fact_within_the_promise_is_met_with_its_minutes(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
        with freeze_time("2026-03-01 08:12:30"):
            ticket._stamp("confirmed_at", "responded_at")
        clock = self._clock(ticket, "confirm")
        self.assertEqual((clock.state, clock.elapsed_minutes), ("met", 13))
        self.assertEqual(ticket.next_deadline, Datetime.to_datetime("2026-03-01 09:00:00"))

    def test_fact_one_second_late_is_missed(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
        with freeze_time("2026-03-01 08:30:01"):
            ticket._stamp("confirmed_at")
        clock = self._clock(ticket, "confirm")
        self.assertEqual((clock.state, clock.elapsed_minutes), ("missed", 31))

    def test_second_stamp_does_not_move_the_first(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
            ticket._stamp("arrived_at")
        with freeze_time("2026-03-01 10:00:00"):
            ticket._stamp("arrived_at")
        self.assertEqual(ticket.arrived_at, Datetime.to_datetime("2026-03-01 08:00:00"))
        self.assertEqual(self._clock(ticket, "arrive").state, "met")

    def test_late_clock_shows_before_anybody_touches_it(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
        with freeze_time("2026-03-01 08:31:00"):
            self.assertTrue(self._clock(ticket, "confirm").is_late)
            self.assertTrue(ticket.is_late)

    def test_corrected_report_time_moves_clocks_and_verdicts(self):
        with freeze_time("2026-03-01 08:00:00"):
            ticket = self._report()
        with freeze_time("2026-03-01 08:20:00"):
            ticket._stamp("confirmed_at")
            ticket.with_user(self.users["admin"]).write({"reported_at": "2026-03-01 07:40:00"})
        clock = self._clock(ticket, "confirm")
        self.assertEqual((clock.state, clock.elapsed_minutes), ("missed", 40))

    def test_agent_may_not_correct_the_time_of_a_report(self):
        with self.assertRaises(AccessError):
            self._report().with_user(self.agent).write({"reported_at": "2026-03-01 07:40:00"})

    def test_verdict_cannot_be_written_by_anybody(self):
        clock = self._report().clock_ids[:1]
        with self.assertRaises(GuardedFieldError):
            clock.with_user(self.users["admin"]).write({"state": "met"})
        with self.assertRaises(GuardedFieldError):
            clock.with_user(self.users["admin"]).write({"target_minutes": 600})
        with self.assertRaises(GuardedFieldError):
            clock.sudo().write({"state": "met"})

    def test_clocks_of_a_batch_cost_no_query_per_request(self):
        values = {
            "name": "Jam",
            "description": "x",
            "equipment_id": self.device.id,
            "partner_id": self.contact.id,
        }
        few, many = (
            self._count_clock_queries(
                self.env["helpdesk.ticket"].create([dict(values) for _ in range(number)])
            )
            for number in (5, 50)
        )
        self.assertLessEqual(many, few + 2)

    def _count_clock_queries(self, tickets):
        tickets.sudo().clock_ids.unlink()
        self.env.flush_all()
        before = self.cr.sql_log_count
        tickets._sync_clocks()
        self.env.flush_all()
        return self.cr.sql_log_count - before
