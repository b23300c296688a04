"""The checklist of the job, answered on site (REQUIREMENTS A3)."""

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, VisitError
from .job_common import JobCase


@tagged("post_install", "-at_install")
class TestChecks(JobCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job = cls._list(
            "job",
            [
                {"name": "Test page", "answer_kind": "choice"},
                {
                    "name": "Voltage",
                    "answer_kind": "number",
                    "is_limited": True,
                    "minimum": 198,
                    "maximum": 242,
                },
                {"name": "Remark", "answer_kind": "text", "required": False},
            ],
        )

    def _check(self, visit, name):
        return visit.check_ids.filtered(lambda check: check.name == name)

    def test_points_are_laid_out_on_arrival_and_miss_their_answers(self):
        visit = self._agreed()
        self.assertFalse(visit.check_ids)
        visit.action_arrive()
        self.assertEqual(visit.check_ids.mapped("name"), ["Test page", "Voltage", "Remark"])
        self._fill(visit)
        with self.assertRaisesRegex(ValidationError, "Test page and Voltage"):
            visit.action_finish_work()

    def test_answers_are_stamped_and_the_work_can_be_finished(self):
        visit = self._on_site()
        with self._at("08:50"):
            self._check(visit, "Test page").action_answer("ok")
            self._check(visit, "Voltage").action_answer(230.0, "at the socket")
        check = self._check(visit, "Voltage")
        self.assertEqual(check.answered_by_id, self.engineer)
        self.assertEqual(check.answered_at, fields.Datetime.to_datetime("2026-03-02 08:50:00"))
        self.assertEqual(check.note, "at the socket")
        self._fill(visit)
        visit.action_finish_work()
        self.assertTrue(visit.awaits_signature)

    def test_number_outside_its_limits_is_abnormal_by_itself(self):
        check = self._check(self._on_site(), "Voltage")
        self.assertFalse(check.is_abnormal)
        for number, abnormal in ((242, False), (242.5, True), (0, True)):
            check.action_answer(number)
            self.assertEqual(check.is_abnormal, abnormal, number)

    def test_later_edits_of_the_list_do_not_reach_the_answers(self):
        visit = self._on_site()
        check = self._check(visit, "Voltage")
        check.action_answer(200)
        self.job.item_ids[1].write({"name": "Current", "minimum": 220})
        visit.ticket_id.sudo().symptom_id = self.jam
        self.assertEqual(check.name, "Voltage")
        self.assertEqual((check.minimum, check.is_abnormal), (198, False))
        self.job.sudo().unlink()
        self.assertEqual(check.exists().name, "Voltage")

    def test_only_the_visits_engineers_answer_and_only_at_work(self):
        visit = self._on_site()
        check = self._check(visit, "Test page")
        with self.assertRaises(AccessError):
            check.with_user(self.colleague).action_answer("ok")
        with self.assertRaises(AccessError):
            check.with_user(self.contact_user).read(["name"])
        with self.assertRaises(GuardedFieldError):
            check.write({"name": "Something easier"})
        with self.assertRaises(GuardedFieldError):
            check.write({"answered_at": "2026-03-02 07:00:00"})
        visit.check_ids.filtered("required").action_ok()
        self._check(visit, "Voltage").action_answer(230)
        self._fill(visit)
        visit.action_finish_work()
        with self.assertRaises(VisitError):
            check.action_answer("not_ok")

    def test_emptied_answer_is_none(self):
        check = self._check(self._on_site(), "Test page")
        check.action_answer("ok")
        check.action_answer(False)
        self.assertFalse(check.answered_at)

    def test_sections_are_plain_data(self):
        visit = self._on_site()
        self._check(visit, "Test page").action_answer("ok")
        sections = {section["key"]: section for section in visit._field_sections()}
        self.assertEqual({"preparation", "checks", "software", "briefing"} - set(sections), set())
        self.assertEqual((sections["checks"]["done"], sections["checks"]["total"]), (1, 3))
