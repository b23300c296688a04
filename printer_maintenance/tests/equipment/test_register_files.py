"""Files that are no register, or would do harm, are refused before anything is read; the others are found out."""

import base64
import io
import zipfile
from unittest.mock import patch

import openpyxl
import xlsxwriter

from odoo.tests import tagged

from ...exceptions import RegisterFileError
from ...rules import register_files
from .register_common import HEADINGS, RegisterCase, good, saved, text_file, workbook


@tagged("post_install", "-at_install")
class TestRegisterFiles(RegisterCase):
    def _assert_unreadable(self, content, words, filename="register.xlsx"):
        record = self._import(content, filename)
        with self.assertRaisesRegex(RegisterFileError, words):
            record.action_check()
        self.assertEqual(record.state, "draft")
        self.assertFalse(record.line_ids)

    def test_no_file(self):
        record = self.env["printer.register.import"].create({"partner_id": self.bureau.id})
        with self.assertRaisesRegex(RegisterFileError, "Choose"):
            record.action_check()

    def test_empty_file(self):
        self._assert_unreadable(b" ", "is empty")
        self._assert_unreadable(b"\n\n", "is empty", "register.csv")
        self._assert_unreadable(saved(openpyxl.Workbook()), "is empty")

    def test_headings_without_rows(self):
        self._assert_unreadable(workbook([]), "no devices")

    def test_wrong_file_type(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as package:
            package.writestr("word/document.xml", "<w/>")
        for name, content in (
            ("register.pdf", b"%PDF-1.7 and so on"),
            ("register.csv", b"%PDF-1.7 and so on"),
            ("register.xlsx", b"just text"),
            ("register.csv", b"\x89PNG\r\n\x1a\n\0\0"),
            ("register.csv", b"a,b\0c"),
            ("register.csv", b"\xff\xff\xff\xff"),
            ("register.docx", archive.getvalue()),
            ("register.xls", b"<html><table></table></html>"),
        ):
            with self.subTest(name=name, content=content[:10]):
                self._assert_unreadable(content, "not a spreadsheet", name)

    def test_garbage_in_the_upload(self):
        record = self._import(b"x")
        record.file = b"!"
        with self.assertRaises(RegisterFileError):
            record.action_check()

    def test_old_excel_file(self):
        self._assert_unreadable(register_files._OLE + b"\0" * 600, "old .xls")

    def test_password_protected_file(self):
        """Excel keeps a protected workbook in an OLE container, under this name."""
        content = register_files._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        self._assert_unreadable(content, "password")

    def test_password_protected_archive(self):
        content = bytearray(workbook([good("A1")]))
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = content.find(signature)
            while at >= 0:
                content[at + offset] |= 1
                at = content.find(signature, at + 1)
        self._assert_unreadable(bytes(content), "password")

    def _with_part(self, name, content):
        """A good workbook in which one part is replaced."""
        source, target = zipfile.ZipFile(io.BytesIO(workbook([good("A1")]))), io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for part in source.infolist():
                package.writestr(part.filename, content if part.filename == name else source.read(part))
        return target.getvalue()

    def test_zip_bomb_is_never_unpacked(self):
        content = self._with_part("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (80 * 1024 * 1024))
        self.assertLess(len(content), 200_000)
        with patch.object(register_files.openpyxl, "load_workbook") as load:
            self._assert_unreadable(content, "unpacked")
        load.assert_not_called()

    def test_archive_larger_than_any_register(self):
        with patch.object(register_files, "UNPACKED_MAX", 1000):
            self._assert_unreadable(workbook([good("A1")]), "unpacked")

    def test_entities_of_its_own(self):
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
        self._assert_unreadable(self._with_part("xl/workbook.xml", bomb), "damaged")

    def test_damaged_file(self):
        content = workbook([good("A1")])
        self._assert_unreadable(content[: len(content) // 2], "damaged")
        self._assert_unreadable(
            self._with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "damaged|empty"
        )
        self._assert_unreadable(self._with_part("xl/styles.xml", b"nonsense"), "damaged")

    def test_file_too_large(self):
        with patch.object(register_files, "FILE_MAX", 100):
            self._assert_unreadable(workbook([good("A1")]), "Split")

    def test_more_rows_than_can_be(self):
        with patch.object(register_files, "ROWS_MAX", 2):
            self._assert_unreadable(workbook([good(f"A{n}") for n in range(3)]), "more than 2 rows")

    def test_a_sheet_that_claims_to_be_endless(self):
        """A few cells at the far end of the sheet make no reader run through all the cells before them."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(HEADINGS)
        sheet.append([good("A1").get(heading) for heading in HEADINGS])
        sheet["XFD3"] = "far"
        sheet["A1048576"] = "down"
        record = self._import(saved(book))
        record.action_check()
        self.assertEqual(record.line_ids.mapped("status"), ["create", "refused"])

    def test_merged_title_rows_above_the_headings(self):
        content = workbook(
            [good("A1")], above=[["2026年度设备资产清单"], [], ["填表人：", None, "张伟", "电话", "123"]]
        )
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.active.merge_cells("A1:T1")
        record = self._import(saved(book))
        record.action_import()
        self.assertEqual(record.heading_row, 4)
        self.assertEqual(record.line_ids.row, 5, "rows are numbered as the spreadsheet shows them")
        self.assertEqual(self._devices().serial_no, "A1")

    def test_blank_rows_between_are_no_rows(self):
        content = workbook([good("A1"), {}, good("A2")], headings=[h for h in HEADINGS if h != "序号"])
        record = self._import(content)
        record.action_check()
        self.assertEqual(record.line_ids.mapped("row"), [2, 4])

    def test_the_sheet_with_the_headings_is_found(self):
        book = openpyxl.load_workbook(io.BytesIO(workbook([good("A1")])))
        book.create_sheet("说明", 0).append(["请填写", "资产清单"])
        hidden = book.create_sheet("旧", 0)
        hidden.append(HEADINGS)
        hidden.sheet_state = "hidden"
        record = self._import(saved(book))
        record.action_import()
        self.assertEqual(len(self._devices()), 1)

    def test_empty_columns_and_a_total_below(self):
        headings = ["", *HEADINGS[:10], "", *HEADINGS[10:]]
        content = workbook([good("A1"), {"位置": "合计"}], headings)
        record = self._import(content)
        record.action_check()
        self.assertEqual(record.line_ids.mapped("status"), ["create", "refused"])

    def test_array_formulas_are_text(self):
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADINGS)
            for column, heading in enumerate(HEADINGS):
                sheet.write(1, column, good("A1").get(heading))
            sheet.write_array_formula("D2:D2", "{=SUM(R1:R9)}")
        record = self._import(stream.getvalue())
        record.action_import()
        self.assertEqual(self._devices().place, "=SUM(R1:R9)")

    def test_the_refused_rows_come_back_with_their_reasons(self):
        rows = [good("A1"), good("A2", 位置="=1+1", 黑白计数=-4, 购置日期="2021-13-01"), good("A3")]
        record = self._import(workbook(rows, above=[["标题"]]), "设备清单.xlsx")
        record.action_import()
        action = record.action_download_refused()
        self.assertIn(f"/{record.id}/refused_file", action["url"])
        self.assertEqual(record.refused_filename, "设备清单 - refused rows.xlsx")
        content = base64.b64decode(record.refused_file)
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        heading, row = list(sheet.iter_rows(values_only=True))
        self.assertEqual(list(heading), [*HEADINGS, "Row in the register", "Reason"])
        self.assertEqual(row[HEADINGS.index("序列号")], "A2")
        self.assertEqual(row[HEADINGS.index("黑白计数")], -4)
        self.assertEqual(sheet.cell(2, HEADINGS.index("位置") + 1).data_type, "s", "a text, no formula")
        self.assertEqual(row[-2], 4)
        self.assertIn("zero", row[-1])
        self.assertIn("2021-13-01", row[-1])

    def test_the_corrected_refused_rows_can_be_imported(self):
        record = self._imported([good("A1"), good("A2", 黑白计数=-4)])
        record.action_download_refused()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(record.refused_file)))
        book.active.cell(2, HEADINGS.index("黑白计数") + 1).value = 4
        again = self._import(saved(book))
        again.action_import()
        self.assertEqual(again.create_count, 1)
        self.assertEqual(self._devices().mapped("serial_no"), ["A1", "A2"])

    def test_a_text_file_with_a_quote_that_never_ends(self):
        self._assert_unreadable(b'"' + b"a" * 200_000, "no row with headings", "register.csv")

    def test_a_file_of_text_with_quotes_and_line_breaks(self):
        record = self._import(text_file([good("A1", 备注='第一行\n第二行, "引号"')]), "register.csv")
        record.action_import()
        self.assertIn("第一行 第二行, ", self._devices().note)
