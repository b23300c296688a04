"""What a job may not use is in stock for nobody: not in the finder, not in foresight."""

from odoo.tests import tagged

from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestUsableStock(ReceiptCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.adapter.part_fit_ids = [(0, 0, {"device_type": "printer"})]
        cls.roller.part_fit_ids = [(0, 0, {"device_type": "printer"})]

    def _near(self, part):
        found = part.with_user(self.engineer).with_context(printer_team_id=self.team.id)
        found.invalidate_recordset()
        return found.warehouse_qty, found.part_nearness

    def _foreseen(self, part):
        stock = self.env["printer.part.foresight"]._stock_of(self.env.company, part.ids)
        return stock.warehouse.get(part.id, 0)

    def test_lot_without_papers_is_not_in_stock(self):
        lot = self._lot(self.adapter, "BAD", papers=False, quantity=3)
        self.assertEqual((self._near(self.adapter), self._foreseen(self.adapter)), ((0, "none"), 0))
        lot.write({"certificate_number": "C-1", "ccc_number": "CCC-1"})
        self.assertEqual((self._near(self.adapter), self._foreseen(self.adapter)), ((3, "warehouse"), 3))

    def test_recalled_lot_is_not_in_stock(self):
        self._recall(self._lot(self.adapter, "LOT-A", quantity=3))
        self.assertEqual((self._near(self.adapter), self._foreseen(self.adapter)), ((0, "none"), 0))

    def test_part_that_is_recalled_as_a_whole_is_not_in_stock(self):
        self.env["stock.quant"]._update_available_quantity(self.roller, self.stock, 5)
        self.assertEqual((self._near(self.roller), self._foreseen(self.roller)), ((5, "warehouse"), 5))
        self._recall(product=self.roller)
        self.assertEqual((self._near(self.roller), self._foreseen(self.roller)), ((0, "none"), 0))

    def test_what_can_be_used_comes_first_in_the_finder(self):
        self._lot(self.adapter, "BAD", papers=False, quantity=3)
        self.env["stock.quant"]._update_available_quantity(self.roller, self.stock, 1)
        mine = self.adapter | self.roller
        found = self.device.with_user(self.engineer)._find_parts().filtered(lambda part: part in mine)
        self.assertEqual(found, self.roller | self.adapter)
