"""《备件储备计划》 from live rows, in both languages (REQUIREMENTS F, P6)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.printer_maintenance.tests.stocking.stocking_common import StockingCase

from ...forms.stocking.stocking_plan import STOCKING_PLAN
from ..common import FormCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestStockingPlan(StockingCase, FormCase):
    def test_rows_stand_on_one_page_by_place(self):
        self._have(1, self.van)
        rows = self._agreed(check_every=2, check_begin="2026-03-09", replacement_months=24)
        rows |= self._row(self.fuser, self.site, quantity_min=1, quantity_max=1.5)
        cells = self._paper_cells(STOCKING_PLAN, rows, lang="en_US")
        for text in (
            "Van North",
            "Roller",
            "2 Units",
            "5 Units",
            "1.5 Units",
            "Seal unbroken",
            "Months × 2",
            "03/09/2026",
            "24 months",
            "Contact",
            "Draft",
        ):
            self.assertTrue(any(text in cell for cell in cells), text)
        names = [cell for cell in cells if cell in ("Site of the bureau", "Van North")]
        self.assertEqual(names, ["Site of the bureau", "Van North"])
        self.assertIn("Roller", self._sheet_texts(STOCKING_PLAN, rows))

    def test_engineers_print_their_own_places_only(self):
        row = self._agreed()
        self.assertIn("Van North", self._paper_cells(STOCKING_PLAN, row, user=self.engineer, lang="en_US"))
        with self.assertRaises(AccessError):
            self._paper_cells(STOCKING_PLAN, row, user=self.stranger, lang="en_US")
