"""The quotation of parts: what stands on it, when it may go out, what makes it void."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import (
    ApprovalMissingError,
    GuardedFieldError,
    PartError,
    QuoteChangedError,
    QuoteIncompleteError,
)
from ..parts.common import PartsCase
from ..visit.test_signature import drawing


@tagged("post_install", "-at_install")
class TestQuote(PartsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            login="test-seller",
            groups="base.group_user,stock.group_stock_user,sales_team.group_sale_manager,"
            "printer_maintenance.group_project_manager",
        )

    def test_covered_part_that_is_no_major_one_needs_nothing(self):
        visit = self._on_site()
        visit._use_part(self.roller, 1)
        with self.assertRaises(PartError):
            visit.action_ask_customer()
        repair = self._finish(visit)
        self.assertEqual((repair.state, repair.sale_order_id.id), ("done", False))

    def test_covered_major_part_is_asked_for_at_no_price_with_the_reason(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        line = order.order_line
        self.assertEqual((line.price_unit, line.product_uom_qty, order.state), (0, 1, "sent"))
        self.assertIn("Covered by", line.name)
        self.assertEqual((order.ticket_id, order.partner_id), (visit.ticket_id, self.unit))

    def test_covered_part_above_the_agreements_limit_is_a_major_part(self):
        self.agreement.approval_limit = 50
        visit = self._on_site()
        self.assertFalse(visit._use_part(self.roller, 1).part_needs_approval)
        self.assertTrue(visit._use_part(self.roller, 2).part_needs_approval, "2 × 30 is above 50")

    def test_only_what_needs_an_approval_stands_on_the_quotation(self):
        visit = self._on_site()
        visit._use_part(self.roller, 1)
        visit._use_part(self.roller, 1, by_people="Forced open")
        order = self._quote(visit)
        self.assertEqual(order.order_line.product_uom_qty, 1)
        self.assertIn("Forced open", order.order_line.name)

    def test_nothing_is_replaced_without_approval_in_whatever_way(self):
        visit = self._on_site()
        move = visit._use_part(self.fuser, 1)
        self._quote(visit)
        repair = move.repair_id
        with self.assertRaises(ApprovalMissingError):
            visit.action_fit_parts()
        for step in (repair.action_repair_start, repair.action_repair_done):
            with self.assertRaisesRegex(ApprovalMissingError, "Fuser"):
                step()
        move.picked = True
        with self.assertRaises(ApprovalMissingError):
            move._action_done()
        with self.assertRaises(GuardedFieldError):
            move.part_needs_approval = False
        self._finish(visit)
        self.assertEqual(self._on_hand(self.fuser, self.stock), 2, "still reserved, not used")
        self.assertFalse(self.device.fitting_ids)

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

    def test_signed_part_is_fitted_on_the_next_visit_and_booked_there(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._sign(self._quote(visit))
        self.assertEqual(order.state, "sale")
        visit.action_fit_parts()
        self._finish(visit)
        fitting = self.device.fitting_ids
        self.assertEqual((fitting.product_id, fitting.visit_id, fitting.order_id), (self.fuser, visit, order))
        self.assertTrue(fitting.needs_approval)
        self.assertEqual(order.order_line.qty_delivered, 1)

    def test_clock_stands_still_only_while_the_quotation_is_unanswered(self):
        visit = self._on_site()
        ticket = visit.ticket_id.sudo()
        ticket.policy_id.reason_ids |= self.env.ref("printer_maintenance.reason_approval")
        visit._use_part(self.fuser, 1)
        self.assertFalse(ticket.waiting_reason_id, "nothing was sent yet")
        order = self._quote(visit)
        self.assertEqual(ticket.waiting_reason_id, self.env.ref("printer_maintenance.reason_approval"))
        self._sign(order)
        self.assertFalse(ticket.waiting_reason_id)

    def test_engineers_change_after_sending_makes_the_quotation_void_and_its_link_dead(self):
        visit = self._on_site()
        ticket = visit.ticket_id.sudo()
        ticket.policy_id.reason_ids |= self.env.ref("printer_maintenance.reason_approval")
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        token = order.access_token
        visit._use_part(self.roller, 1, by_people="Forced open")
        self.assertEqual((order.state, len(order.order_line)), ("draft", 2))
        self.assertNotEqual(order.access_token, token)
        self.assertFalse(ticket.waiting_reason_id, "the clock goes on")
        self.assertFalse(order._has_to_be_signed())
        self._quote(visit)
        self.assertEqual((order.state, order.quote_revision), ("sent", 2))

    def test_price_quantity_and_deleted_lines_make_it_void_too(self):
        for change in (
            lambda line: line.write({"price_unit": 5}),
            lambda line: line.write({"product_uom_qty": 2}),
            lambda line: line.write({"discount": 5}),
            lambda line: line.unlink(),
        ):
            visit = self._on_site(self._report())
            visit._use_part(self.fuser, 1, by_people="Dropped")
            order = self._quote(visit)
            change(order.order_line)
            self.assertEqual(order.state, "draft")
            visit.sudo().ticket_id.repair_ids.action_repair_cancel()

    def test_remark_on_the_order_leaves_it_with_the_customer(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        order.note = "See you"
        self.assertEqual(order.state, "sent")

    def test_signed_quotation_becomes_cheaper_but_never_dearer(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1, by_people="Dropped")
        order = self._sign(self._quote(visit))
        line = order.order_line
        line.price_unit -= 1
        for values in ({"price_unit": 599.5}, {"product_uom_qty": 2}):
            with self.assertRaises(QuoteChangedError), self.env.cr.savepoint():
                line.write(values)
        with self.assertRaises(QuoteChangedError), self.env.cr.savepoint():
            order.order_line = [(0, 0, {"product_id": self.roller.id, "price_unit": 3})]

    def test_incomplete_quotation_does_not_go_out_from_any_screen(self):
        visit = self._on_site()
        move = visit._use_part(self.fuser, 1)
        order = visit.sudo().ticket_id._make_part_quote()
        move.sale_line_id = False
        for step in (order.action_quotation_sent, lambda: order.write({"state": "sent"})):
            with self.assertRaisesRegex(QuoteIncompleteError, "Fuser"):
                step()

    def test_office_cannot_confirm_in_the_customers_place(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        with self.assertRaises(QuoteIncompleteError):
            order.action_confirm()

    def test_mail_goes_to_the_contact_in_their_language_with_the_link(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1, by_people="Dropped")
        order = self._quote(visit)
        mail = self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)], limit=1
        )
        self.assertEqual(mail.recipient_ids, self.contact)
        self.assertIn(order.access_token, mail.body_html)
        self.assertIn("Fuser", mail.body_html)

    def test_fee_for_a_refusal_stands_on_the_mail_when_agreed(self):
        self.agreement.refusal_fee = 80
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        order = self._quote(visit)
        self.assertIn("80", order._fee_sentence())
        self.agreement.refusal_fee = 0
        self.assertEqual(order._fee_sentence(), "")

    def test_other_roles_do_not_ask_the_customer(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        for role in ("equipment_supervisor", "service_director"):
            with self.assertRaises(AccessError):
                visit.ticket_id.with_user(self.users[role]).action_ask_customer()

    def test_looking_at_the_dialog_writes_no_quotation(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        dialog = self.env["printer.part.ask"].with_user(self.engineer).new({"ticket_id": visit.ticket_id.id})
        self.assertFalse(dialog.summary)
        self.assertFalse(visit.sudo().ticket_id.repair_ids.sale_order_id)
