"""Counter readings that somebody has to settle (REQUIREMENTS E7)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import MeterReadingError, TransitionError
from .meter_common import NOW, MeterCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSettling(MeterCase):
    def setUp(self):
        super().setUp()
        self._read(12000, "2026-06-01 08:00:00")

    def _settle(self, reading, verdict, reason="Seen on the machine", role="dispatcher"):
        return (
            self.env["printer.meter.decide"]
            .with_user(self.users[role])
            .create({"reading_id": reading.id, "verdict": verdict, "reason": reason})
            .action_settle()
        )

    def test_exchanged_counter_is_where_later_readings_are_measured_from(self):
        low = self._read(50, "2026-06-10 08:00:00")
        self._settle(low, "exchanged", "Counter board exchanged")
        self.assertEqual(self._counters(), (50, 0))
        self.assertEqual((low.state, low.pages, low.days), ("accepted", 0, 0))
        later = self._read(350, "2026-06-20 08:00:00")
        self.assertEqual((later.state, later.pages), ("accepted", 300))
        told = self.device.event_ids.filtered(lambda line: line.kind == "counted").mapped("detail")
        self.assertIn("12000 / 0 → 50 / 0", told)

    def test_reason_of_a_decision_is_not_told_to_contacts(self):
        for verdict in ("exchanged", "wrong"):
            self._settle(self._read(50, "2026-06-10 08:00:00"), verdict, "Their clerk mistypes")
            wrong = self._read(19000, "2026-06-12 08:00:00")
        self._settle(
            self.device.reading_ids.filtered(lambda r: r.state == "accepted")[0], "wrong", "Their clerk"
        )
        self.assertTrue(wrong)
        seen = self.env["printer.equipment.event"].with_user(self.contact_user).search([])
        self.assertIn("corrected", seen.mapped("kind"))
        self.assertNotIn("clerk", " ".join(filter(None, seen.mapped("detail"))))

    def test_exchange_that_followed_from_a_reading_is_forgotten_with_it(self):
        march = self._read(14000, "2026-06-20 08:00:00")
        late = self._read(15000, "2026-06-10 08:00:00")
        self._settle(late, "right", "On the photo")
        self.assertEqual((march.is_reset, march.pages), (True, 0))
        self._settle(late, "wrong", "Another machine's photo")
        self.assertEqual((march.is_reset, march.pages, march.days), (False, 2000, 19))

    def test_exchange_that_a_person_told_stays_whatever_stood_before(self):
        low = self._read(50, "2026-06-10 08:00:00")
        self._settle(low, "exchanged", "Counter board exchanged")
        first = self.device.reading_ids.sorted("date")[0]
        self._settle(first, "wrong", "Typed badly")
        self.assertEqual((low.is_reset, low.pages), (True, 0))

    def test_falling_reading_is_right_only_if_the_counter_was_exchanged(self):
        low = self._read(50, "2026-06-10 08:00:00")
        with self.assertRaisesRegex(MeterReadingError, "12000"):
            self._settle(low, "right")

    def test_jump_that_is_right_counts(self):
        jump = self._read(90000, "2026-06-02 08:00:00")
        self.assertEqual(jump.question, "jumps")
        self._settle(jump, "right", "Election papers printed")
        self.assertEqual((self._counters(), jump.pages), ((90000, 0), 78000))
        self.assertEqual(
            (jump.decided_by_id, jump.reason), (self.users["dispatcher"], "Election papers printed")
        )

    def test_rejected_reading_touches_nothing_and_stays(self):
        low = self._read(50, "2026-06-10 08:00:00")
        self._settle(low, "wrong", "Typed badly")
        self.assertEqual((low.state, self._counters()), ("rejected", (12000, 0)))
        with self.assertRaises(TransitionError):
            self._settle(low, "exchanged")

    def test_accepted_reading_that_proves_wrong_is_taken_out_of_the_chain(self):
        wrong = self._read(19000, "2026-06-10 08:00:00")
        last = self._read(19500, "2026-06-20 08:00:00")
        self._settle(last, "wrong", "Another device")
        self.assertEqual(self._counters(), (19000, 0))
        right = self._read(19800, "2026-06-21 08:00:00")
        self._settle(wrong, "wrong", "Typed badly")
        self.assertEqual((right.pages, right.days), (7800, 20))
        self.assertEqual(self._counters(), (19800, 0))
        counted = self.device.event_ids.filtered(lambda line: line.detail == "19000 / 0")
        self.assertEqual(counted.correction_ids.detail, "19000 / 0 ✗")

    def test_reading_of_the_future_cannot_be_confirmed(self):
        early = self._read(13000, "2026-07-05 08:00:00")
        with self.assertRaisesRegex(MeterReadingError, "future"):
            self._settle(early, "right")

    def test_reading_above_a_later_one_shows_that_the_counter_was_exchanged_between(self):
        last = self._read(12500, "2026-06-20 08:00:00")
        above = self._read(12900, "2026-06-15 08:00:00")
        self.assertEqual(above.question, "contradicts")
        self._settle(above, "right", "On the photo")
        self.assertEqual((above.pages, last.is_reset, last.pages), (900, True, 0))
        self.assertEqual(self._counters(), (12500, 0))

    def test_reason_is_needed(self):
        low = self._read(50, "2026-06-10 08:00:00")
        for decide in (low._reject, lambda reason: low._confirm(reason, True)):
            with self.assertRaises(MeterReadingError):
                decide("  ")

    def test_who_may_settle(self):
        for role in ("dispatcher", "equipment_supervisor", "admin"):
            self._settle(self._read(50, "2026-06-10 08:00:00"), "wrong", role=role)
        low = self._read(50, "2026-06-10 08:00:00")
        for role in ("engineer", "second_line", "agent", "project_manager", "service_director"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                low.with_user(self.users[role])._reject("no")
            with self.subTest(role=role), self.assertRaises(AccessError):
                low.with_user(self.users[role]).action_decide()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._settle(low, "wrong", role=role)
