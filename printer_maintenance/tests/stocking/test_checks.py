"""Checks are made ahead, one a row and day, and stay until somebody makes them."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import GuardedFieldError, PartCheckError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestChecks(StockingCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()

    def _days(self, row):
        return [str(check.due_on) for check in row.check_ids.sorted("due_on")]

    def _weekly(self, **values):
        return self._agreed(check_unit="weeks", check_begin="2026-03-09", **values)

    def test_checks_are_made_from_the_first_day_at_the_rhythm(self):
        row = self._agreed(check_unit="weeks", check_every=2, check_begin="2026-03-09")
        self.assertEqual(self._days(row), ["2026-03-09", "2026-03-23", "2026-04-06"])
        check = row.check_ids[0]
        self.assertEqual((check.location_id, check.product_id), (self.van, self.roller))
        self.assertEqual((check.agreement_id, check.state), (self.agreement, "open"))
        self.assertEqual(row.next_check_on, date(2026, 3, 9))

    def test_without_a_first_day_it_is_one_period_after_agreeing(self):
        self.assertEqual(self._days(self._agreed()), ["2026-04-02"])
        self.assertEqual(self._days(self._agreed(self.fuser, check_unit=False)), [])

    def test_however_often_it_runs_each_day_has_one_check(self):
        row = self._weekly()
        before = self._days(row)
        for _time in range(3):
            self.env["printer.part.stocking"]._cron_make_checks()
        self.assertEqual(self._days(row), before)
        with freeze_time("2026-03-16 01:00:00"):
            self.env["printer.part.stocking"]._cron_make_checks()
        self.assertEqual(self._days(row), [*before, "2026-04-13", "2026-04-20"])

    def test_server_that_stood_still_leaves_no_gap(self):
        row = self._weekly()
        with freeze_time("2026-07-06 01:00:00"):
            self.env["printer.part.stocking"]._cron_make_checks()
        days = self._days(row)
        self.assertEqual(len(days), 23)
        self.assertIn("2026-05-18", days)

    def test_database_refuses_a_second_check_of_the_day(self):
        check = self._weekly().check_ids[0]
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as caught:
            check._through_door().copy({"due_on": check.due_on, "stocking_id": check.stocking_id.id})
            self.env.flush_all()
        self.assertIn("one_a_day", str(caught.exception))

    def test_no_checks_while_the_agreement_rests_and_none_after_it(self):
        self.agreement._suspend("Move of the office")
        row = self._weekly()
        self.assertEqual(self._days(row), [])
        self.agreement.action_resume()
        with freeze_time("2026-03-10 01:00:00"):
            self.env["printer.part.stocking"]._cron_make_checks()
        self.assertEqual(
            self._days(row), ["2026-03-16", "2026-03-23", "2026-03-30", "2026-04-06", "2026-04-13"]
        )

    def test_late_check_stays_and_is_found(self):
        row = self._weekly()
        first = row.check_ids.sorted("due_on")[0]
        Check = self.env["printer.part.check"]
        mine = [("stocking_id", "=", row.id), ("is_late", "=", True)]
        self.assertFalse(Check.search(mine))
        with freeze_time("2026-03-10 01:00:00"):
            self.env.invalidate_all()
            self.env["printer.part.stocking"]._cron_make_checks()
            self.assertEqual(Check.search(mine), first)
            self.assertTrue(first.is_late)
            with self.assertRaises(PartCheckError):
                first.unlink()
            self._count(first, 0)
            self.assertFalse(Check.search(mine))
            self.assertEqual(
                (first.state, first.is_on_time, str(first.done_on)), ("done", False, "2026-03-10")
            )

    def test_what_was_counted_cannot_be_written(self):
        check = self._weekly().check_ids[0]
        with self.assertRaises(GuardedFieldError):
            check.with_user(self.engineer).write({"remark": "x"})
        for values in ({"quantity_counted": 3}, {"state": "done"}, {"due_on": "2027-01-01"}):
            with self.assertRaises(GuardedFieldError):
                check.write(values)
