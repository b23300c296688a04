"""The four forms of inspections, from live records, in both languages (REQUIREMENTS F, I8)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.printer_maintenance.tests.inspection.inspection_common import InspectionCase

from ...forms.inspection.daily_check import DAILY_CHECK
from ...forms.inspection.department_archive import DEPARTMENT_ARCHIVE
from ...forms.inspection.inspection_plan import INSPECTION_PLAN
from ...forms.inspection.inspection_record import INSPECTION_RECORD
from ..common import FormCase


@tagged("post_install", "-at_install")
class TestInspectionForms(InspectionCase, FormCase):
    def _inspected(self):
        """A round with something wrong that was fixed, accepted by the supervisor."""
        record = self._begun()
        sheet = record.sheet_ids.with_user(self.leader)
        sheet.write_remarks({"operator_remark": "Loud on Mondays"})
        self._inspect(sheet, No_unusual_noise="not_ok")
        sheet.finding_ids.settle("fixed", "Screw tightened")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        record.with_user(self.supervisor).action_accept()
        return record

    def test_record_of_a_device_tells_point_by_point(self):
        self.supervisor.tz = "Asia/Shanghai"
        sheet = self._inspected().sheet_ids
        cells = self._paper_cells(INSPECTION_RECORD, sheet, user=self.supervisor, lang="en_US")
        for text in (
            "Loud on Mondays",
            "No unusual noise",
            "Not OK",
            "0.2 mA",
            "0 – 0.75 mA",
            "Fixed on the spot Screw tightened",
            "Second inspector  03/02/2026 09:00",
        ):
            self.assertIn(text, cells)
        self.assertEqual(cells[cells.index("Result") + 1], "Abnormal")

    def test_daily_sheet_has_a_row_for_each_device(self):
        left_out = self._make_device("SN-2", place="Room 9")
        record = self._begun()
        sheets = {sheet.equipment_id: sheet for sheet in record.sheet_ids}
        self._inspect(sheets[self.device])
        sheets[left_out].leave_out("no_access", "Locked")
        cells = self._paper_cells(DAILY_CHECK, record, lang="en_US")
        self.assertIn("In order", cells)
        self.assertIn("No access to the room Locked", cells)
        self.assertEqual(cells[cells.index("Not inspected") + 1], "1")
        self.assertIn("SN-2", self._sheet_texts(DAILY_CHECK, record))

    def test_plans_stand_on_one_page(self):
        weekly = self._make_plan(
            name="Weekly check", rhythm="weeks", every=2, on_monday=True, people="roster"
        )
        cells = self._paper_cells(INSPECTION_PLAN, self.plan | weekly, lang="en_US")
        for text in ("Daily round", "Weekly check", "By weeks × 2", "08:30", "Who is on duty"):
            self.assertTrue(any(text in cell for cell in cells), text)

    def test_archive_of_a_department_holds_what_was_done_and_what_is_left(self):
        self._make_checklist("full")
        full = self._make_plan(name="Full", kind="full", rhythm="weeks", on_monday=True)
        other = self._make_device("SN-2")
        record = self._begun(full)
        sheets = {sheet.equipment_id: sheet for sheet in record.sheet_ids}
        sheets[self.device].write_remarks({"opinion": "Fast", "opinion_score": "5"})
        self._inspect(sheets[self.device], No_unusual_noise="not_ok")
        sheets[self.device].finding_ids.settle("request")
        sheets[other].leave_out("in_use")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        row = self.env["printer.inspection.coverage"].search([("agreement_id", "=", self.agreement.id)])
        cells = self._paper_cells(DEPARTMENT_ARCHIVE, row, lang="en_US")
        number = sheets[self.device].finding_ids.ticket_id.number
        for text in ("50.0 %", "Very satisfied Fast", f"Repair requested {number}", "Still due"):
            self.assertIn(text, cells)

    def test_forms_are_chinese_in_a_chinese_session(self):
        sheet = self._inspected().sheet_ids
        cells = self._paper_cells(INSPECTION_RECORD, sheet, lang="zh_CN")
        for text in ("设备巡检记录表", "巡检组长", "不合格"):
            self.assertTrue(
                any(text in cell for cell in cells) or text in self._title(INSPECTION_RECORD, sheet), text
            )

    def _title(self, form, records) -> str:
        return self._paper(form, records, lang="zh_CN").text_content()

    def test_contacts_print_no_inspection(self):
        record = self._begun()
        with self.assertRaises(AccessError):
            self._paper(DAILY_CHECK, record, user=self.contact_user)

    def test_blank_forms_can_be_written_on(self):
        for form in (DAILY_CHECK, INSPECTION_RECORD, INSPECTION_PLAN, DEPARTMENT_ARCHIVE):
            with self.subTest(form.name):
                self.assertTrue(self._paper(form, self.env[form.model]).xpath("//table"))
