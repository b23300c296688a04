"""Making small registers for the tests of the import."""

import base64
import csv
import io

import openpyxl

from odoo.tests import TransactionCase

HEADINGS = [
    "序号",
    "单位",
    "部门",
    "位置",
    "设备类型",
    "品牌",
    "型号",
    "序列号",
    "资产编号",
    "IP地址",
    "购置日期",
    "启用日期",
    "保修到期",
    "状态",
    "是否关键设备",
    "责任人",
    "责任人电话",
    "黑白计数",
    "彩色计数",
    "备注",
]
PLACE = {name: position for position, name in enumerate(HEADINGS)}
GOOD = {
    "单位": "城南市场监督管理所",
    "部门": "档案室",
    "位置": "4楼390室",
    "设备类型": "打印机",
    "品牌": "HP",
    "型号": "M404dn",
    "序列号": "HP0001",
    "资产编号": "SJ-0001",
    "状态": "在用",
}


def good(serial, **cells):
    """A good row with this serial number and these other cells."""
    return {**GOOD, "序列号": serial, "资产编号": f"SJ-{serial}", **cells}


def workbook(rows, headings=HEADINGS, above=(), name="资产清单"):
    """An .xlsx file; ``rows`` are mappings of heading to cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for line in above:
        sheet.append(line)
    sheet.append(list(headings))
    for number, row in enumerate(rows, start=1):
        sheet.append([row.get(heading, number if heading == "序号" else None) for heading in headings])
    return saved(book)


def saved(book):
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_file(rows, headings=HEADINGS, encoding="utf-8-sig", delimiter=","):
    """A .csv file."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return stream.getvalue().encode(encoding)


class RegisterCase(TransactionCase):
    """A customer without devices, and short ways to import a register for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls._customer("示例区市场监督管理局")

    @classmethod
    def _customer(cls, name):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "printer_unit_kind": "customer"}
        )

    def _import(self, content, filename="register.xlsx", **values):
        """An import of this file, not yet checked."""
        values.setdefault("partner_id", self.bureau.id)
        return self.env["printer.register.import"].create(
            {"file": base64.b64encode(content), "filename": filename, **values}
        )

    def _checked(self, rows, **values):
        """An import of these rows, checked at once whatever their number."""
        record = self._import(workbook(rows), **values)
        record.with_context(printer_register_now=True).action_check()
        return record

    def _imported(self, rows, **values):
        """An import of these rows, done."""
        record = self._checked(rows, **values)
        record.action_import()
        return record

    def _devices(self, customer=None):
        return self.env["maintenance.equipment"].search(
            [("customer_id", "=", (customer or self.bureau).id)], order="id"
        )

    def _codes(self, record):
        """Row -> codes of what was found in it, for rows that are refused."""
        return {
            line.row: [entry["code"] for entry in line.entries]
            for line in record.line_ids
            if line.status == "refused"
        }

    def _assert_refused(self, cells, code, *words, others=1):
        """One bad row among good ones is refused for this reason, named in its message, and only that row."""
        rows = [good(f"OK{number}") for number in range(others)]
        record = self._checked([*rows, good("BAD1", **cells)])
        row = len(rows) + 2
        self.assertEqual(self._codes(record), {row: [code]})
        line = record.line_ids.filtered(lambda line: line.row == row)
        for word in words:
            self.assertIn(word, line.message)
        record.action_import()
        self.assertEqual(len(self._devices()), others, "only the good rows arrive")
        self.assertFalse(line.equipment_id)
        return record
