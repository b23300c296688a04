"""From what runs out to requests for quotation, and where the next part comes from."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import ForesightError
from ..receiving import receive
from .foresight_common import NOW, ForesightCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOrder(ForesightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dispatcher = cls.users["dispatcher"]
        cls.other = cls._make_device("SN-0002")
        for device, per_day in ((cls.device, 100), (cls.other, 90)):
            cls._fit(device, cls.toner)
            cls._steady(device, per_day=per_day)

    def _rows(self):
        self._night()
        return self._row() | self._row(self.other)

    def _lines(self):
        return self.env["purchase.order.line"].search([("product_id", "=", self.toner.id)])

    def test_one_request_per_vendor_with_all_rows(self):
        fuser = self._make_part("Fuser", wear_pages=10_000)
        seller = self.env["res.partner"].create({"name": "Fuser trade"})
        self.env["product.supplierinfo"].create(
            {"partner_id": seller.id, "product_tmpl_id": fuser.product_tmpl_id.id, "price": 600}
        )
        self._fit(self.device, fuser)
        rows = self._rows() | self._row(part=fuser)
        action = rows.with_user(self.dispatcher).action_order()
        self.assertEqual(action["tag"], "display_notification")
        line = self._lines()
        self.assertEqual((line.order_id.partner_id, line.product_qty, line.price_unit), (self.vendor, 2, 100))
        self.assertEqual(line.order_id.state, "draft")
        orders = self.env["purchase.order"].search([("partner_id", "in", (self.vendor + seller).ids)])
        self.assertEqual(len(orders), 2)
        self.assertEqual(set(rows.mapped("supply")), {"order"})
        self.assertEqual(sum(rows.mapped("order_quantity")), 0)

    def test_ordering_twice_orders_once(self):
        rows = self._rows()
        rows[1].with_user(self.dispatcher).action_order()
        with self.assertRaises(ForesightError):
            rows[1].with_user(self.dispatcher).action_order()
        self.assertEqual(rows[0].supply, "short", "what was ordered for the other row is the other row's")
        rows.with_user(self.dispatcher).action_order()
        self.assertEqual(self._lines().product_qty, 2)
        self._night()
        with self.assertRaises(ForesightError):
            rows.with_user(self.dispatcher).action_order()

    def test_open_draft_of_the_vendor_is_used(self):
        draft = self.env["purchase.order"].create({"partner_id": self.vendor.id})
        self._rows().with_user(self.dispatcher).action_order()
        self.assertEqual(self._lines().order_id, draft)

    def test_cancelled_order_covers_nothing(self):
        rows = self._rows()
        rows.with_user(self.dispatcher).action_order()
        self._lines().order_id.button_cancel()
        rows.action_foresee()
        self.assertEqual(set(rows.mapped("supply")), {"short"})

    def test_received_order_is_in_stock(self):
        rows = self._rows()
        rows.with_user(self.dispatcher).action_order()
        order = self._lines().order_id
        order.button_confirm()
        rows.action_foresee()
        self.assertEqual(set(rows.mapped("supply")), {"order"})
        receive(order.picking_ids)
        rows.action_foresee()
        self.assertEqual(set(rows.mapped("supply")), {"warehouse"})

    def test_nearest_stock_goes_to_whoever_needs_it_first(self):
        van = self.env["stock.location"].create(
            {"name": "Van", "usage": "internal", "location_id": self.env.ref("stock.stock_location_stock").id}
        )
        self.team.van_location_ids = van
        self._stock(self.toner, 1, van)
        self._stock(self.toner, 1)
        rows = self._rows()
        self.assertEqual(rows.mapped("supply"), ["van", "warehouse"])
        self.assertEqual((rows[0].van_qty, rows[0].warehouse_qty), (1, 1))
        with self.assertRaises(ForesightError):
            rows.with_user(self.dispatcher).action_order()

    def test_reserved_stock_is_not_free(self):
        self._stock(self.toner, 1)
        quant = self.env["stock.quant"].search([("product_id", "=", self.toner.id), ("quantity", ">", 0)])
        self.env["stock.quant"]._update_reserved_quantity(self.toner, quant.location_id, 1)
        self.assertEqual(set(self._rows().mapped("supply")), {"short"})

    def test_part_that_nobody_sells_is_named_and_nothing_is_ordered(self):
        drum = self._make_part("Drum of nobody", wear_pages=10_000)
        self._fit(self.device, drum)
        rows = self._rows() | self._row(part=drum)
        with self.assertRaisesRegex(ForesightError, "Drum of nobody"):
            rows.with_user(self.dispatcher).action_order()
        self.assertFalse(self._lines())

    def test_silent_row_is_not_ordered(self):
        silent = self._make_device("SN-0003")
        self._fit(silent, self.toner)
        self._night()
        with self.assertRaises(ForesightError):
            self._row(silent).with_user(self.dispatcher).action_order()

    def test_vendors_packages_and_least_quantity_are_kept(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.toner.seller_ids.write({"product_uom_id": dozen.id, "min_qty": 2})
        self._rows().with_user(self.dispatcher).action_order()
        line = self._lines()
        self.assertEqual((line.product_uom_id, line.product_qty), (dozen, 2))

    def test_buyer_opens_the_requests_and_others_may_not_order(self):
        buyer = new_test_user(self.env, login="buyer", groups="base.group_user,purchase.group_purchase_user")
        rows = self._rows()
        for role in ("engineer", "agent", "project_manager", "equipment_supervisor", "service_director"):
            with self.assertRaises(AccessError, msg=role):
                rows.with_user(self.users[role]).action_order()
        action = rows.with_user(buyer).action_order()
        self.assertEqual(action["domain"], [("id", "in", self._lines().order_id.ids)])
