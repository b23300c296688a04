"""What the plan of stock proves: checks on time, turns of the stock."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-04-15 01:00:00")
class TestStockMeasures(StockingCase):
    def _figure(self, code, first=date(2026, 3, 1), last=date(2026, 3, 31)):
        measure = self.env["printer.measure"]._measures()[code]
        return measure.figures(self.agreement, first, last)[self.agreement.id]

    def test_checks_made_on_time_of_those_due(self):
        self.assertIsNone(self._figure("stock_checks_on_time").value)
        row = self._agreed(agreed_on=date(2026, 2, 27), check_unit="weeks", check_begin="2026-03-02")
        checks = row.check_ids.sorted("due_on")
        with freeze_time("2026-03-01 01:00:00"):
            self._count(checks[0], 0)
        with freeze_time("2026-03-10 01:00:00"):
            self._count(checks[1], 0)
        figure = self._figure("stock_checks_on_time")
        # on 2, 9, 16, 23 and 30 March; the first before its day, the second late, three never
        self.assertEqual((figure.good, figure.total, figure.value), (1, 5, 20.0))
        self.assertEqual(self.env["printer.part.check"].search_count(figure.failed), 4)
        row.with_user(self.dispatcher)._end("Devices gone")
        self.assertEqual(self._figure("stock_checks_on_time").total, 2, "cancelled ones are nobody's failure")

    def test_check_of_today_is_no_case_yet(self):
        self._agreed(agreed_on=date(2026, 4, 1), check_unit="weeks", check_begin="2026-04-15")
        self.assertEqual(self._figure("stock_checks_on_time", date(2026, 4, 1), date(2026, 4, 15)).total, 0)

    def _bring(self, quantity, day):
        """Pieces that came to the van on a day."""
        move = self.env["stock.move"].create(
            {
                "product_id": self.roller.id,
                "product_uom_qty": quantity,
                "product_uom": self.roller.uom_id.id,
                "location_id": self.roller.property_stock_inventory.id,
                "location_dest_id": self.van.id,
            }
        )
        move._action_confirm()
        move.quantity, move.picked = quantity, True
        move._action_done()
        move.move_line_ids.date = day

    def test_turns_are_cost_used_over_average_value(self):
        self.assertIsNone(self._figure("stock_turns").value, "no stock, no figure")
        self._agreed(agreed_on=date(2026, 2, 1))
        self._bring(4, datetime(2026, 2, 2))
        self._bring(2, datetime(2026, 3, 20))
        self._bring(90, datetime(2026, 4, 10))
        self._fitted(10, datetime(2026, 3, 10))
        self._fitted(50, datetime(2026, 4, 10))
        self._fitted(50, datetime(2026, 3, 10), part=self.fuser)
        figure = self._figure("stock_turns")
        # 4 at the beginning, 6 at the end: 10 pieces used of 5 on average
        self.assertEqual(figure.value, 2.0)
        self.assertEqual(self.env["printer.part.fitting"].search(figure.counted).quantity, 10)

    def test_rows_that_had_ended_before_count_no_more(self):
        row = self._agreed(agreed_on=date(2026, 2, 1))
        self._bring(4, datetime(2026, 2, 2))
        row._through_door().write({"state": "ended", "ended_on": "2026-02-28"})
        self.assertIsNone(self._figure("stock_turns").value)
