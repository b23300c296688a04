"""《配件入库验收单》 from live checks, on paper and as a spreadsheet, in both languages (REQUIREMENTS P4, F)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.printer_maintenance.tests.receipt.receipt_common import ReceiptCase

from ...forms.receipt.parts_receipt import PARTS_RECEIPT
from ..common import FormCase


@tagged("post_install", "-at_install")
class TestPartsReceipt(ReceiptCase, FormCase):
    def _checked(self):
        picking = self._receipt((self.roller, 10), (self.adapter, 4, "LOT-A"))
        checks = self._checks(picking)
        self._fail(checks.filtered(lambda check: check.product_id == self.roller), 2, remark="Box wet")
        lot = checks.filtered(lambda check: check.product_id == self.adapter)
        lot.write({"certificate_number": "C-77", "ccc_number": "CCC-88"})
        lot.action_pass_all()
        self._book(picking)
        return picking

    def test_all_of_the_receipt_stands_on_one_sheet(self):
        picking = self._checked()
        checks = picking.receipt_check_ids
        cells = self._paper_cells(PARTS_RECEIPT, checks, user=self.keeper, lang="en_US")
        for text in (
            "Parts trader",
            "Roller",
            "LOT-A",
            "Failed: 2\nBroken",
            "C-77\nCCC-88",
            "Lies blocked",
            "Box wet",
        ):
            self.assertIn(text, cells)
        self.assertEqual(cells[cells.index("Purchase order") + 1], picking.origin)
        self.assertEqual(cells.count("–"), 1, "the roller needs no 3C")
        self.assertTrue(any(self.keeper.name in cell for cell in cells))

    def test_spreadsheet_says_the_same(self):
        checks = self._checked().receipt_check_ids
        paper = self._paper_cells(PARTS_RECEIPT, checks, lang="en_US")
        self.assertEqual(self._sheet_texts(PARTS_RECEIPT, checks), paper)

    def test_supervisors_print_it_and_engineers_do_not(self):
        checks = self._checked().receipt_check_ids
        self.assertTrue(self._paper_cells(PARTS_RECEIPT, checks, user=self.users["equipment_supervisor"]))
        with self.assertRaises(AccessError):
            self._paper_cells(PARTS_RECEIPT, checks, user=self.engineer)

    def test_blank_form_can_be_written_on_by_hand(self):
        cells = self._paper_cells(PARTS_RECEIPT, self.env["printer.part.receipt.check"], lang="en_US")
        self.assertIn("Numbers of the papers", cells)

    def test_pdf_is_in_chinese_for_chinese_readers(self):
        text = self._pdf_text(PARTS_RECEIPT, self._checked().receipt_check_ids, lang="zh_CN")
        self.assertIn("LOT-A", text)
