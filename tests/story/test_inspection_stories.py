"""Inspections from the ready-made plan and lists to what the customer is shown: a failed check, a half-year's round."""

from datetime import date

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .story_common import StoryCase, at, drawing


@tagged("post_install", "-at_install")
class TestInspectionStories(StoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls.env.ref("printer_maintenance_suite.user_supervisor")
        cls.unit = cls.device.unit_id

    def _round(self, kind, moment, **values):
        """The round of a new plan, begun by its leader."""
        with freeze_time(at(moment)):
            plan = self.env["printer.inspection.plan"].create(
                {
                    "name": kind,
                    "agreement_id": self.agreement.id,
                    "kind": kind,
                    "date_begin": "2026-03-02",
                    "horizon": 1,
                    "unit_ids": [Command.set(self.unit.ids)],
                    "leader_id": self.engineer.id,
                    "second_id": self.backup.id,
                    **values,
                }
            )
            plan.with_user(self.supervisor).action_run()
            record = plan.round_ids.sorted("date")[0].with_user(self.engineer)
            record.action_begin()
        return record

    def _answer(self, sheet, moment, **readings):
        """One device by its ready-made list; readings by the principle or aspect of their point."""
        with freeze_time(at(moment)):
            sheet.scan_label(sheet.equipment_id.serial_no)
            sheet.write_remarks({"operator_remark": "使用正常"})
            answers = {}
            for point in sheet._points().filtered(lambda point: point.required):
                if point.answer_kind == "number":
                    middle = (point.minimum + point.maximum) / 2
                    answers[point.id] = {"value": readings.get(point.principle, middle)}
                elif point.answer_kind != "photo":
                    answers[point.id] = {"value": point._in_order()}
            sheet.answer_points(answers)
            if photo := sheet._points().filtered(lambda point: point.answer_kind == "photo"):
                sheet.add_point_photo(photo.id, drawing(sheet.id % 200), f"story-{sheet.id}")
            sheet.finish()

    def _hand_in(self, record, moment):
        with freeze_time(at(moment)):
            record.with_user(self.backup).action_confirm()
            record.with_user(self.engineer).action_hand_in()

    def test_device_that_fails_electrically_comes_back_by_a_passed_retest(self):
        record = self._round("electrical", "2026-03-02 01:00")
        sheet = record.sheet_ids.filtered(lambda s: s.equipment_id == self.device)
        self._answer(sheet, "2026-03-02 01:10", no_leak_electricity="５，２")
        self.assertEqual((sheet.verdict, self.device.condition), ("unsafe", "faulty"))
        with freeze_time(at("2026-03-02 01:12")):
            sheet.finding_ids.settle("request", "电源板漏电")
        ticket = sheet.finding_ids.ticket_id
        self.assertEqual((ticket.agreement_id, ticket.severity), (self.agreement, "urgent"))
        for other in record.sheet_ids - sheet:
            self._answer(other, "2026-03-02 01:30")
        self._hand_in(record, "2026-03-02 02:00")
        with freeze_time(at("2026-03-02 03:00")):
            record.with_user(self.supervisor).action_accept()

        visit = self._confirm(ticket.sudo(), "2026-03-02 01:30", "2026-03-02 04:00")
        self._arrive(visit, "2026-03-02 03:50")
        self._work(visit, "2026-03-02 04:40")
        self._sign_visit(visit, "2026-03-02 04:45", 31)
        self.assertEqual((ticket.closed, sheet.finding_ids.state), (True, "closed"))
        self.assertTrue(self.device.is_tagged_out, "repaired is not tested")
        self.assertEqual(self.device.condition, "faulty")

        with freeze_time(at("2026-03-02 05:00")):
            retest = self.device.with_user(self.engineer)._make_retest(self.engineer, self.backup)
        self._answer(retest.sheet_ids, "2026-03-02 05:10", no_leak_electricity=0.6)
        self._hand_in(retest, "2026-03-02 05:20")
        self.assertEqual((self.device.is_tagged_out, self.device.condition), (False, "in_service"))
        self.assertEqual(
            [kind for kind in self._history() if kind in ("tagged_out", "fault", "closed", "released")],
            ["tagged_out", "fault", "closed", "released"],
        )

    def test_danger_is_an_emergency_with_its_five_minutes(self):
        record = self._round("electrical", "2026-03-02 01:00")
        sheet = record.sheet_ids.filtered(lambda s: s.equipment_id == self.device)
        self._answer(sheet, "2026-03-02 01:10", no_leak_electricity=30)
        with freeze_time(at("2026-03-02 01:12")):
            sheet.finding_ids.settle("major", "外壳带电，已断电停机")
        ticket = sheet.finding_ids.ticket_id.sudo()
        clock = ticket.clock_ids.filtered(lambda clock: clock.milestone == "report")
        self.assertEqual(str(clock.deadline), "2026-03-02 01:17:00")
        self.assertEqual(ticket.emergency_ids.state, "calling")
        self.assertEqual((self.device.condition, self.device.is_tagged_out), ("faulty", True))

    def test_half_years_inspection_from_the_list_to_the_customers_file(self):
        record = self._round("full", "2026-03-02 01:00", by_department=True)
        department = record.department_id
        sheet = record.sheet_ids[0]
        with freeze_time(at("2026-03-02 01:05")):
            sheet.write_remarks({"opinion": "速度快", "opinion_score": "5"})
        for one in record.sheet_ids:
            self._answer(one, "2026-03-02 01:20")
        self._hand_in(record, "2026-03-02 02:00")
        row = self.env["printer.inspection.coverage"].search(
            [("department_id", "=", department.id), ("period_start", "=", "2026-01-01")]
        )
        self.assertEqual((row.done_count, row.due_count), (len(record.sheet_ids), len(record.sheet_ids)))
        told = self.unit.with_user(self.supervisor).printer_file["opinions"]
        self.assertIn("速度快", [opinion["text"] for opinion in told])
        promise = self.agreement.commitment_ids.filtered(lambda p: p.measure == "full_inspections")
        with freeze_time(at("2026-03-02 03:00")):
            promise._measure_period(date(2026, 3, 2))
        self.assertGreater(
            promise.result_ids.filtered(lambda r: str(r.period_start) == "2026-01-01").good_count, 0
        )
