"""What has lain too long goes back to the warehouse, and a fresh one comes."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import StockingError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestExchange(StockingCase):
    def _old(self, row=None):
        self.env.flush_all()
        self.env.invalidate_all()
        Exchange = self.env["printer.part.exchange"].with_user(self.engineer)
        rows = Exchange.search([("days_over", ">=", 0), ("location_id", "child_of", self.van.id)])
        return rows.filtered(lambda old: not row or old.stocking_id == row)

    def test_pieces_stand_there_from_the_day_on(self):
        row = self._agreed(replacement_months=6)
        self._have(3, self.van, since=datetime(2025, 9, 2, 3))
        old = self._old(row)
        self.assertEqual((old.quantity, old.due_on, old.days_over), (3, date(2026, 3, 2), 0))
        self.env["stock.quant"].search([("location_id", "=", self.van.id)]).in_date = datetime(2025, 9, 3, 3)
        self.assertFalse(self._old(row))

    def test_rows_without_a_cycle_and_ended_ones_exchange_nothing(self):
        self._have(3, self.van, since=datetime(2020, 1, 1))
        row = self._agreed()
        self.assertFalse(self._old())
        row.with_user(self.dispatcher)._end("Other cycle")
        row = self._agreed(replacement_months=6)
        self.assertEqual(self._old().stocking_id, row)
        row.with_user(self.dispatcher)._end("No longer")
        self.assertFalse(self._old())

    def test_exchange_sends_back_and_has_fresh_ones_brought(self):
        self._have(9)
        row = self._agreed(replacement_months=6)
        self._have(5, self.van, since=datetime(2025, 1, 1))
        self._old(row).action_exchange()
        Picking = self.env["stock.picking"]
        back = Picking.search([("location_id", "=", self.van.id)])
        fresh = Picking.search([("location_dest_id", "=", self.van.id)])
        self.assertEqual(
            (back.location_dest_id, back.state, back.move_ids.quantity), (self.shelf, "assigned", 5)
        )
        self.assertEqual(
            (fresh.location_id, fresh.state, fresh.move_ids.quantity), (self.shelf, "assigned", 5)
        )
        with self.assertRaisesRegex(StockingError, "reserved"):
            self._old(row).action_exchange()

    def test_each_lot_has_its_own_age(self):
        toner = self._make_part("Toner", tracking="lot")
        old, new = self.env["stock.lot"].create(
            [{"name": name, "product_id": toner.id} for name in ("OLD", "NEW")]
        )
        self._agreed(toner, replacement_months=6)
        self._have(2, self.van, toner, old, datetime(2025, 1, 1))
        self._have(2, self.van, toner, new, datetime(2026, 2, 1))
        self.assertEqual(self._old().lot_id, old)
        self._old().action_exchange()
        moves = self.env["stock.move"].search([("location_id", "=", self.van.id)])
        self.assertEqual((moves.lot_ids, moves.quantity), (old, 2))

    def test_engineer_of_another_station_sees_and_exchanges_nothing(self):
        row = self._agreed(replacement_months=6)
        self._have(5, self.van, since=datetime(2025, 1, 1))
        old = self._old(row)
        self.assertTrue(old)
        theirs = self.env["printer.part.exchange"].with_user(self.stranger)
        self.assertFalse(theirs.search([]))
        with self.assertRaises(AccessError):
            theirs.browse(old.id).action_exchange()
