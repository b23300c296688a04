"""Who is on duty at a moment, and which station a request goes to."""

from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...models.dispatch.roster_shift import COUNTING
from .roster_common import RosterCase

NIGHT = datetime(2026, 3, 1, 18)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 18:00:00")
class TestRosterDuty(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.station_roster = cls._roster(cls.team, publish=True)
        cls.centre_roster = cls._roster(cls.centre, publish=True)
        span = ("2026-03-01 12:00:00", "2026-03-02 00:00:00")
        cls.first = cls._shift(cls.station_roster, cls.engineer, *span)
        cls.backup = cls._shift(cls.station_roster, cls.colleague, *span, is_backup=True)
        cls.of_centre = cls._shift(cls.centre_roster, cls.second, *span)
        cls.Shift = cls.env["printer.roster.shift"]

    def test_own_people_first_then_the_centre_and_backups_last(self):
        found = self.Shift._on_duty(NIGHT, ["engineer"], self.team)
        self.assertEqual(list(found), [self.first, self.backup, self.of_centre])

    def test_a_shift_covers_its_first_moment_and_not_its_last(self):
        self.assertIn(self.first, self.Shift._on_duty(datetime(2026, 3, 1, 12)))
        self.assertNotIn(self.first, self.Shift._on_duty(datetime(2026, 3, 2, 0)))
        self.assertNotIn(self.first, self.Shift._on_duty(datetime(2026, 3, 1, 11, 59)))

    def test_drafts_and_struck_out_shifts_do_not_count(self):
        draft = self._roster(self.team)
        third = self._person("test-third", "engineer")
        hidden = self._shift(draft, third, "2026-03-01 12:00:00", "2026-03-02 00:00:00")
        self.assertNotIn(hidden, self.Shift._on_duty(NIGHT))
        self.first._through_door().active = False
        self.assertNotIn(self.first, self.Shift._on_duty(NIGHT))

    def test_a_station_without_anybody_gets_the_centres_people(self):
        south = self.env["helpdesk.ticket.team"].create({"name": "South station"})
        found = self.Shift._on_duty_by_team(self.team | south | self.centre, ["engineer"], NIGHT)
        self.assertEqual(found[self.team.id], self.first | self.backup)
        self.assertEqual(found[south.id], self.of_centre)
        self.assertEqual(found[self.centre.id], self.of_centre)
        self.assertFalse(self.Shift._on_duty_by_team(south, ["manager"], NIGHT)[south.id])

    def test_the_whole_companys_people_back_up_too(self):
        whole = self._roster(publish=True)
        third = self._person("test-third", "engineer")
        everywhere = self._shift(whole, third, "2026-03-01 12:00:00", "2026-03-02 00:00:00")
        self.assertEqual(self.Shift._on_duty(NIGHT, None, self.team)[-2:], self.of_centre | everywhere)

    def test_one_query_for_many_stations(self):
        teams = self.team.concat(
            *(self.env["helpdesk.ticket.team"].create({"name": f"Station {number}"}) for number in range(30))
        )
        teams.mapped("company_id")
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.Shift._on_duty(NIGHT, ["engineer", "second_line"], teams)

    def test_another_companys_centre_backs_nobody_up(self):
        other = self.env["res.company"].create({"name": "Other"})
        centre = self.env["helpdesk.ticket.team"].create(
            {"name": "Other centre", "is_centre": True, "company_id": other.id}
        )
        roster = self._roster(centre, publish=True, company_id=other.id)
        third = self._person("test-third", "engineer")
        theirs = self._shift(roster, third, "2026-03-01 12:00:00", "2026-03-02 00:00:00")
        self.assertNotIn(theirs, self.Shift._on_duty(NIGHT, None, self.team))

    def test_the_board_tells_agents_who_to_call_until_when_and_who_is_next(self):
        self._shift(self.station_roster, self.colleague, "2026-03-02 00:00:00", "2026-03-02 12:00:00")
        board = self.Shift.with_user(self.agent).on_duty_board(self.team.id)
        first = board["now"][0]
        self.assertEqual(
            (first["name"], first["role_name"], first["phone"], first["end"]),
            ("Test engineer", "Service engineer", "555-0100", "2026-03-02 00:00:00"),
        )
        self.assertEqual([line["name"] for line in board["next"]], ["test-colleague"])
        self.assertEqual(len(self.Shift.with_user(self.engineer).on_duty_board()["now"]), 3)

    def test_the_look_up_uses_its_index(self):
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = self.Shift.sudo()._search(
            [("roster_state", "in", COUNTING), ("start", "<=", NIGHT), ("end", ">", NIGHT)]
        )
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(query.select()).decode())
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("printer_roster_shift_duty_idx", plan)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 18:00:00")
class TestRosterRouting(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.south = cls.env["helpdesk.ticket.team"].create(
            {"name": "South station", "area_unit_ids": [(6, 0, cls.unit.ids)]}
        )

    def test_a_request_goes_to_the_nearest_stations_area(self):
        self.assertEqual(self._report().team_id, self.south)
        self.south.area_unit_ids = False
        self.assertEqual(self._report().team_id, self.team, "the bureau's station serves all below")

    def test_without_an_area_the_agreements_team_counts(self):
        (self.south | self.team).area_unit_ids = False
        self.assertEqual(self._report().team_id, self.team)

    def test_whom_somebody_named_keeps_the_request(self):
        self.assertEqual(self._report(team_id=self.team.id).team_id, self.team)

    def test_a_station_that_keeps_no_roster_works_as_before(self):
        self._roster(self.centre, publish=True)
        self.assertEqual(self._report().team_id, self.south)

    def test_the_centre_takes_over_while_nobody_is_on_duty_and_says_why(self):
        roster = self._roster(self.south, publish=True)
        self._shift(roster, self.engineer, "2026-03-01 00:00:00", "2026-03-01 12:00:00")
        ticket = self._report()
        self.assertEqual(ticket.team_id, self.centre)
        self.assertIn("South station had nobody on duty", "".join(ticket.message_ids.mapped("body")))
        self._shift(roster, self.engineer, "2026-03-01 12:00:00", "2026-03-02 12:00:00")
        self.assertEqual(self._report().team_id, self.south)

    def test_an_agent_at_the_station_is_no_engineer(self):
        roster = self._roster(self.south, publish=True)
        self._shift(roster, self.agent, "2026-03-01 00:00:00", "2026-03-02 12:00:00", role="agent")
        self.assertEqual(self._report().team_id, self.centre)

    def test_a_contacts_own_report_is_routed_too_and_tells_them_no_areas(self):
        self._roster(self.south, publish=True)
        ticket = self.env["helpdesk.ticket"].with_user(self.contact_user).sudo()
        ticket = ticket.create({"name": "Jam", "description": "x", "equipment_id": self.device.id})
        self.assertEqual(ticket.team_id, self.centre)
        station = self.south.with_user(self.contact_user)
        self.assertNotIn("area_unit_ids", station.fields_get())

    def test_one_place_has_one_station(self):
        with self.assertRaises(ValidationError):
            self.team.area_unit_ids |= self.unit
        with self.assertRaises(ValidationError):
            self.south.is_centre = True

    def test_routing_many_costs_no_more_than_routing_few(self):
        self._roster(self.south, publish=True)
        few, many = self._cost(5), self._cost(500)
        # rows are written a hundred at a time: four statements more for each value that requests are given
        self.assertLessEqual(many, few + 24)

    def _cost(self, number):
        tickets = self.env["helpdesk.ticket"].create(
            [
                {
                    "name": f"Jam {place}",
                    "description": "x",
                    "equipment_id": self.device.id,
                    "team_id": self.team.id,
                }
                for place in range(number)
            ]
        )
        tickets.team_id = False
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        tickets._route_to_stations()
        self.env.flush_all()
        self.assertEqual(tickets.team_id, self.centre)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestWhoIsAsked(RosterCase):
    def _asked(self, ticket):
        with freeze_time("2026-03-01 13:00"):
            people = ticket._people_to_ask({"agent"})[ticket.id, "agent"]
        return self.env["res.users"].union(*[person.user for person in people])

    def test_nobody_of_another_company_is_asked_about_a_shared_stations_request(self):
        other = self.env["res.company"].create({"name": "Other company"})
        theirs = self._person(
            "test-theirs", "agent", company_id=other.id, company_ids=[Command.set(other.ids)]
        )
        roster = self._roster(None, publish=True, company_id=other.id)
        self._shift(roster, theirs, "2026-03-01 12:00", "2026-03-01 14:00", "agent")
        self.team.company_id = False
        self.assertEqual(self._asked(self._report(team_id=self.team.id)), self.agent)

    def test_request_without_a_station_asks_whoever_is_on_duty_for_the_company(self):
        duty = self._person("test-duty", "agent")
        self._shift(self._roster(None, publish=True), duty, "2026-03-01 12:00", "2026-03-01 14:00", "agent")
        ticket = self._report()
        ticket.team_id = False
        self.assertEqual(self._asked(ticket), duty)
