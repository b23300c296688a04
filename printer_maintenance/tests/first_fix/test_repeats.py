"""The same fault on the same device comes back: the first repair did not hold (REQUIREMENTS V2)."""

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..visit.visit_common import at
from .first_fix_common import FirstFixCase


@tagged("post_install", "-at_install")
class TestRepeats(FirstFixCase):
    def _first(self):
        return self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")

    def test_repeat_is_charged_to_the_repair_that_did_not_hold(self):
        first = self._first()
        again = self._fault("2026-03-20 08:00:00")
        self.assertEqual(again.repeat_of_id, first)
        self.assertEqual(first.first_time_fix, "no")
        self._finish(self._visit(again, "2026-03-20 08:40:00", self.colleague), "2026-03-20 09:00:00")
        self.assertEqual(again.first_time_fix, "yes", "whoever mended it for good is not charged")

    def test_other_fault_other_device_and_late_one_are_no_repeats(self):
        first = self._first()
        other = self._make_device("SN-0002")
        strangers = (
            self._fault("2026-03-20 08:00:00", symptom_id=self.streaks.id)
            | self._fault("2026-03-20 08:00:00", equipment_id=other.id)
            | self._fault("2026-04-01 09:31:00")
        )
        self.assertFalse(strangers.repeat_of_id)
        self.assertEqual(first.first_time_fix, "yes")

    def test_last_minute_of_the_days_is_a_repeat(self):
        first = self._first()
        self.assertEqual(self._fault("2026-04-01 09:30:00").repeat_of_id, first)

    def test_report_while_the_first_is_open_is_no_repeat(self):
        first = self._fault("2026-03-02 08:00:00")
        second = self._fault("2026-03-02 08:10:00")
        self._finish(self._visit(first, "2026-03-02 08:40:00"), "2026-03-02 09:30:00")
        self.assertFalse(second.repeat_of_id)

    def test_fault_that_turns_out_to_be_the_same_becomes_a_repeat_and_back(self):
        first = self._first()
        again = self._fault("2026-03-20 08:00:00", symptom_id=False)
        self.assertFalse(again.repeat_of_id, "nobody has said yet what it is")
        again.cause_id = self.roller
        self.assertEqual((again.repeat_of_id, first.first_time_fix), (first, "no"))
        again.write({"symptom_id": self.streaks.id, "cause_id": False})
        self.assertEqual((again.repeat_of_id.id, first.first_time_fix), (False, "yes"))

    def test_solved_fault_that_nobody_named_is_taken_as_the_same(self):
        first = self._first()
        again = self._mended(
            "2026-03-20 08:00:00", "2026-03-20 08:40:00", "2026-03-20 09:00:00", symptom_id=False
        )
        self.assertEqual((again.repeat_of_id, first.first_time_fix), (first, "no"))

    def test_withdrawn_report_was_no_repeat(self):
        first = self._first()
        again = self._fault("2026-03-20 08:00:00")
        again._through_door().stage_id = self.env["helpdesk.ticket.stage"].search(
            [("outcome", "=", "withdrawn")], limit=1
        )
        self.assertEqual((again.repeat_of_id.id, first.first_time_fix), (False, "yes"))

    def test_corrected_device_takes_the_repeat_along(self):
        first = self._first()
        other = self._make_device("SN-0002")
        again = self._fault("2026-03-20 08:00:00", equipment_id=other.id)
        again.equipment_id = self.device
        self.assertEqual(again.repeat_of_id, first)
        again.equipment_id = other
        self.assertEqual((again.repeat_of_id.id, first.first_time_fix), (False, "yes"))

    def test_corrected_time_is_judged_anew(self):
        first = self._first()
        again = self._fault("2026-04-01 09:40:00")
        self.assertFalse(again.repeat_of_id)
        again.with_user(self.users["service_director"])._correct_fact(
            "reported_at", at("2026-04-01 09:20:00"), "Typed wrongly"
        )
        self.assertEqual(again.repeat_of_id, first)

    def test_manager_is_told_once(self):
        self._first()
        again = self._fault("2026-03-20 08:00:00")
        activity = again.activity_ids
        self.assertEqual(activity.user_id, self.agreement.manager_id)
        self.assertIn("2026-03-02", activity.note)
        self.assertIn("Test engineer", activity.note)
        activity.unlink()
        again.symptom_id = self.streaks
        again.symptom_id = self.jam
        self.assertTrue(again.repeat_of_id)
        self.assertFalse(again.activity_ids)

    def test_number_of_days_counts_for_what_is_solved_from_then_on(self):
        first = self._first()
        self.env.company.printer_repeat_days = 5
        self.assertEqual(self._fault("2026-03-20 08:00:00").repeat_of_id, first)
        later = self._make_device("SN-0002")
        self._mended(
            "2026-03-20 10:00:00", "2026-03-20 10:40:00", "2026-03-20 11:00:00", equipment_id=later.id
        )
        self.assertFalse(self._fault("2026-03-27 08:00:00", equipment_id=later.id).repeat_of_id)

    def test_days_must_be_sensible(self):
        for days in (0, 91):
            with (
                self.subTest(days),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.company.printer_repeat_days = days
                self.env.flush_all()

    def test_batch_of_reports_asks_the_database_the_same_number_of_times(self):
        devices = [self._make_device(f"SN-1{number:03}") for number in range(30)]
        for device in devices:
            self._fault("2026-03-02 08:00:00", equipment_id=device.id)._solve(at("2026-03-02 09:00:00"))
        self.env.flush_all()
        counts = []
        for part in (devices[:3], devices):
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.env["helpdesk.ticket"]._judge_devices([device.id for device in part])
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - start)
        self.assertEqual(counts[0], counts[1])
