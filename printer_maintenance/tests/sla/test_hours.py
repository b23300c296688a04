"""Service hours: Odoo's calendars, midnight, summer time, leaves, public holidays."""

from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from ...exceptions import NoServiceHoursError
from ...models.sla.working_hours import CalendarHours
from .common import SlaCase, at


@tagged("post_install", "-at_install")
class TestHours(SlaCase):
    def _deadline(self, reported, minutes=60):
        self.policy.target_ids.filtered(lambda t: t.milestone == "arrive").minutes = minutes
        return self._clock(self._reported(reported), "arrive").deadline

    def test_promise_runs_within_the_hours_of_the_place_only(self):
        self.policy.calendar_id = self._office_hours()
        # Friday 6 March, 16:40 in Shanghai is 08:40 UTC; 40 minutes are left for Monday at nine
        self.assertEqual(self._deadline("2026-03-06 08:40"), at("2026-03-09 01:40"))

    def test_report_at_night_starts_to_count_in_the_morning(self):
        self.policy.calendar_id = self._office_hours()
        self.assertEqual(self._deadline("2026-03-08 20:00"), at("2026-03-09 02:00"))

    def test_days_of_24_hours_have_24_hours(self):
        self.policy.calendar_id = self._office_hours(0.0, 24.0, days=range(7))
        # 30 days to the minute, across a month's end: no minute is lost at midnight
        self.assertEqual(self._deadline("2026-03-01 00:00", 30 * 1440), at("2026-03-31 00:00"))
        self.assertEqual(self._deadline("2026-03-01 23:59", 2), at("2026-03-02 00:01"))

    def test_hours_up_to_midnight_meet_those_from_midnight(self):
        calendar = self._office_hours(12.0, 24.0, days=(0,))
        calendar.attendance_ids = [
            Command.create(
                {"name": "2", "dayofweek": "1", "hour_from": 0.0, "hour_to": 6.0, "day_period": "full_day"}
            )
        ]
        spans = CalendarHours(calendar).spans(at("2026-03-02 00:00"), at("2026-03-04 00:00"))
        self.assertEqual(spans, [(at("2026-03-02 04:00"), at("2026-03-02 22:00"))])

    def test_day_on_which_the_clocks_go_forward_has_an_hour_less(self):
        calendar = self._office_hours(0.0, 24.0, zone="Europe/Berlin", days=range(7))
        self.policy.calendar_id = calendar
        # 29 March 2026 has 23 hours in Berlin: from midnight there to the next midnight
        hours = CalendarHours(calendar)
        self.assertEqual(
            hours.spans(at("2026-03-28 23:00"), at("2026-03-29 22:00")),
            [(at("2026-03-28 23:00"), at("2026-03-29 22:00"))],
        )
        self.assertEqual(self._deadline("2026-03-28 23:00", 1440), at("2026-03-29 23:00"))

    def test_office_hours_follow_summer_time(self):
        self.policy.calendar_id = self._office_hours(zone="Europe/Berlin")
        # nine o'clock in Berlin is 08:00 UTC in winter and 07:00 in summer
        self.assertEqual(self._deadline("2026-03-27 20:00"), at("2026-03-30 08:00"))
        self.assertEqual(self._deadline("2026-03-26 20:00"), at("2026-03-27 09:00"))

    def test_around_the_clock_knows_no_summer_time(self):
        self.assertEqual(self._deadline("2026-03-28 12:00", 1440), at("2026-03-29 12:00"))

    def test_leave_closes_the_service(self):
        calendar = self._office_hours()
        self.policy.calendar_id = calendar
        before = self._reported("2026-03-09 01:00")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Move",
                "calendar_id": calendar.id,
                "date_from": "2026-03-09 00:00:00",
                "date_to": "2026-03-09 23:59:59",
            }
        )
        self.env.cr.flush()
        self.assertEqual(
            self._clock(before, "arrive").deadline, at("2026-03-10 02:00"), "running clocks follow"
        )
        self.assertEqual(self._deadline("2026-03-09 01:00"), at("2026-03-10 02:00"))

    def test_changed_hours_reach_running_clocks(self):
        calendar = self._office_hours()
        self.policy.calendar_id = calendar
        ticket = self._reported("2026-03-08 20:00")
        calendar.attendance_ids.hour_from = 10.0
        self.env.cr.flush()
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-09 03:00"))

    def test_policy_that_gets_hours_counts_running_clocks_anew(self):
        ticket = self._reported("2026-03-08 20:00")
        self._wait(ticket, "2026-03-09 01:10", "2026-03-09 01:40")
        self.policy.calendar_id = self._office_hours()
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-09 02:30"))

    def test_pause_at_night_moves_nothing(self):
        self.policy.calendar_id = self._office_hours()
        ticket = self._reported("2026-03-09 08:30")
        self._wait(ticket, "2026-03-09 10:00", "2026-03-09 22:00")
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-10 01:30"))

    def test_hours_of_many_requests_are_worked_out_once(self):
        self.policy.calendar_id = self._office_hours()
        counts = []
        for number in (5, 50):
            values = [
                {
                    "name": "Jam",
                    "description": "x",
                    "equipment_id": self.device.id,
                    "partner_id": self.contact.id,
                    "reported_at": at(f"2026-03-{1 + index % 20:02} 08:00"),
                }
                for index in range(number)
            ]
            tickets = self.env["helpdesk.ticket"].create(values)
            with self._counted() as count:
                tickets._sync_clocks()
            counts += count
        self.assertLessEqual(counts[1], counts[0] + 4)


