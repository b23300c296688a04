"""《配件价格依据》 on paper and as a spreadsheet (REQUIREMENTS P1)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.printer_maintenance.tests.pricing.pricing_common import NOW, PricingCase

from ...forms.pricing.part_price_dossier import PART_PRICE_DOSSIER
from ..common import FormCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPartPriceDossier(PricingCase, FormCase):
    def _order(self):
        """A lot bought for 60 and found for 79.10 with tax; another part above its ceiling, allowed."""
        self.part.tracking = "lot"
        lot = self.env["stock.lot"].create({"name": "L1", "product_id": self.part.id})
        self.purchase = self._bought(self.part, 60.0, lot)
        self._found(79.10, tax_included=True, tax_percent=13.0, source="Shop of the maker")
        order = self._quote(self.part, self._make_part("Pickup roller", 20.0))
        order.order_line[0].sudo().part_lot_id = lot
        order.order_line[1].with_user(self.users["service_director"])._override_part_price(
            "Nobody else has it"
        )
        return order

    def test_proofs_and_reasons_stand_on_paper(self):
        order = self._order()
        cells = self._paper_cells(PART_PRICE_DOSSIER, order.order_line, lang="en_US")
        for told in (
            "Fuser unit",
            "60.00",
            "70.00",
            "Actual cost",
            "Purchase of the lot",
            self.purchase.name,
            "Vendor",
            "L1",
            "Shop of the maker",
            "https://shop.example.com/1",
            "03/02/2026",
            "No market price",
            "Nobody else has it",
            "Test service_director",
        ):
            self.assertIn(told, cells)
        self.assertTrue(any("79.10" in cell and "13 % tax" in cell for cell in cells))

    def test_both_outputs_say_the_same(self):
        lines = self._order().order_line
        texts = self._sheet_texts(PART_PRICE_DOSSIER, lines, lang="zh_CN")
        for cell in self._paper_cells(PART_PRICE_DOSSIER, lines, lang="zh_CN"):
            self.assertIn(cell, texts)

    def test_whole_quotation_prints_with_one_click(self):
        order = self._order()
        action = order.action_print_part_dossier()
        self.assertEqual(action["report_name"], PART_PRICE_DOSSIER.pdf_report_name)
        self.assertEqual(action["context"]["active_ids"], order.order_line.ids)

    def test_who_reads_the_quotation_prints_and_nobody_else(self):
        lines = self._order().order_line
        for user in (
            self.seller,
            *(self.users[role] for role in ("dispatcher", "project_manager", "service_director")),
        ):
            self.env.invalidate_all()
            with self.subTest(user.login):
                self.assertIn("Vendor", self._paper_cells(PART_PRICE_DOSSIER, lines, user, lang="en_US"))
        for user in (self.engineer, self.contact_user):
            self.env.invalidate_all()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._paper_cells(PART_PRICE_DOSSIER, lines, user, lang="en_US")

    def test_many_lines_cost_no_more_queries_each(self):
        parts = [self._make_part(f"Part {number}", 10.0) for number in range(20)]
        for part in parts:
            self._found(12.0, part)
        few, many = self._quote(*parts[:2]).order_line, self._quote(*parts).order_line
        counts = []
        for lines in (few, few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._paper_cells(PART_PRICE_DOSSIER, lines, lang="en_US")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 3)
