"""Printing forms and reading them back, for all tests of forms."""

import io
import subprocess
from contextlib import contextmanager
from unittest.mock import patch

import openpyxl
import xlsxwriter
from lxml import html

from odoo.tools.translate import LazyTranslate

from odoo.addons.printer_maintenance.tests.common import PrinterCase
from odoo.addons.printer_maintenance_reports.forms.frame import Form, forget, register
from odoo.addons.printer_maintenance_reports.forms.frame.locale import Locale

# named otherwise than in forms, so that words of tests are not exported for translation
lazy = LazyTranslate(__name__)
# a transparent pixel
PNG = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class FormCase(PrinterCase):
    """The product's small world, in both languages, in China's time zone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("en_US", "zh_CN"):
            cls.env["res.lang"]._activate_lang(code)
        cls.env["res.lang"]._activate_and_install_lang("zh_CN")
        cls.env["res.lang"].search([("code", "=", "en_US")]).write(
            {"date_format": "%m/%d/%Y", "time_format": "%H:%M:%S"}
        )
        cls.env["res.lang"].search([("code", "=", "zh_CN")]).write(
            {"date_format": "%Y/%m/%d", "time_format": "%H:%M:%S"}
        )
        cls.env.user.write({"tz": "Asia/Shanghai", "lang": "en_US"})
        # creating the contact's user renamed the contact
        cls.contact.name = "Contact"
        cls.Report = cls.env["ir.actions.report"]

    def _declare(self, name="test_form", model="res.partner", **values) -> Form:
        """A form for one test, with its two reports."""
        form = register(Form(name=name, title=values.pop("title", "Test form"), model=model, **values))
        self.addCleanup(forget, form)
        for report_type, report_name in (
            ("qweb-pdf", form.pdf_report_name),
            ("xlsx", form.xlsx_report_name),
        ):
            self.env["ir.actions.report"].create(
                {
                    "name": name,
                    "model": model,
                    "report_type": report_type,
                    "report_name": report_name,
                    "paperformat_id": self.env.ref("printer_maintenance_reports.paper_portrait").id,
                }
            )
        return form

    def _reports(self, user=None, **context):
        """The report actions, as seen by a user in a language."""
        reports = self.Report.with_user(user) if user else self.Report
        return reports.with_context(**context)

    # ---- paper

    def _paper(self, form: Form, records, user=None, **context):
        """The form's page, as a tree."""
        reports = self._reports(user, **context)
        content, _type = reports._render_qweb_html(form.pdf_report_name, records.ids)
        return html.fromstring(content)

    def _paper_cells(self, form: Form, records, user=None, **context) -> list[str]:
        """The texts of the grid's cells that are not blank, from top to bottom."""
        page = self._paper(form, records, user, **context)
        texts = [
            cell.text_content().strip() for cell in page.xpath("//table[contains(@class, 'pf_part')]//td")
        ]
        return [text for text in texts if text]

    def _pdf_text(self, form: Form, records, **context) -> str:
        """The text of the real PDF, made by wkhtmltopdf, laid out as on paper; a form feed ends each page."""
        reports = self._reports(force_report_rendering=True, **context)
        content, kind = reports._render_qweb_pdf(form.pdf_report_name, records.ids)
        self.assertEqual(kind, "pdf")
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
        )
        return done.stdout.decode()

    # ---- spreadsheet

    def _workbook(self, form: Form, records, user=None, **context):
        """The spreadsheet, read back."""
        content, kind = self._reports(user, **context)._render_xlsx(form.xlsx_report_name, records.ids, {})
        self.assertEqual(kind, "xlsx")
        return openpyxl.load_workbook(io.BytesIO(content))

    def _sheet_rows(self, form: Form, records, **context) -> list[list]:
        """The cells of the first sheet that are not blank, row by row."""
        sheet = self._workbook(form, records, **context).worksheets[0]
        rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
        return [row for row in rows if row]

    def _sheet_texts(self, form: Form, records, **context) -> list[str]:
        """The grid's cells of the spreadsheet in the words of the paper: dates and figures written out.

        The top (company, title, number) and the last line (printed on) are left out.
        """
        context.setdefault("lang", "en_US")
        sheet = self._workbook(form, records, **context).worksheets[0]
        locale = Locale.of(self.env(context={**self.env.context, **context})[form.model].browse(records.ids))
        cells = [cell for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row - 1) for cell in row]
        return [self._as_on_paper(cell, locale) for cell in cells if cell.value not in (None, "")]

    @staticmethod
    def _as_on_paper(cell, locale: Locale) -> str:
        if cell.is_date:
            is_moment = "h" in cell.number_format
            return locale.moment_text(cell.value) if is_moment else locale.day_text(cell.value)
        if isinstance(cell.value, str):
            return cell.value.strip()
        if "min" in cell.number_format or "分钟" in cell.number_format:
            return f"{cell.value} {'分钟' if locale.env.lang == 'zh_CN' else 'min'}"
        decimals = len(cell.number_format.partition(".")[2].strip('"% '))
        if cell.number_format == "General":
            decimals = None
        return locale.number_text(cell.value, decimals) + (" %" if "%" in cell.number_format else "")

    @contextmanager
    def _workbook_options(self):
        """The options with which workbooks are made meanwhile."""
        seen = []
        original = xlsxwriter.Workbook.__init__

        def remember(workbook, file, options=None):
            seen.append(options)
            return original(workbook, file, options)

        with patch.object(xlsxwriter.Workbook, "__init__", remember):
            yield seen
