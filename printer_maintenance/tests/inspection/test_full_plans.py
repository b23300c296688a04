"""Rounds of full inspections go where the half-year's list still owes something, and nowhere else."""

from odoo.tests import tagged

from ...exceptions import InspectionError
from .test_coverage import FullCase


@tagged("post_install", "-at_install")
class TestFullPlans(FullCase):
    def setUp(self):
        super().setUp()
        self.full.horizon = 14
        self.full.action_run()
        self._keep()

    def test_place_with_nothing_left_gets_no_more_rounds_in_its_period(self):
        self.assertEqual(self._days(self.full), ["2026-03-02", "2026-03-09", "2026-03-16"])
        self._handed_in(self._begun(self.full))
        self.full._make_rounds()
        self.assertEqual(self._days(self.full), ["2026-03-02"])
        with self._at("2026-03-16 17:00:00"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
            self.env["printer.inspection.round"]._cron_miss()
        self.assertEqual(self._days(self.full), ["2026-03-02"])

    def test_todays_round_goes_too_when_an_earlier_one_is_made_up_for(self):
        record = self._round(self.full)
        with self._at("2026-03-09 01:00:00"):
            record.give_reason("short")
            record.action_begin()
            self._handed_in(record)
            self.full._make_rounds()
        self.assertEqual(self._days(self.full), ["2026-03-02"])

    def test_moved_round_with_nothing_left_goes_too(self):
        moved = self._rounds(self.full)[1].with_user(self.dispatcher)
        moved._arrange(self.leader, self.second, self._moment("2026-03-10 00:00:00").date(), "Elections")
        self._handed_in(self._begun(self.full))
        self.full._make_rounds()
        self.assertEqual(self._days(self.full), ["2026-03-02"])

    def test_handing_in_lets_the_plan_be_looked_at_at_once(self):
        cron = self.env.ref("printer_maintenance.cron_make_rounds")
        Trigger = self.env["ir.cron.trigger"]
        before = Trigger.search_count([("cron_id", "=", cron.id)])
        self._handed_in(self._begun(self.full))
        self.assertEqual(Trigger.search_count([("cron_id", "=", cron.id)]), before + 1)
        self._handed_in(self._begun())
        self.assertEqual(Trigger.search_count([("cron_id", "=", cron.id)]), before + 1, "daily: none")

    def test_only_the_department_that_is_through_is_left_out(self):
        other = self.env["res.partner"].create(
            {"name": "Other", "type": "other", "printer_unit_kind": "department", "parent_id": self.unit.id}
        )
        self._make_device("SN-2", department_id=other.id)
        self._keep()
        self.full.by_department = True
        mine = self._rounds(self.full).filtered(lambda r: r.department_id == self.department)[:1]
        mine.with_user(self.leader).action_begin()
        self._handed_in(mine.with_user(self.leader))
        self.full._make_rounds()
        ahead = self._rounds(self.full).filtered(lambda r: str(r.planned_on) > "2026-03-02")
        self.assertEqual((ahead.department_id, len(ahead)), (other, 2))

    def test_planning_freezes_no_list(self):
        self._rows()._through_door().unlink()
        self.full._make_rounds()
        self.assertFalse(self._rows())
        self.assertEqual(len(self._rounds(self.full)), 3)

    def test_what_is_sent_back_brings_its_rounds_again(self):
        record = self._handed_in(self._begun(self.full))
        self.full._make_rounds()
        record.with_user(self.supervisor)._send_back(record.sheet_ids, "Doubtful")
        self.full._make_rounds()
        self.assertEqual(self._days(self.full), ["2026-03-02", "2026-03-09", "2026-03-16"])

    def test_next_period_is_planned_although_this_one_is_through(self):
        self._handed_in(self._begun(self.full))
        self.full._make_rounds()
        with self._at("2026-06-25 01:00:00"):
            self.full._make_rounds()
        self.assertEqual(self._days(self.full), ["2026-03-02", "2026-07-06"])

    def test_round_with_nothing_left_says_what_happens_to_it(self):
        record = self._round(self.full, "2026-03-09")
        self._handed_in(self._begun(self.full))
        with self.assertRaisesRegex(InspectionError, "taken off the plan by itself"):
            record.action_begin()
