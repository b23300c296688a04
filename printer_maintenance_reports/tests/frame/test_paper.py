import re

from odoo.tests import tagged

from ...forms.frame import Column, Pair, Pairs, Signature, Signatures, Table, Text
from ...forms.frame.pdf import finish
from ..common import PNG, FormCase, lazy


@tagged("post_install", "-at_install")
class TestPaper(FormCase):
    """The real PDF, made by whichever build of wkhtmltopdf stands on the machine."""

    def _pages(self, form, records, **context) -> list[str]:
        return self._pdf_text(form, records, **context).rstrip("\f").split("\f")

    def test_chinese_comes_out_right(self):
        self.contact.name = "李晓梅"
        form = self._declare(
            title=lazy("Equipment repair record"), blocks=(Pairs((Pair(lazy("Customer unit"), "name"),)),)
        )
        text = self._pdf_text(form, self.contact, lang="zh_CN")
        for words in ("设备维修记录表", "使用单位", "李晓梅", "打印时间"):
            self.assertIn(words, text)

    def test_every_record_begins_on_a_new_page_and_pages_are_numbered(self):
        form = self._declare(blocks=(Pairs((Pair("Name", "name"),)),))
        pages = self._pages(form, self.contact | self.unit | self.bureau, lang="en_US")
        self.assertEqual(len(pages), 3)
        for position, (page, name) in enumerate(zip(pages, ("Contact", "Test unit", "Test bureau")), start=1):
            self.assertIn(name, page)
            self.assertRegex(page, rf"{position} ?/ ?3\s*$")

    def test_long_table_goes_on_with_its_head_and_loses_no_row(self):
        rows = [{"name": f"Row {position:03}", "more": "word " * (position % 30)} for position in range(150)]
        columns = (Column("Name of row", "name"), Column("More", "more"))
        for orientation in ("portrait", "landscape"):
            form = self._declare(
                orientation,
                blocks=(Table(lambda _: rows, columns, title="Heading"),),
                orientation=orientation,
            )
            if orientation == "landscape":
                self.Report._get_report(form.pdf_report_name).paperformat_id = self.env.ref(
                    "printer_maintenance_reports.paper_landscape"
                )
            pages = self._pages(form, self.contact)
            self.assertGreater(len(pages), 3)
            self.assertTrue(all("Name of row" in page for page in pages), orientation)
            self.assertEqual(re.findall(r"Row \d{3}", "".join(pages)), [row["name"] for row in rows])

    def test_long_text_and_long_words_stay_on_the_page(self):
        self.contact.comment = (
            "<br/>".join(f"Line {position}" for position in range(120)) + "<br/>" + "W" * 300 + "END"
        )
        form = self._declare(blocks=(Text("Text", "comment"), Text("After", "name")))
        text = self._pdf_text(form, self.contact)
        self.assertEqual(re.findall(r"Line (\d+)", text), [str(position) for position in range(120)])
        self.assertEqual(text.count("W"), 300)
        self.assertIn("END", text)
        self.assertLess(max(len(line.strip()) for line in text.splitlines()), 160)

    def test_signature_is_on_the_page_without_any_web_server(self):
        form = self._declare(blocks=(Signatures((Signature("Signed", lambda partner: PNG, "name"),)),))
        page = self._paper(form, self.contact)
        self.assertEqual(len(page.xpath("//td//img[starts-with(@src, 'data:image/png;base64,')]")), 1)
        self.assertFalse(page.xpath("//link | //script | //img[not(starts-with(@src, 'data:'))]"))

    def test_broken_signature_is_left_out(self):
        form = self._declare(
            blocks=(Signatures((Signature("Signed", lambda partner: b"bm90IGFuIGltYWdl", "name"),)),)
        )
        self.assertFalse(self._paper(form, self.contact).xpath("//img"))
        self.assertTrue(self._workbook(form, self.contact))

    def test_markup_in_values_is_shown_and_not_obeyed(self):
        self.contact.name = "<b>bold</b> & <script>alert(1)</script>"
        form = self._declare(blocks=(Pairs((Pair("Name", "name"),)),))
        page = self._paper(form, self.contact)
        self.assertFalse(page.xpath("//b | //main//script"))
        self.assertIn(self.contact.name, page.text_content())

    def test_numbering_keeps_the_pages(self):
        form = self._declare(blocks=(Pairs((Pair("Name", "name"),)),))
        reports = self._reports(force_report_rendering=True)
        content, _kind = reports._render_qweb_pdf(form.pdf_report_name, self.contact.ids)
        self.assertLess(len(finish(content)), len(content) * 1.2)

    def test_other_reports_are_left_alone(self):
        report = self.env.ref("base.report_ir_model_overview")
        self.assertIsNone(report._get_printer_form())
        self.assertEqual(report._get_layout(), self.env.ref("web.minimal_layout"))
