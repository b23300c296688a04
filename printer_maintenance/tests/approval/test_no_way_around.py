"""No screen, button or call replaces a part that the customer has not approved, nor makes it look approved (P3)."""

from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from ...exceptions import ApprovalMissingError, GuardedFieldError, QuoteIncompleteError
from ..parts.common import PartsCase
from ..visit.test_signature import drawing


@tagged("post_install", "-at_install")
class TestNoWayAround(PartsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            login="test-seller",
            groups="base.group_user,stock.group_stock_user,sales_team.group_sale_manager,"
            "printer_maintenance.group_project_manager",
        )

    def test_warehouses_own_button_writes_the_same_quotation(self):
        move = self._on_site()._use_part(self.fuser, 1)
        job = move.repair_id
        job.with_user(self.seller).action_create_sale_order()
        order = job.sale_order_id
        self.assertEqual(
            (order.is_part_quote, order.ticket_id, order.require_signature), (True, job.ticket_id, True)
        )
        self.assertEqual(order.order_line.asked_quantity, 1)
        with self.assertRaises(QuoteIncompleteError):
            order.with_user(self.seller).action_confirm()
        with self.assertRaises(ApprovalMissingError):
            job.action_repair_start()

    def test_warehouses_own_button_goes_on_for_jobs_without_a_request(self):
        job = self.env["repair.order"].create({"partner_id": self.unit.id})
        job.with_user(self.seller).action_create_sale_order()
        self.assertFalse(job.sale_order_id.is_part_quote)

    def test_order_that_is_no_quotation_of_parts_approves_nothing(self):
        visit = self._on_site()
        move = visit._use_part(self.fuser, 1)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.unit.id,
                "ticket_id": visit.ticket_id.id,
                "order_line": [(0, 0, {"product_id": self.fuser.id, "price_unit": 0})],
            }
        )
        move.repair_id.sale_order_id = order
        move.sale_line_id = order.order_line
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        with self.assertRaises(ApprovalMissingError):
            visit.action_fit_parts()
        asked = self._quote(visit)
        self.assertNotEqual(asked, order)
        self.assertEqual((asked.is_part_quote, asked.order_line.move_ids), (True, move))

    def test_line_signed_for_another_request_or_part_approves_nothing(self):
        visit = self._on_site()
        self._on_site(self._report())
        other = self._on_site(self._report())
        other._use_part(self.fuser, 1)
        signed = self._sign(self._quote(other))
        move = visit._use_part(self.fuser, 1)
        move.sale_line_id = signed.order_line
        self.assertFalse(move._is_approved())

    def test_quotation_is_not_made_signed_from_outside(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        mine = order.with_user(self.seller)
        with self.assertRaises(QuoteIncompleteError):
            mine.write({"state": "sale"})
        for values in (
            {"signature": drawing()},
            {"signed_by": "Contact"},
            {"signed_on": "2026-03-02 08:00:00"},
        ):
            with self.assertRaises(GuardedFieldError):
                mine.write(values)
        self.env["ir.attachment"].create(
            {
                "name": "signature",
                "res_model": "sale.order",
                "res_id": order.id,
                "res_field": "signature",
                "datas": drawing(),
            }
        )
        self.env.invalidate_all()
        with self.assertRaises(QuoteIncompleteError):
            mine.action_confirm()
        self.assertEqual(order.state, "sent")
        self._sign(order)
        for values in ({"signature": False}, {"signed_by": False}):
            with self.assertRaises(GuardedFieldError):
                mine.write(values)
        mine._action_cancel()
        with self.assertRaises(GuardedFieldError):
            mine.action_draft()
        self.assertTrue(order.signature, "what was signed stays on record")

    def test_signature_stays_writable_on_orders_that_are_no_quotation_of_parts(self):
        order = self.env["sale.order"].with_user(self.seller).create({"partner_id": self.unit.id})
        order.write({"signature": drawing(), "signed_by": "Contact"})
        order.write({"state": "sale"})
        self.assertEqual(order.state, "sale")

    def test_part_that_was_fitted_without_a_signature_speaks_against_us(self):
        visit = self._on_site()
        move = visit._use_part(self.fuser, 1)
        order = self._sign(self._quote(visit))
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual(self._approved_share(), (1, 1))
        # as it was possible before: fitted for an order that nobody has signed
        order._through_door().write({"signature": False})
        self.assertEqual(self._approved_share(), (0, 1))
        self.assertTrue(move.part_fitting_ids.needs_approval)

    def _approved_share(self):
        figure = (
            self.env["printer.measure"]
            ._measures()["parts_with_approval"]
            .figures(
                self.agreement,
                fields.Date.today() - timedelta(days=1),
                fields.Date.today() + timedelta(days=1),
            )[self.agreement.id]
        )
        bad = (
            self.env["printer.part.fitting"]
            .with_user(self.users["equipment_supervisor"])
            .search_count(figure.failed)
        )
        self.assertEqual(bad, figure.total - figure.good, "whoever sees the figure sees the cases")
        return figure.good, figure.total
