"""What screens are told of a request's clocks."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestClockBoard(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.no_access = cls.env.ref("printer_maintenance.reason_no_access")
        cls.part = cls.env.ref("printer_maintenance.reason_part")

    def _reported(self):
        with freeze_time("2026-03-02 08:00:00"):
            return self._report()

    def _tile(self, ticket, milestone):
        ticket.invalidate_recordset(["clock_board"])
        return next(tile for tile in ticket.clock_board["clocks"] if tile["milestone"] == milestone)

    def test_running_clock_tells_the_seconds_left_by_the_server(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:12:30"):
            tile = self._tile(ticket, "confirm")
        self.assertEqual((tile["state"], tile["target_minutes"]), ("running", 30))
        self.assertEqual((tile["seconds_left"], tile["counted_seconds_left"]), (1050, 1050))
        self.assertFalse(tile["closed_until"])

    def test_overdue_clock_tells_negative_seconds(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:31:00"):
            self.assertEqual(self._tile(ticket, "confirm")["seconds_left"], -60)

    def test_paused_clock_stands_where_it_stopped_and_says_why(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:10:00"):
            ticket._wait(self.no_access)
        with freeze_time("2026-03-02 11:00:00"):
            tile = self._tile(ticket, "confirm")
            self.assertEqual((tile["state"], tile["seconds_left"]), ("paused", 1200))
            self.assertEqual(
                ticket.clock_board["waiting"],
                {"reason": self.no_access.name, "since": "2026-03-02 08:10:00", "stops_clock": True},
            )

    def test_our_own_waiting_is_told_and_stops_nothing(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:10:00"):
            ticket._wait(self.part)
            self.assertEqual(self._tile(ticket, "confirm")["state"], "running")
            self.assertFalse(ticket.clock_board["waiting"]["stops_clock"])

    def test_stopped_clocks_tell_the_minutes_taken(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:12:00"):
            ticket._stamp("confirmed_at")
        with freeze_time("2026-03-02 09:11:00"):
            ticket._stamp("responded_at")
        met, missed = self._tile(ticket, "confirm"), self._tile(ticket, "respond")
        self.assertEqual((met["state"], met["elapsed_minutes"]), ("met", 12))
        self.assertEqual((missed["state"], missed["elapsed_minutes"]), ("missed", 71))

    def test_promise_that_is_taken_back_is_cancelled(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:10:00"):
            self.policy.target_ids.filtered(lambda target: target.milestone == "arrive").is_promised = False
            self.assertEqual(self._tile(ticket, "arrive")["state"], "cancelled")

    def test_tiles_follow_the_order_of_what_happens(self):
        self.assertEqual(
            [tile["milestone"] for tile in self._reported().clock_board["clocks"]],
            ["confirm", "respond", "arrive"],
        )

    def _office_hours(self):
        self.policy.public_holidays = False
        self.policy.calendar_id = self.env["resource.calendar"].create(
            {
                "name": "Office hours",
                "tz": "UTC",
                "attendance_ids": [Command.clear()]
                + [
                    Command.create({"name": day, "dayofweek": day, "hour_from": 9, "hour_to": 17})
                    for day in "01234"
                ],
            }
        )

    def test_closed_service_says_until_when(self):
        self._office_hours()
        with freeze_time("2026-03-06 16:50:00"):  # a Friday
            ticket = self._report()
            tile = self._tile(ticket, "confirm")
            self.assertFalse(tile["closed_until"])
            self.assertEqual(tile["seconds_to_change"], 600)
            self.assertEqual(tile["counted_seconds_left"], 1800)
        with freeze_time("2026-03-06 18:00:00"):
            tile = self._tile(ticket, "confirm")
        self.assertEqual(tile["closed_until"], "2026-03-09 09:00:00")
        self.assertEqual(tile["deadline"], "2026-03-09 09:20:00")
        self.assertEqual(tile["seconds_left"], (2 * 24 * 60 + 15 * 60 + 20) * 60)
        self.assertEqual(tile["counted_seconds_left"], 20 * 60)

    def test_list_is_told_the_promise_that_is_due_next(self):
        ticket = self._reported()
        with freeze_time("2026-03-02 08:20:00"):
            ticket.invalidate_recordset(["next_promise"])
            promise = ticket.next_promise
        self.assertEqual((promise["seconds_left"], promise["soon_seconds"]), (600, 900))
        with freeze_time("2026-03-02 08:25:00"):
            ticket._stamp("confirmed_at", "responded_at", "arrived_at")
        self.assertFalse(ticket.next_promise["label"])

    def test_list_is_told_why_a_request_is_paused(self):
        ticket = self._reported()
        ticket._wait(self.no_access)
        self.assertFalse(ticket.next_promise["label"])
        self.assertEqual(ticket.next_promise["waiting"]["reason"], self.no_access.name)

    def test_boards_of_a_page_cost_no_query_per_request(self):
        self._office_hours()
        values = {
            "name": "Jam",
            "description": "x",
            "equipment_id": self.device.id,
            "partner_id": self.contact.id,
        }
        tickets = self.env["helpdesk.ticket"].create([dict(values) for _ in range(50)])
        tickets[:25]._wait(self.no_access)
        counts = []
        for batch in (tickets[20:30], tickets):
            self.env.flush_all()
            self.env.invalidate_all()
            batch = batch.with_user(self.agent)
            before = self.cr.sql_log_count
            batch.mapped("clock_board")
            batch.mapped("next_promise")
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_two_clock_queries_are_all_that_a_list_costs(self):
        tickets = self._report() | self._report()
        self.env.flush_all()
        self.env.invalidate_all()
        tickets.fetch(["next_deadline", "waiting_reason_id", "waiting_since"])
        with self.assertQueryCount(1):
            tickets.mapped("next_promise")

    def test_contact_reads_no_board(self):
        ticket = self._reported().with_user(self.contact_user)
        for field in ("clock_board", "next_promise"):
            with self.assertRaises(AccessError):
                ticket.read([field])

    def test_every_role_that_reads_the_request_reads_its_board(self):
        ticket = self._reported()
        for role, user in self.users.items():
            with self.subTest(role):
                self.assertEqual(len(ticket.with_user(user).clock_board["clocks"]), 3)
