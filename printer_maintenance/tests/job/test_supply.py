"""Parts that a fault usually needs: really reserved, or really asked for (REQUIREMENTS V9)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .job_common import JobCase


@tagged("post_install", "-at_install")
class TestSupply(JobCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.part = cls.env["product.product"].create(
            {"name": "Feed roller", "type": "consu", "is_storable": True}
        )
        cls.stock = cls.env.ref("stock.stock_location_stock")
        cls.van = cls.env["stock.location"].create({"name": "Van 1", "location_id": cls.stock.id})
        cls.env["printer.fault.part"].create(
            {"fault_id": cls.jam.id, "product_id": cls.part.id, "quantity": 2}
        )

    def _have(self, quantity, place):
        self.env["stock.quant"]._update_available_quantity(self.part, place, quantity)

    def _line(self, visit):
        return visit.preparation_ids.filtered(lambda line: line.product_id == self.part)

    def test_free_part_is_reserved_from_the_warehouse(self):
        self._have(3, self.stock)
        line = self._line(self._agreed(symptom_id=self.jam.id))
        move = line.sudo().move_id
        self.assertEqual((line.supply, line.quantity, line.kind), ("reserved", 2, "part"))
        self.assertEqual((move.state, move.quantity), ("assigned", 2))
        self.part.invalidate_recordset()
        self.assertEqual(self.part.free_qty, 1)

    def test_the_van_comes_before_the_warehouse(self):
        self.team.van_location_ids = self.van
        self._have(2, self.van)
        self._have(9, self.stock)
        line = self._line(self._agreed(symptom_id=self.jam.id, team_id=self.team.id))
        self.assertEqual(line.sudo().move_id.location_id, self.van)
        self.assertEqual(line.sudo().move_id.state, "assigned")

    def test_short_part_is_asked_for_at_its_vendor(self):
        vendor = self.env["res.partner"].create({"name": "Vendor"})
        self.part.seller_ids = [(0, 0, {"partner_id": vendor.id, "price": 5})]
        visit = self._agreed(symptom_id=self.jam.id)
        self.assertEqual(self._line(visit).supply, "asked")
        order = self.env["purchase.order.line"].search([("product_id", "=", self.part.id)])
        self.assertEqual((order.product_qty, order.state, order.partner_id), (2, "draft", vendor))
        self.assertIn(visit.name, order.order_id.origin)

    def test_without_a_vendor_somebody_of_dispatch_is_told(self):
        visit = self._agreed(symptom_id=self.jam.id)
        self.assertEqual(self._line(visit).supply, "asked")
        activity = visit.sudo().activity_ids
        self.assertIn("Feed roller", activity.note)
        self.assertTrue(activity.user_id.has_group("printer_maintenance.group_dispatcher"))

    def test_laying_out_again_neither_reserves_nor_asks_twice(self):
        self._have(9, self.stock)
        visit = self._agreed(symptom_id=self.jam.id)
        visit._lay_out_preparation()
        moves = self.env["stock.move"].search([("product_id", "=", self.part.id)])
        self.assertEqual(len(moves), 1)

    def test_another_fault_gives_the_part_back(self):
        self._have(2, self.stock)
        visit = self._agreed(symptom_id=self.jam.id)
        visit.ticket_id.sudo().symptom_id = False
        self.part.invalidate_recordset()
        self.assertFalse(self._line(visit))
        self.assertEqual(self.part.free_qty, 2)

    def test_reserved_part_is_there_for_this_visit_and_free_after_it(self):
        self._have(2, self.stock)
        visit = self._on_site(symptom_id=self.jam.id)
        visit._use_part(self.part, 1, old_part="dispose")
        self._fill(visit)
        visit.action_finish_work()
        self.part.invalidate_recordset()
        self.assertEqual((self.part.qty_available, self.part.free_qty), (1, 1))

    def test_cancelled_visit_gives_back_its_parts(self):
        self._have(2, self.stock)
        visit = self._agreed(symptom_id=self.jam.id)
        visit.with_user(self.dispatcher)._cancel(self._reason("works_again"), "")
        self.part.invalidate_recordset()
        self.assertEqual(self.part.free_qty, 2)

    def test_engineer_sees_the_supply_but_not_the_stock(self):
        self._have(2, self.stock)
        line = self._line(self._agreed(symptom_id=self.jam.id))
        self.assertEqual(line.read(["supply"])[0]["supply"], "reserved")
        with self.assertRaises(AccessError):
            line.read(["move_id"])
