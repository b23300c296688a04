"""Share of the parts used that had their papers (REQUIREMENTS P4)."""

from datetime import date

from odoo.tests import tagged

from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestPartsWithPapers(ReceiptCase):
    def _figure(self):
        measure = self.env["printer.measure"]._measures()["parts_with_papers"]
        return measure.figures(self.agreement, date(2026, 3, 1), date(2026, 3, 31))[self.agreement.id]

    def test_nothing_used_measures_nothing(self):
        self.assertIsNone(self._figure().value)

    def test_lots_count_as_they_were_when_used(self):
        good = self._lot(self.adapter, "GOOD")
        bad = self._lot(self.adapter, "BAD", papers=False)
        for lot in (good, good, good, bad):
            self._fitting(product_id=self.adapter.id, lot_id=lot.id)
        self._fitting(product_id=self.adapter.id, lot_id=bad.id, fitted_at="2026-04-15 02:00:00")
        bad.write({"certificate_number": "late", "ccc_number": "late"})
        figure = self._figure()
        self.assertEqual((figure.value, figure.good, figure.total), (75, 3, 4))
        failed = self.env["printer.part.fitting"].search(figure.failed)
        self.assertEqual(failed.lot_id, bad)

    def test_parts_without_lots_count_by_their_receipt(self):
        self.assertFalse(self._fitting().with_papers, "nobody ever saw its papers")
        picking = self._receipt((self.roller, 3))
        self._pass(picking)
        self._book(picking)
        self.assertTrue(self._fitting(fitted_at="2036-03-02 02:00:00").with_papers)
        line = picking.purchase_id.sudo().order_line
        other = self._receipt((self.roller, 1)).purchase_id.sudo().order_line
        at = {"fitted_at": "2036-03-02 02:00:00"}
        self.assertTrue(self._fitting(purchase_line_id=line.id, **at).with_papers)
        self.assertFalse(self._fitting(purchase_line_id=other.id, **at).with_papers)

    def test_many_parts_at_once_cost_no_more_queries(self):
        picking = self._receipt((self.roller, 3))
        self._pass(picking)
        self._book(picking)
        fittings = self.env["printer.part.fitting"].union(*(self._fitting() for _number in range(8)))
        fittings._having_papers()
        counts = []
        for some in (fittings[:2], fittings):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._having_papers()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_parts_that_need_no_papers_have_them(self):
        self.roller.needs_certificate = False
        self.assertTrue(self._fitting().with_papers)

    def test_receipt_of_which_all_failed_proves_nothing(self):
        picking = self._receipt((self.roller, 3))
        self._fail(self._checks(picking))
        self._book(picking)
        self.assertFalse(self._fitting(fitted_at="2036-03-02 02:00:00").with_papers)
