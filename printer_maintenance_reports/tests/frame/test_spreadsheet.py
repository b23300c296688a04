import zipfile
from datetime import datetime
from io import BytesIO

from odoo.tests import tagged

from ...forms.frame import DATETIME, Column, Pair, Pairs, Table, Text, number, values, xlsx
from ..common import FormCase

DANGEROUS = (
    '=HYPERLINK("http://example.com")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "<r><t>raw</t></r>",
    "http://example.com",
    "0123",
)


@tagged("post_install", "-at_install")
class TestSpreadsheet(FormCase):
    def test_values_are_never_taken_for_formulas(self):
        rows = [{"text": text} for text in DANGEROUS]
        columns = (Column("Text", "text"), Column("Again", "text"))
        for streamed in (False, True):
            form = self._declare(
                f"danger_{streamed}", blocks=(Table(lambda _: rows, columns, streamed=streamed),)
            )
            sheet = self._workbook(form, self.contact).active
            cells = [
                cell for row in sheet.iter_rows() for cell in row if str(cell.value).strip() in DANGEROUS
            ]
            self.assertEqual({str(cell.value).strip() for cell in cells}, set(DANGEROUS))
            self.assertEqual({cell.data_type for cell in cells}, {"s"})
            self.assertTrue(all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+-@"))
            self.assertFalse([cell for cell in cells if cell.hyperlink])

    def test_dangerous_header_values_stay_text(self):
        self.contact.name = "=1+1"
        form = self._declare(
            blocks=(Pairs((Pair("Name", "name"),)), Text("Name", "name")), reference="name", subtitle="name"
        )
        sheet = self._workbook(form, self.contact).active
        self.assertFalse([cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"])

    def test_figures_and_dates_stay_figures_and_dates(self):
        rows = [{"when": datetime(2026, 3, 1, 16, 30), "count": 3}]
        columns = (
            Column("When", lambda row: row["when"], kind=DATETIME),
            Column("Count", "count", kind=number(1)),
        )
        form = self._declare(blocks=(Table(lambda _: rows, columns),))
        sheet = self._workbook(form, self.contact, lang="en_US").active
        values = {cell.value: cell for row in sheet.iter_rows() for cell in row}
        self.assertEqual(values[datetime(2026, 3, 2, 0, 30)].number_format, "mm/dd/yyyy hh:mm")
        self.assertEqual(values[3].number_format, "#,##0.0")

    def test_long_text_wraps_and_its_row_grows(self):
        self.contact.comment = "<br/>".join(["很长的一行文字，" * 12] * 5)
        form = self._declare(blocks=(Text("Text", "comment"), Text("Short", "name", lines=1)))
        sheet = self._workbook(form, self.contact).active
        heights = {
            cell.value[:4]: (sheet.row_dimensions[cell.row].height, cell.alignment.wrap_text)
            for row in sheet.iter_rows(min_row=4)
            for cell in row
            if isinstance(cell.value, str)
        }
        self.assertGreater(heights["很长的一"][0], 5 * heights["Shor"][0])
        self.assertTrue(heights["很长的一"][1])

    def test_text_higher_than_a_row_goes_on_in_the_next(self):
        lines = [f"Line {position}" for position in range(100)]
        self.contact.comment = "<br/>".join(lines)
        form = self._declare(blocks=(Text("Text", "comment"),))
        sheet = self._workbook(form, self.contact).active
        pieces = [
            cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Line")
        ]
        self.assertGreater(len(pieces), 3)
        self.assertEqual("\n".join(pieces).split("\n"), lines)
        self.assertLessEqual(max(dimension.height or 0 for dimension in sheet.row_dimensions.values()), 409)
        self.assertEqual(
            self._sheet_texts(form, self.contact), self._paper_cells(form, self.contact, lang="en_US")
        )

    def test_each_record_has_a_sheet_of_its_own_name(self):
        twins = self.contact.copy({"name": "Contact"}) | self.contact
        form = self._declare(
            blocks=(Pairs((Pair("Name", "name"),)),), reference=lambda partner: partner.name[:7]
        )
        self.assertEqual(self._workbook(form, twins).sheetnames, ["Contact", "Contact (2)"])

    def test_very_many_records_stand_on_one_sheet_with_page_breaks(self):
        self.patch(xlsx, "MAX_SHEETS", 2)
        people = self.contact | self.unit | self.bureau
        form = self._declare(blocks=(Pairs((Pair("Name", "name"),)),))
        workbook = self._workbook(form, people)
        self.assertEqual(len(workbook.worksheets), 1)
        self.assertEqual(len(workbook.active.row_breaks.brk), 2)
        values = [cell for row in workbook.active.iter_rows(values_only=True) for cell in row]
        self.assertTrue({"Contact", "Test unit", "Test bureau"} <= set(values))

    def test_twenty_thousand_rows_are_streamed(self):
        """Rows go to the file as they come: the writer holds one, the reader one portion."""
        count, portion = 20_000, 1000
        ahead = []

        def rows(_partners):
            for position in range(count):
                ahead.append(position)
                yield {"position": position, "name": f"Row {position}"}

        columns = (Column("Position", "position", kind=number(0), total=True), Column("Name", "name"))
        form = self._declare(per="selection", blocks=(Table(rows, columns, streamed=True),))
        held = []
        original = xlsx.Sheet._writer

        def watched(sheet, *args):
            write = original(sheet, *args)

            def wrapper(row, column, native):
                write(row, column, native)
                if row % 500 == 0 and column == 1:
                    held.append((len(sheet.sheet.table), len(ahead) - row))

            return wrapper

        self.patch(xlsx.Sheet, "_writer", watched)
        with self._workbook_options() as options:
            content, _kind = self.Report._render_xlsx(form.xlsx_report_name, self.contact.ids, {})
        self.assertTrue(all(option["constant_memory"] for option in options))
        self.assertTrue(held)
        self.assertEqual(max(rows_in_memory for rows_in_memory, _ahead in held), 1)
        self.assertLessEqual(max(rows_ahead for _rows, rows_ahead in held), portion)
        with zipfile.ZipFile(BytesIO(content)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn(f"Row {count - 1}<", sheet)
        self.assertIn(f"<v>{count * (count - 1) // 2}</v>", sheet)

    def test_streamed_rows_can_be_filtered_and_sorted(self):
        columns = (Column("Name", "name"), Column("Phone", "phone"))
        form = self._declare(
            per="selection",
            blocks=(
                Pairs((Pair("Prepared by", None), Pair("Checked by", None))),
                Table(lambda p: p, columns, streamed=True),
            ),
        )
        sheet = self._workbook(form, self.contact | self.unit).active
        head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Phone")
        self.assertEqual(sheet.auto_filter.ref, f"A{head}:C{head + 2}")
        self.assertEqual(sheet.freeze_panes, f"A{head + 1}")
        self.assertEqual(sheet.print_title_rows, f"${head}:${head}")
        self.assertFalse(
            [merged for merged in sheet.merged_cells.ranges if head <= merged.min_row <= head + 2]
        )

    def test_records_of_a_long_table_are_read_in_portions(self):
        """A portion costs a handful of queries, and none but the last stays in memory."""
        people = self.env["res.partner"].create(
            [{"name": f"P {n}", "parent_id": self.unit.id} for n in range(250)]
        )
        columns = (Column("Name", "name"), Column("Unit", "parent_id"), Column("City", "parent_id.city"))
        form = self._declare(per="selection", blocks=(Table(lambda p: p, columns, streamed=True),))
        self.patch(values, "BATCH", 100)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            self._reports(lang="en_US")._render_xlsx(form.xlsx_report_name, people.ids, {})
        names_in_memory = people._fields["name"]._get_all_cache_ids(self.env)
        self.assertLess(len(set(names_in_memory) & set(people.ids)), 101)
