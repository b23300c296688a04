"""What parts cost an agreement, for a thousand pages and for a device."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from ...models.foresight.measures import CostMeasure
from .foresight_common import NOW, ForesightCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCostMeasures(ForesightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_device("SN-0002")
        for day, cost, quantity in ((5, 120.0, 1), (20, 60.0, 2), (60, 500.0, 1)):
            cls._fit(
                cls.device,
                cls.toner,
                at=datetime(2026, 1, 1 + day) if day < 30 else datetime(2026, 3, 2),
                agreement_id=cls.agreement.id,
                unit_cost=cost,
                quantity=quantity,
            )
        cls._read(cls.device, (0, 50_000), (10, 51_000), (25, 54_000), (40, 60_000))

    def _figure(self, code, first=date(2026, 1, 1), last=date(2026, 1, 31)):
        measure = self.env["printer.measure"]._measures()[code]
        return measure.figures(self.agreement, first, last)[self.agreement.id]

    def test_cost_of_a_thousand_pages(self):
        figure = self._figure("cost_per_page")
        self.assertEqual((figure.value, figure.total), (60.0, 2))

    def test_cost_of_a_device(self):
        devices = self.env["maintenance.equipment"].search_count(
            self.agreement._served_domain(date(2026, 1, 31))
        )
        self.assertEqual(devices, 2)
        self.assertEqual(self._figure("cost_per_device").value, 120.0)

    def test_month_without_parts_costs_nothing_and_without_pages_is_not_measured(self):
        self.assertEqual(self._figure("cost_per_device", date(2026, 2, 1), date(2026, 2, 28)).value, 0.0)
        self.assertIsNone(self._figure("cost_per_page", date(2026, 3, 1), date(2026, 3, 31)).value)

    def test_records_behind_the_figure_are_its_fittings(self):
        counted = self.env["printer.part.fitting"].search(self._figure("cost_per_page").counted)
        self.assertEqual(sorted(counted.mapped("unit_cost")), [60.0, 120.0])

    def test_promise_in_money_shows_its_currency_and_is_judged(self):
        promise = self.env["printer.commitment"].create(
            {
                "name": "Parts",
                "agreement_id": self.agreement.id,
                "measure": "cost_per_device",
                "target": 150,
                "period": "quarter",
            }
        )
        self.assertEqual((promise.unit, promise.lower_is_better), ("money", True))
        self.assertIn(self.env.company.currency_id.symbol, promise.target_text)
        promise._measure_period(date(2026, 3, 31))
        self.assertEqual((promise.value, promise.verdict), (370.0, "missed"))

    def test_nothing_is_counted_by_engineer(self):
        self.assertNotIn("engineer_id", self.env["printer.part.foresight"]._fields)
        self.assertEqual(CostMeasure.model, "printer.part.fitting")
