"""A device that fails for safety comes back only by a passed retest, whoever else brings it back."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, TaggedOutError
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestTagOut(InspectionCase):
    def setUp(self):
        super().setUp()
        self.record = self._begun()
        self.sheet = self._inspect(self.record.sheet_ids, Leakage_current="0.9")

    def _retest(self, **other):
        self.device.with_user(self.leader).action_retest()
        record = self.device.with_user(self.leader)._make_retest(self.leader, self.second)
        return self._handed_in(record, **other)

    def test_failed_device_is_tagged_out_at_once(self):
        self.assertTrue(self.device.is_tagged_out)
        self.assertEqual(self.device.condition, "faulty")
        line = self.device.event_ids.filtered(lambda event: event.kind == "tagged_out")
        self.assertEqual(line.detail, "Leakage current")

    def test_abnormal_but_not_critical_points_tag_nothing_out(self):
        other = self._make_device("SN-2")
        record = self._begun(day="2026-03-03")
        sheet = record.sheet_ids.filtered(lambda s: s.equipment_id == other)
        self._inspect(sheet, No_unusual_noise="not_ok")
        self.assertFalse(other.is_tagged_out)

    def test_closed_repair_alone_does_not_bring_it_back(self):
        finding = self.sheet.finding_ids
        finding.settle("request")
        finding.ticket_id._solve(self._moment("2026-03-02 00:30:00"))
        self.assertEqual((self.device.condition, self.device.is_tagged_out), ("faulty", True))

    def test_neither_does_the_workshop(self):
        self.device._set_condition("workshop")
        self.device._set_condition("in_service")
        self.assertEqual(self.device.condition, "faulty")

    def test_passed_retest_brings_it_back(self):
        self.sheet.finding_ids.settle("fixed", "Cable replaced")
        self.assertTrue(self.device.is_tagged_out, "fixed is not tested")
        record = self._retest()
        self.assertEqual((self.device.condition, self.device.is_tagged_out), ("in_service", False))
        self.assertTrue(record.is_retest)
        self.assertTrue(self.device.event_ids.filtered(lambda event: event.kind == "released"))

    def test_what_failed_beside_is_retested_too(self):
        self.checklist.item_ids.filtered(lambda item: item.name == "No unusual noise").is_critical = True
        device = self.device.with_user(self.leader)
        with self._at("2026-03-02 03:00:00"):
            record = device._make_retest(self.leader, self.second)
            sheet = self._inspect(record.sheet_ids, No_unusual_noise="not_ok")
            sheet.finding_ids.settle("fixed", "Fan replaced")
            record.with_user(self.second).action_confirm()
            record.action_hand_in()
            record.with_user(self.supervisor).action_accept()
        with self._at("2026-03-02 04:00:00"):
            self._retest(No_unusual_noise="na").with_user(self.supervisor).action_accept()
        self.assertTrue(self.device.is_tagged_out, "the fan was not listened to since it failed")
        self.assertEqual(self.device.tag_out_sheet_id, sheet)
        with self._at("2026-03-02 05:00:00"):
            self._retest()
        self.assertFalse(self.device.is_tagged_out)

    def test_open_repair_keeps_it_faulty_after_the_retest(self):
        self.sheet.finding_ids.settle("request")
        self._retest()
        self.assertEqual((self.device.condition, self.device.is_tagged_out), ("faulty", False))

    def test_failed_retest_keeps_it_out(self):
        self.device.with_user(self.leader).action_retest()
        record = self.device.with_user(self.leader)._make_retest(self.leader, self.second)
        sheet = self._inspect(record.sheet_ids, Leakage_current="1.1")
        sheet.finding_ids.settle("fixed", "Cable replaced")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertTrue(self.device.is_tagged_out)

    def _leakage(self):
        return self.checklist.item_ids.filtered(lambda item: item.name == "Leakage current")

    def test_retest_measures_what_failed_though_the_list_gave_it_up(self):
        self._leakage().unlink()
        record = self._retest()
        self.assertIn("Leakage current", record.sheet_ids.sudo().check_ids.item_id.mapped("name"))
        self.assertFalse(self.device.is_tagged_out)

    def test_retest_measures_what_failed_though_another_point_replaced_it(self):
        self._leakage().copy({"name": "Leakage, clamp meter"})
        self._leakage().unlink()
        self._retest()
        self.assertFalse(self.device.is_tagged_out)

    def test_retest_goes_by_the_limit_that_was_put_right(self):
        self._leakage().maximum = 2
        record = self._retest(Leakage_current="0.9")
        self.assertFalse(self.device.is_tagged_out, "the device was in order, the limit was wrong")
        self.assertEqual(record.sheet_ids.checklist_version, self.checklist.version)

    def _look_only(self):
        """The round of the next day, by a list that does not measure any more."""
        self._leakage().unlink()
        record = self._begun(day="2026-03-03")
        sheet = record.sheet_ids.with_user(self.leader)
        sheet.say_why_not_scanned("no_label")
        sheet.write_remarks({"nobody_there": True})
        sheet.answer_points(
            {point.id: {"value": point._in_order()} for point in sheet._points() if point._in_order()}
        )
        sheet.finish()
        record.with_user(self.second).action_confirm()
        record.action_hand_in()

    def test_round_that_does_not_measure_what_failed_brings_nothing_back(self):
        self._look_only()
        self.assertTrue(self.device.is_tagged_out)

    def test_answer_corrected_afterwards_still_asks_for_a_passed_retest(self):
        self.sheet.take_up_again()
        self.sheet.answer_points(self._answers(self.sheet, Leakage_current="0.3"))
        self.sheet.finish()
        self.record.with_user(self.second).action_confirm()
        self.record.action_hand_in()
        self.assertTrue(self.device.is_tagged_out, "what failed once is measured once more")
        self._look_only()
        self.assertTrue(self.device.is_tagged_out, "a round that only looks measures nothing")
        self._retest()
        self.assertFalse(self.device.is_tagged_out)

    def test_retest_that_is_sent_back_and_corrected_brings_it_back(self):
        self.device.with_user(self.leader).action_retest()
        record = self.device.with_user(self.leader)._make_retest(self.leader, self.second)
        sheet = self._inspect(record.sheet_ids, Leakage_current="1.1")
        sheet.finding_ids.settle("fixed", "Cable replaced")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        record.with_user(self.supervisor)._send_back(record.sheet_ids, "Measured with the old cable?")
        sheet.answer_points(self._answers(sheet, Leakage_current="0.3"))
        sheet.finish()
        self.assertTrue(self.device.is_tagged_out)
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertFalse(self.device.is_tagged_out)

    def test_retest_begun_twice_is_one(self):
        device = self.device.with_user(self.leader)
        first = device._make_retest(self.leader, self.second)
        self.assertEqual(device._make_retest(self.leader, self.second), first)

    def test_device_in_order_needs_no_retest_and_agents_begin_none(self):
        with self.assertRaises(TaggedOutError):
            self._make_device("SN-2").with_user(self.leader).action_retest()
        with self.assertRaises(AccessError):
            self.device.with_user(self.agent).action_retest()

    def test_nobody_removes_the_tag_by_hand(self):
        with self.assertRaises(GuardedFieldError):
            self.device.with_user(self.supervisor).is_tagged_out = False
