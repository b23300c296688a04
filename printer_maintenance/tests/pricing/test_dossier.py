"""The price dossier: what a price rests on, one click away (REQUIREMENTS P1)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDossier(PricingCase):
    def _evidence(self):
        """A quotation of a lot that was bought for 60, found for 79.10 with tax."""
        self.part.tracking = "lot"
        lot = self.env["stock.lot"].create({"name": "L1", "product_id": self.part.id})
        purchase = self._bought(self.part, 60.0, lot)
        self._found(79.10, tax_included=True, tax_percent=13.0, source="Shop of the maker")
        order = self._quote()
        order.order_line.sudo().part_lot_id = lot
        return order, purchase

    def test_line_shows_cost_proof_and_market_proof(self):
        order, purchase = self._evidence()
        line = order.order_line
        self.assertEqual(
            (line.part_cost_kind, line.part_purchase_name, line.part_purchase_vendor, line.part_lot_name),
            ("purchase", purchase.name, "Vendor", "L1"),
        )
        self.assertEqual((line.part_purchase_cost, line.part_actual_cost), (60.0, 60.0))
        self.assertEqual(line.part_purchase_date, purchase.date_approve)
        self.assertEqual(
            (
                line.part_market_source,
                line.part_market_kind,
                str(line.part_market_date),
                line.part_evidence_url,
            ),
            ("Shop of the maker", "shop", "2026-03-02", "https://shop.example.com/1"),
        )
        self.assertIn("79.10", line.part_market_text)
        self.assertIn("with 13 % tax", line.part_market_text)

    def test_part_without_a_lot_is_shown_by_its_newest_purchase(self):
        self._bought(self.part, 60.0)
        newest = self._bought(self.part, 65.0)
        line = self._quote().order_line
        self.assertEqual((line.part_purchase_name, line.part_cost_kind), (newest.name, "product"))

    def test_screens_open_from_the_line_and_from_the_quotation(self):
        order, _purchase = self._evidence()
        action = order.order_line.action_part_dossier()
        self.assertEqual((action["res_model"], action["res_id"]), ("sale.order.line", order.order_line.id))
        action = order.action_part_dossier()
        self.assertEqual(self.env["sale.order.line"].search(action["domain"]), order.order_line)
        view = self.env.ref("printer_maintenance.sale_order_line_view_form_dossier")
        names = list(order.order_line.get_view(view.id, "form")["models"]["sale.order.line"])
        for user in (
            self.seller,
            self.users["dispatcher"],
            self.users["project_manager"],
            self.users["admin"],
        ):
            with self.subTest(user.login):
                self.env.invalidate_all()
                row = order.order_line.with_user(user).read(names)[0]
                self.assertEqual(row["part_purchase_vendor"], "Vendor", "without rights on purchases")

    def test_service_people_read_the_quotations_of_requests_and_no_others(self):
        self._evidence()
        mine, other = self._quote(), self._quote(ticket_id=False)
        for role in ("dispatcher", "service_director", "project_manager"):
            orders = self.env["sale.order"].with_user(self.users[role])
            with self.subTest(role):
                self.assertIn(mine, orders.search([]))
                self.assertNotIn(other, orders.search([]))
                self.assertNotIn(
                    other.order_line, self.env["sale.order.line"].with_user(self.users[role]).search([])
                )
                with self.assertRaises(AccessError):
                    mine.with_user(self.users[role]).client_order_ref = "x"

    def test_project_manager_reads_those_of_their_agreements_only(self):
        order = self._quote()
        self.agreement.manager_id = self.users["admin"]
        self.env.invalidate_all()
        manager = self.users["project_manager"]
        self.assertFalse(self.env["sale.order"].with_user(manager).search([("id", "=", order.id)]))
        self.assertFalse(self.env["sale.order.line"].with_user(manager).search([("order_id", "=", order.id)]))

    def test_engineers_read_no_quotations(self):
        order = self._quote()
        for role in ("engineer", "equipment_supervisor"):
            with self.subTest(role), self.assertRaises(AccessError):
                order.order_line.with_user(self.users[role]).read(["part_actual_cost"])

    def test_customer_in_the_portal_reads_no_cost(self):
        self._found(100.0)
        order = self._quote()
        order.action_quotation_sent()
        order.message_subscribe(self.contact.ids)
        line = order.order_line.with_user(self.contact_user)
        for name in (
            "part_actual_cost",
            "part_market_net",
            "part_ceiling",
            "part_price_block",
            "part_purchase_name",
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                line.read([name])