@tagged("post_install", "-at_install")
class TestHoursChange(SlaCase):
    def setUp(self):
        super().setUp()
        self.calendar = self._office_hours()
        self.policy.calendar_id = self.calendar

    def test_lines_are_created_over_the_web_as_in_odoo(self):
        line = {
            "name": "Sunday",
            "calendar_id": self.calendar.id,
            "dayofweek": "6",
            "hour_from": 1,
            "hour_to": 2,
        }
        call_kw(self.env["resource.calendar.attendance"], "create", [[line]], {})
        leave = {
            "name": "Moving",
            "calendar_id": self.calendar.id,
            "date_from": "2026-03-02 00:00:00",
            "date_to": "2026-03-03 00:00:00",
        }
        call_kw(self.env["resource.calendar.leaves"], "create", [[leave]], {})
        self.assertEqual(len(self.calendar.attendance_ids), 6)

    def test_all_lines_are_replaced_while_clocks_run(self):
        ticket = self._reported("2026-03-02 00:30")
        with self._at("2026-03-02 00:40"):
            day = {"name": "Day", "dayofweek": "0", "hour_from": 10, "hour_to": 20, "day_period": "full_day"}
            self.calendar.attendance_ids = [Command.clear(), Command.create(day)]
            self.env.cr.flush()
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-02 03:00"))

    def test_hours_of_a_policy_are_not_emptied(self):
        with self.assertRaises(NoServiceHoursError):
            self.calendar.attendance_ids.unlink()
            self.env.cr.flush()

    def test_public_holiday_that_is_added_moves_running_clocks(self):
        ticket = self._reported("2026-03-06 08:40")
        country = self.env.ref("base.cn")
        self.env.company.partner_id.country_id = country
        Year = self.env["calendar.public.holiday"]
        year = Year.search([("year", "=", 2026), ("country_id", "=", country.id)]) or Year.create(
            {"year": 2026, "country_id": country.id}
        )
        day = self.env["calendar.public.holiday.line"].create(
            {"public_holiday_id": year.id, "date": "2026-03-09", "name": "Extra"}
        )
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-10 01:40"))
        day.unlink()
        self.assertEqual(self._clock(ticket, "arrive").deadline, at("2026-03-09 01:40"))
