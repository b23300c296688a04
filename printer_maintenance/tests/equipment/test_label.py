"""Labels: tokens, sheets of paper, labels made void."""

import io
import subprocess
from datetime import date

import zxingcpp
from freezegun import freeze_time
from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from ...wizards import label_print
from ..common import PrinterCase

REPORT = "printer_maintenance.action_report_label"
DOTS_PER_MM = 8


@tagged("post_install", "-at_install")
class TestLabel(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls.users["equipment_supervisor"]
        cls.env["ir.config_parameter"].set_param("web.base.url", "https://service.example.com")
        cls.env.company.phone = "400-123-4567"

    def _dialog(self, devices=None, user=None, **values):
        devices = devices or self.device
        Dialog = self.env["printer.label.print"].with_user(user or self.supervisor)
        Dialog = Dialog.with_context(active_model=devices._name, active_ids=devices.ids)
        return Dialog.create(values)

    def _pdf(self, dialog, user=None):
        dialog.action_print()
        reports = self.env["ir.actions.report"].with_user(user or self.supervisor)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(REPORT, dialog.ids)
        self.assertEqual(kind, "pdf")
        return content

    def _text(self, pdf):
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode()

    def _codes(self, pdf, page=1):
        """What a telephone's camera reads on a page: text and left upper corner in mm."""
        resolution = str(DOTS_PER_MM * 25.4)
        done = subprocess.run(
            ["pdftoppm", "-png", "-r", resolution, "-f", str(page), "-l", str(page), "-"],
            input=pdf,
            capture_output=True,
            check=True,
        )
        return {
            code.text: (
                code.position.top_left.x / DOTS_PER_MM,
                code.position.top_left.y / DOTS_PER_MM,
                code.position.bottom_right.x / DOTS_PER_MM,
            )
            for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(done.stdout)))
        }

    def _devices(self, count):
        return self.env["maintenance.equipment"].create(
            [
                {"name": f"Printer {n}", "serial_no": f"LB{count}-{n:05}", "unit_id": self.unit.id}
                for n in range(count)
            ]
        )

    # -- tokens

    def test_tokens_of_many_devices_cost_no_query_each(self):
        few, many = self._devices(3), self._devices(300)
        self.env.flush_all()

        def queries(devices):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tokens = devices._get_label_tokens()
            self.assertEqual(len(set(tokens.values())), len(devices))
            return self.cr.sql_log_count - before

        self.assertLessEqual(queries(many), queries(few) + 1)

    def test_token_stays_until_the_label_is_made_void(self):
        first = self.device._get_label_tokens()
        self.assertEqual(self.device._get_label_tokens(), first)
        self.assertEqual(
            self.device._get_label_addresses()[self.device.id],
            f"https://service.example.com/device/{first[self.device.id]}",
        )

    def test_supervisor_makes_a_label_void(self):
        before = self.device._get_label_tokens()[self.device.id]
        self._dialog().action_print()
        self.device.with_user(self.supervisor).action_void_label()
        after = self.device._get_label_tokens()[self.device.id]
        self.assertNotEqual(after, before)
        self.assertFalse(self.device.label_printed_on)
        self.assertEqual(self.device.event_ids[0].kind, "label")
        self.assertEqual(self.device.event_ids[0].detail, self.device.label_code)
        self.assertNotIn(before, self.device.event_ids.mapped("detail"))
        found = self.env["maintenance.equipment"]._find_by_label(before)
        self.assertFalse(found)

    def test_nobody_else_makes_a_label_void(self):
        before = self.device._get_label_tokens()
        for role in ("engineer", "agent", "dispatcher", "project_manager", "service_director"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.device.with_user(self.users[role]).action_void_label()
        with self.assertRaises(AccessError):
            self.device.with_user(self.contact_user).action_void_label()
        self.assertEqual(self.device._get_label_tokens(), before)

    def test_token_is_not_to_be_read_or_written(self):
        self.device._get_label_tokens()
        for user in (self.engineer, self.supervisor, self.contact_user):
            with self.assertRaises(AccessError):
                self.device.with_user(user).read(["label_token"])
        with self.assertRaises(GuardedFieldError):
            self.device.with_user(self.supervisor).label_printed_on = "2026-01-01"
        with self.assertRaises(GuardedFieldError):
            self.device.with_user(self.users["admin"]).label_token = "mine"

    # -- the dialog

    def test_each_printing_role_may_print_and_nobody_else(self):
        for role in ("engineer", "second_line", "agent", "dispatcher", "equipment_supervisor", "admin"):
            with self.subTest(role=role):
                user = self.users[role]
                self.assertEqual(self._dialog(user=user).action_print()["type"], "ir.actions.report")
        manager = self.users["project_manager"]
        self.assertEqual(self._dialog(user=manager).action_print()["type"], "ir.actions.report")
        for user in (self.users["service_director"], self.contact_user):
            with self.assertRaises(AccessError):
                self._dialog(user=user)

    def test_manager_gets_no_label_of_another_customers_device(self):
        foreign = self._make_device("SN-F", unit_id=self._foreign().id, department_id=False)
        manager = self.users["project_manager"]
        dialog = self._dialog(foreign, user=manager)
        self.assertFalse(dialog.equipment_ids, "what the manager does not see is not taken over")
        dialog = self._dialog(user=manager)
        dialog.sudo().equipment_ids = foreign
        dialog.invalidate_recordset()
        with self.assertRaises(UserError):
            dialog.action_print()
        self.assertFalse(foreign.label_printed_on)

    def _foreign(self):
        return self.env["res.partner"].create({"name": "Foreign", "printer_unit_kind": "customer"})

    def test_printing_marks_the_devices(self):
        with freeze_time("2026-03-02 04:00:00"):
            self._dialog(user=self.engineer).action_print()
        self.assertEqual(self.device.label_printed_on, date(2026, 3, 2))
        unlabelled = self.env["maintenance.equipment"].search([("label_printed_on", "=", False)])
        self.assertNotIn(self.device, unlabelled)

    def test_unit_brings_its_devices_and_those_below_but_no_retired_ones(self):
        retired = self._make_device("SN-OLD")
        retired._set_condition("retired")
        dialog = self._dialog(self.bureau)
        self.assertIn(self.device, dialog.equipment_ids)
        self.assertNotIn(retired, dialog.equipment_ids)
        self.assertEqual(dialog.device_count, len(dialog.equipment_ids))

    def test_nothing_to_print_is_said(self):
        self.device._set_condition("retired")
        with self.assertRaisesRegex(UserError, "no device"):
            self._dialog().action_print()

    def test_bad_numbers_are_refused(self):
        for values in ({"start": 0}, {"start": 25}, {"start": -1}, {"size": "a4_2x7", "start": 15}):
            with self.subTest(values), self.assertRaises(UserError):
                self._dialog(**values)
        for copies in (0, -1, 1000):
            with self.subTest(copies=copies), self.assertRaises(ValidationError):
                self._dialog(copies=copies)
        self.patch(label_print, "LABELS_AT_ONCE", 2)
        with self.assertRaisesRegex(UserError, "too many"):
            self._dialog(copies=3).action_print()

    # -- paper

    def test_sheet_shows_what_was_chosen(self):
        text = self._text(self._pdf(self._dialog(show_serial=False)))
        for word in (self.device.label_code, "LaserJet", "Test unit", "Archive", "400-123-4567"):
            self.assertIn(word, text)
        self.assertNotIn("SN-0001", text)

    def test_code_leads_to_the_page_of_the_device(self):
        dialog = self._dialog()
        for size, _label in label_print.SIZES:
            with self.subTest(size):
                dialog.size = size
                self.assertEqual(
                    list(self._codes(self._pdf(dialog))),
                    [self.device._get_label_addresses()[self.device.id]],
                )

    def test_labels_stand_where_the_paper_has_them_in_true_size(self):
        """Corners of the codes, measured on the printed page: a label is 70 × 37 mm whatever prints it."""
        devices = self._devices(24)
        pdf = self._pdf(self._dialog(devices))
        corners = sorted(self._codes(pdf).values(), key=lambda corner: (round(corner[1] / 10), corner[0]))
        self.assertEqual(len(corners), 24)
        first = corners[0]
        for number, corner in enumerate(corners):
            row, column = divmod(number, 3)
            self.assertAlmostEqual(corner[0], first[0] + 70 * column, delta=0.6)
            self.assertAlmostEqual(corner[1], first[1] + 37 * row, delta=0.6)
        self.assertGreater(first[2] - first[0], 20, "the code is large enough for any telephone")

    def test_begun_sheet_and_copies(self):
        devices = self._devices(3)
        dialog = self._dialog(devices, start=22, copies=2)
        self.assertEqual(dialog.page_count, 2)
        pdf = self._pdf(dialog)
        self.assertEqual(pdf.count(b"/Type /Page\n") or self._text(pdf).count("\f"), 2)
        corners = self._codes(pdf, page=1)
        self.assertEqual(len(corners), 2, "two labels of the first device, one of the second")
        self.assertGreater(min(corner[1] for corner in corners.values()), 259)

    def test_roll_has_one_label_on_each_page(self):
        pdf = self._pdf(self._dialog(self._devices(3), size="roll_50x30", start=7))
        self.assertEqual(self._text(pdf).count("\f"), 3)
        info = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
        self.assertRegex(info, r"Page size:\s+14[12](\.\d+)? x 85")

    def test_names_with_markup_are_text(self):
        self.device.name = "<script>alert(1)</script> & Co"
        self.assertIn("<script>", self._text(self._pdf(self._dialog())))
