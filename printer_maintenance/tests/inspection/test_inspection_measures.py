"""What the records prove: rounds on the day, checks in their week, coverage, findings closed in time."""

from datetime import date

from odoo.tests import tagged

from .test_coverage import FullCase


@tagged("post_install", "-at_install")
class TestInspectionMeasures(FullCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()

    def _figure(self, code, first=date(2026, 3, 1), last=date(2026, 3, 31)):
        measure = self.env["printer.measure"]._measures()[code]
        return measure.figures(self.agreement, first, last)[self.agreement.id]

    def _miss(self, moment):
        with self._at(moment):
            self.env["printer.inspection.round"]._cron_miss()

    def test_daily_rounds_done_on_the_day(self):
        self.assertIsNone(self._figure("daily_rounds").value)
        self.plan.action_run()
        self._handed_in()
        self.assertEqual(self._figure("daily_rounds").value, 100.0, "days ahead are no cases yet")
        self._miss("2026-03-03 16:30:00")
        figure = self._figure("daily_rounds")
        self.assertEqual((figure.value, figure.good, figure.total), (50.0, 1, 2))
        failed = self.env["printer.inspection.round"].search(figure.failed)
        self.assertEqual(str(failed.planned_on), "2026-03-03")

    def test_round_moved_to_another_day_was_not_done_on_its_day(self):
        self.plan.action_run()
        moved = self._rounds()[0]
        moved.with_user(self.dispatcher)._arrange(self.leader, self.second, date(2026, 3, 3), "Elections")
        with self._at("2026-03-03 01:00:00"):
            moved = moved.with_user(self.leader)
            moved.action_begin()
            self._handed_in(moved)
        self.assertEqual(self._figure("daily_rounds").value, 0.0)
        self.assertEqual(self._figure("sheets_in_time").value, 100.0)

    def test_late_rounds_with_a_reason(self):
        self.plan.action_run()
        self._miss("2026-03-03 16:30:00")
        self._rounds()[0].give_reason("meeting")
        self.assertEqual(self._figure("late_rounds_explained").value, 50.0)

    def _weekly(self, weekday):
        """The first electrical check, on a day of the week from 2 March (a Monday) on."""
        self._make_checklist("electrical")
        weekly = self._make_plan(name="Weekly", kind="electrical", rhythm="weeks", **{weekday: True})
        weekly.action_run()
        return self._rounds(weekly)[0].with_user(self.leader)

    def _move(self, record, day):
        record.with_user(self.dispatcher)._arrange(self.leader, self.second, day, "Elections")

    def _do(self, record, moment):
        with self._at(moment):
            record.action_begin()
            if record.missed_at:
                record.give_reason("meeting")
            self._handed_in(record)

    def test_weekly_checks_may_move_within_their_week(self):
        record = self._weekly("on_monday")
        self._move(record, date(2026, 3, 5))
        self._do(record, "2026-03-05 01:00:00")
        self.assertEqual(self._figure("weekly_checks").value, 100.0)

    def test_weekly_check_moved_into_the_next_week_is_late(self):
        record = self._weekly("on_wednesday")
        self._move(record, date(2026, 3, 9))
        self._do(record, "2026-03-09 01:00:00")
        with self._at("2026-03-09 02:00:00"):
            self.assertEqual(self._figure("weekly_checks").value, 0.0, "five days, and the week is over")

    def test_weekly_check_a_day_late_was_done_in_its_week(self):
        record = self._weekly("on_monday")
        self._miss("2026-03-02 16:30:00")
        with self._at("2026-03-03 01:00:00"):
            self.assertIsNone(self._figure("weekly_checks").value, "its week still runs")
        self._do(record, "2026-03-03 01:00:00")
        self.assertEqual(self._figure("weekly_checks").value, 100.0)

    def test_weekly_check_that_was_not_made_counts_when_its_week_is_over(self):
        self._weekly("on_monday")
        self._miss("2026-03-02 16:30:00")
        with self._at("2026-03-08 15:59:00"):
            self.assertIsNone(self._figure("weekly_checks").value)
        with self._at("2026-03-08 16:01:00"):
            self.assertEqual(self._figure("weekly_checks").value, 0.0, "Monday in Shanghai")

    def test_weekly_check_of_sunday_night_is_of_the_week_at_the_seat(self):
        record = self._weekly("on_sunday")
        self._do(record, "2026-03-08 15:30:00")
        self.assertEqual(self._figure("weekly_checks").value, 100.0)

    def test_full_inspections_are_measured_against_an_even_pace(self):
        for number in range(9):
            self._make_device(f"SN-{number + 2}")
        self.full.action_run()
        record = self._begun(self.full)
        for sheet in record.sheet_ids[:2]:
            self._inspect(sheet)
        for sheet in record.sheet_ids[2:]:
            sheet.leave_out("in_use")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        half_year = date(2026, 1, 1)
        figure = self._figure("full_inspections", half_year, date(2026, 3, 2))
        self.assertEqual((figure.good, figure.total), (2, 3), "61 of 181 days: 3 of 10 by now")
        figure = self._figure("full_inspections", half_year, date(2026, 6, 30))
        self.assertEqual((figure.value, figure.total), (20.0, 10))

    def test_findings_closed_in_time(self):
        record = self._begun()
        sheet = self._inspect(record.sheet_ids, No_unusual_noise="not_ok")
        self.assertIsNone(self._figure("findings_in_time").value, "neither closed nor due yet")
        sheet.finding_ids.settle("fixed", "Tightened")
        self.assertEqual(self._figure("findings_in_time").value, 100.0)

    def test_finding_that_is_overdue_speaks_against_us(self):
        record = self._begun()
        self._inspect(record.sheet_ids, No_unusual_noise="not_ok")
        with self._at("2026-03-06 01:00:00"):
            self.assertEqual(self._figure("findings_in_time").value, 0.0)
