"""The quotation of parts: what stands on it, when it may go out, what makes it void."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import (
    ApprovalMissingError,
    GuardedFieldError,
    PartError,
    QuoteChangedError,
    QuoteIncompleteError,
)
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestQuote(PartsCase):
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
        tax = self.env["account.tax"].create({"name": "13", "amount": 13, "type_tax_use": "sale"})
        for values in ({"price_unit": 599.5}, {"product_uom_qty": 2}, {"tax_ids": tax.ids}):
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

    def _office_job(self, visit, part):
        """A second job of the same request, opened in the warehouse."""
        job = self.env["repair.order"]._open_for(visit.ticket_id.sudo())
        self.env["stock.move"].create(
            {
                "repair_id": job.id,
                "repair_line_type": "add",
                "product_id": part.id,
                "product_uom_qty": 1,
                "product_uom": part.uom_id.id,
            }
        )
        job._action_repair_confirm()
        return job

    def test_all_jobs_of_a_request_are_asked_about_in_one_quotation(self):
        self.agreement.parts_policy = "at_cost"
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        self._office_job(visit, self.roller)
        order = self._quote(visit)
        ticket = visit.ticket_id.sudo()
        self.assertEqual(len(ticket.repair_ids), 2)
        self.assertEqual((ticket.repair_ids.sale_order_id, ticket.quote_count), (order, 1))
        self.assertEqual(order.order_line.product_id, self.fuser | self.roller)
        self._sign(order)
        self.assertTrue(all(job._can_be_fitted() for job in ticket.repair_ids))

    def test_job_that_comes_later_is_asked_about_apart_from_what_was_approved_on_the_telephone(self):
        self.agreement.parts_policy = "at_cost"
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        first = visit.sudo().ticket_id._make_part_quote()
        approval = first.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes").sudo()
        job = self._office_job(visit, self.roller)
        self._quote(visit)
        self.assertEqual((approval.state, first.quote_revision), ("open", 1))
        self.assertEqual((job.sale_order_id.state, len(job.sale_order_id.order_line)), ("sent", 1))
        self.assertNotEqual(job.sale_order_id, first)
