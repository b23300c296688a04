"""The heartbeat: nobody named for a minute of the next day is an alarm, once."""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged

from .roster_common import Killed, RosterCase

DAY = ("2026-03-01 00:00:00", "2026-03-04 00:00:00")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 04:00:00")
class TestRosterGaps(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Gap = cls.env["printer.roster.gap"]
        cls.Gap.search([("state", "=", "open")])._set_state("passed")
        # the demo's dispatcher is told too; here only the test's counts
        cls.env.ref("printer_maintenance.group_dispatcher").user_ids = cls.dispatcher
        cls.roster = cls._roster(cls.team, publish=True)
        cls._shift(cls.roster, cls.agent, *DAY, role="agent")
        cls._shift(cls.roster, cls.dispatcher, *DAY, role="agent", is_backup=True)

    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()

    def _open(self):
        return self.Gap.search([("state", "=", "open")], order="start, id")

    def test_what_is_missing_is_named_with_its_hours(self):
        self._shift(self.roster, self.engineer, "2026-03-01 00:00:00", "2026-03-01 12:00:00")
        self._shift(self.roster, self.colleague, "2026-03-01 20:00:00", "2026-03-04 00:00:00")
        self.Gap._cron_watch()
        gap = self._open()
        self.assertEqual(
            (gap.team_id, gap.need, gap.start, gap.end),
            (self.team, "engineer", datetime(2026, 3, 1, 12), datetime(2026, 3, 1, 20)),
        )

    def test_dispatchers_are_told_once_a_day_and_not_each_run(self):
        for _run in range(3):
            self.Gap._cron_watch()
        gap = self._open()
        self.assertEqual(len(gap), 1)
        self.assertEqual(gap.activity_ids.user_id, self.dispatcher)
        self.assertEqual(len(gap.activity_ids), 1)
        told = [
            ("model", "=", gap._name),
            ("res_id", "=", gap.id),
            ("message_type", "=", "user_notification"),
        ]
        self.assertEqual(self.env["mail.message"].search_count(told), 1)
        gap.activity_ids.action_done()
        self.Gap._cron_watch()
        self.assertFalse(gap.activity_ids, "done for today")
        with freeze_time("2026-03-02 04:00:00"):
            self.Gap._cron_watch()
        self.assertEqual(len(gap.activity_ids), 1, "and reminded on the next day")
        self.assertEqual(self.env["mail.message"].search_count(told), 2)

    def test_the_alarm_ends_by_itself_when_the_gap_is_filled(self):
        self.Gap._cron_watch()
        gap = self._open()
        self._shift(self.roster, self.engineer, *DAY)
        self.Gap._cron_watch()
        self.assertEqual(gap.state, "filled")
        self.assertFalse(gap.activity_ids)

    def test_a_gap_half_filled_shrinks_and_one_that_passes_stays_on_record(self):
        self.Gap._cron_watch()
        gap = self._open()
        self._shift(self.roster, self.engineer, "2026-03-01 10:00:00", "2026-03-06 00:00:00")
        self.Gap._cron_watch()
        self.assertEqual(
            (gap.state, gap.start, gap.end), ("open", datetime(2026, 3, 1, 4), datetime(2026, 3, 1, 10))
        )
        with freeze_time("2026-03-01 11:00:00"):
            self.Gap._cron_watch()
        self.assertEqual(gap.state, "passed")

    def test_the_centre_fills_a_stations_gap(self):
        centre = self._roster(self.centre, publish=True)
        self._shift(centre, self.second, *DAY, role="second_line")
        self.Gap._cron_watch()
        self.assertFalse(self._open().filtered(lambda gap: gap.team_id == self.team))

    def test_what_is_missing_everywhere_is_one_gap(self):
        self._roster(self.env["helpdesk.ticket.team"].create({"name": "South"}), publish=True)
        self._roster(self.env["helpdesk.ticket.team"].create({"name": "East"}), publish=True)
        self.Gap._cron_watch()
        engineer = self._open().filtered(lambda gap: gap.need == "engineer")
        self.assertEqual(len(engineer), 1)
        self.assertFalse(engineer.team_id)

    def test_gaps_after_the_next_day_do_not_alarm_yet(self):
        self._shift(self.roster, self.engineer, "2026-03-01 00:00:00", "2026-03-02 12:00:00")
        self.Gap._cron_watch()
        self.assertFalse(self._open())

    def test_the_board_shows_gaps_to_the_service_desk(self):
        self.Gap._cron_watch()
        board = self.env["printer.roster.shift"].with_user(self.agent).on_duty_board(self.team.id)
        self.assertEqual([gap["need"] for gap in board["gaps"]], ["No engineer"])
        self.assertFalse(self.env["printer.roster.shift"].with_user(self.engineer).on_duty_board()["gaps"])

    def test_killed_anywhere_the_next_run_alarms_once(self):
        @contextmanager
        def scheduled_action():
            self.env.flush_all()
            with self.enter_registry_test_mode(), self.registry.cursor() as cr:
                yield api.Environment(cr, SUPERUSER_ID, {})["printer.roster.gap"]
            self.env.invalidate_all()

        Gap = type(self.Gap)
        for step in ("_follow", "_settle", "_tell"):
            original = getattr(Gap, step)

            def die(records, *args, original=original):
                original(records, *args)
                raise Killed

            with self.assertRaises(Killed), scheduled_action() as gaps, patch.object(Gap, step, die):
                gaps._cron_watch()
            self.env.invalidate_all()
            self.assertFalse(self._open(), f"nothing survives dying in {step}")
        for _run in range(2):
            with scheduled_action() as gaps:
                gaps._cron_watch()
        self.assertEqual(len(self._open().activity_ids), 1)

    def test_a_company_that_keeps_no_roster_is_left_alone(self):
        self.roster.action_close()
        self.Gap._cron_watch()
        self.assertFalse(self._open())
