"""Parts on a visit, by engineers who have no right on the warehouse."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import StockShortError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestPartUse(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.part = cls.env["product.product"].create({"name": "Roller", "type": "consu", "is_storable": True})
        cls.stock = cls.env.ref("stock.stock_location_stock")
        cls.env["stock.quant"]._update_available_quantity(cls.part, cls.stock, 3)

    def _on_site(self):
        visit = self._confirmed_visit()
        visit.action_arrive()
        return visit

    def _use(self, visit, quantity):
        dialog = self.env["printer.part.use"].with_user(self.engineer)
        return dialog.create(
            {"visit_id": visit.id, "product_id": self.part.id, "quantity": quantity}
        ).action_use()

    def test_used_part_leaves_the_stock_when_the_work_is_done(self):
        visit = self._on_site()
        self._use(visit, 2)
        self.assertEqual(self.part.qty_available, 3)
        self.assertEqual(self.part.free_qty, 1, "reserved while the job runs")
        visit.write(
            {
                "fault_cause": "Worn",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        visit.action_finish_work()
        self.part.invalidate_recordset()
        self.assertEqual(self.part.qty_available, 1)
        repair = visit.sudo().repair_ids
        self.assertEqual((repair.state, repair.ticket_id), ("done", visit.ticket_id))
        self.assertEqual(visit.part_summary, "Roller × 2")
        self.assertIn("part_in", self.device.event_ids.mapped("kind"))

    def test_two_parts_share_one_repair_order(self):
        visit = self._on_site()
        self._use(visit, 1)
        self._use(visit, 1)
        self.assertEqual(len(visit.sudo().repair_ids), 1)

    def test_more_than_is_free_is_refused_with_part_and_quantity(self):
        visit = self._on_site()
        with self.assertRaisesRegex(StockShortError, "Only 3 .*Roller"):
            self._use(visit, 4)
        self.assertFalse(visit.sudo().repair_ids.move_ids)

    def test_parts_are_used_on_site_only(self):
        with self.assertRaises(ValidationError):
            self._use(self._confirmed_visit(), 1)

    def test_zero_and_negative_quantities_are_refused(self):
        visit = self._on_site()
        for quantity in (0, -1):
            with self.assertRaises(ValidationError):
                self._use(visit, quantity)

    def test_engineer_has_no_way_into_the_warehouse_itself(self):
        with self.assertRaises(AccessError):
            self.env["stock.quant"].with_user(self.engineer).create(
                {"product_id": self.part.id, "location_id": self.stock.id, "inventory_quantity": 9}
            )
        with self.assertRaises(AccessError):
            self.env["repair.order"].with_user(self.engineer).create({})

    def test_colleague_cannot_take_parts_on_anothers_visit(self):
        visit = self._on_site()
        dialog = self.env["printer.part.use"].with_user(self.users["second_line"])
        with self.assertRaises(AccessError):
            dialog.create({"visit_id": visit.id, "product_id": self.part.id, "quantity": 1}).action_use()
