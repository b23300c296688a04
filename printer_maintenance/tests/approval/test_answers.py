"""What the customer answers, and what follows for job, stock and money."""

from odoo.tests import tagged

from ...exceptions import QuoteChangedError
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestAnswers(PartsCase):
    def _mixed(self):
        """A quotation of a fuser and a roller, both charged."""
        self.agreement.parts_policy = "at_cost"
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        visit._use_part(self.roller, 2)
        return visit, self._quote(visit)

    def _line(self, order, part):
        return order.order_line.filtered(lambda line: line.product_id == part)

    def _choose(self, order, refused=(), old_parts=None, revision=None):
        order.with_user(self.contact_user).sudo()._choose_in_portal(
            revision or order.quote_revision, {line.id for line in refused}, old_parts or {}
        )

    def test_refused_line_of_a_mixed_quotation_is_free_again_and_the_rest_goes_on(self):
        visit, order = self._mixed()
        fuser, roller = self._line(order, self.fuser), self._line(order, self.roller)
        self._choose(order, [fuser])
        self.assertEqual((order.amount_total, order.state), (roller.price_total, "sent"))
        self._sign(order)
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3, "free again")
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual(self.device.fitting_ids.product_id, self.roller)
        self.assertEqual((fuser.qty_delivered, roller.qty_delivered), (0, 2))
        invoice = order._create_invoices()
        self.assertEqual(invoice.amount_untaxed, order.amount_untaxed)

    def test_refusal_can_be_taken_back_before_the_signature(self):
        _visit, order = self._mixed()
        fuser = self._line(order, self.fuser)
        before = order.amount_total
        self._choose(order, [fuser])
        self._choose(order)
        self.assertEqual((order.amount_total, fuser.product_uom_qty), (before, 1))

    def test_everything_refused_line_by_line_is_a_refusal(self):
        visit, order = self._mixed()
        self._choose(order, order.order_line)
        self._sign(order)
        self.assertEqual(set(visit.sudo().ticket_id.repair_ids.mapped("state")), {"cancel"})
        self.assertIn("is refused", "".join(visit.ticket_id.sudo().activity_ids.mapped("summary")))

    def test_choice_for_the_replaced_part_reaches_the_job(self):
        self.agreement.old_parts = "ask"
        visit, order = self._mixed()
        fuser, roller = self._line(order, self.fuser), self._line(order, self.roller)
        self.assertEqual(order._missing_choice(), order.order_line)
        self._choose(order, old_parts={fuser.id: "return", roller.id: "keep"})
        self.assertFalse(order._missing_choice())
        self._sign(order)
        visit.action_fit_parts()
        self._finish(visit)
        out = self.env["stock.move"].search(
            [("repair_id.ticket_id", "=", visit.ticket_id.id), ("repair_line_type", "=", "remove")]
        )
        places = {move.product_id: move.location_dest_id for move in out}
        self.assertEqual(places[self.fuser], self.env.ref("printer_maintenance.stock_location_handed_back"))
        kept = self.env.ref("printer_maintenance.stock_location_old_parts")
        self.assertEqual(places[self.roller], kept)
        quant = self.env["stock.quant"].search([("location_id", "=", kept.id)])
        self.assertEqual((quant.owner_id, quant.quantity, quant.value), (self.unit, 2, 0))

    def test_answer_to_an_older_version_is_refused(self):
        visit, order = self._mixed()
        old = order.quote_revision
        visit._use_part(self.roller, 1)
        self._quote(visit)
        with self.assertRaises(QuoteChangedError):
            self._choose(order, revision=old)

    def test_refused_quotation_frees_the_parts_and_charges_what_was_agreed(self):
        self.agreement.refusal_fee = 80
        visit, order = self._mixed()
        order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertEqual(order.state, "cancel")
        self.assertEqual(
            (self._on_hand(self.fuser, self.stock), self._on_hand(self.roller, self.van)), (3, 2)
        )
        self.assertEqual(set(visit.sudo().ticket_id.repair_ids.mapped("state")), {"cancel"})
        fee = self.env["sale.order"].search([("origin", "=", order.name)])
        self.assertEqual((fee.state, fee.amount_untaxed), ("draft", 80))
        self.assertIn(
            "leave the device as it was", "".join(visit.ticket_id.sudo().activity_ids.mapped("summary"))
        )

    def test_office_withdraws_a_quotation_without_a_fee(self):
        self.agreement.refusal_fee = 80
        _visit, order = self._mixed()
        order._action_cancel()
        self.assertFalse(self.env["sale.order"].search([("origin", "=", order.name)]))
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3)

    def test_after_a_refusal_the_part_can_be_quoted_anew(self):
        visit, order = self._mixed()
        order.with_user(self.contact_user).sudo()._action_cancel()
        visit._use_part(self.fuser, 1)
        again = self._quote(visit)
        self.assertNotEqual(again, order)
        self.assertEqual(again.state, "sent")

    def test_invoice_follows_from_what_was_really_used(self):
        visit, order = self._mixed()
        self._sign(order)
        roller = self._line(order, self.roller)
        roller.move_ids.product_uom_qty = 1
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual(roller.qty_delivered, 1)
        invoice = order._create_invoices()
        lines = {line.product_id: line.quantity for line in invoice.invoice_line_ids}
        self.assertEqual(lines, {self.fuser: 1, self.roller: 1})

    def test_part_that_comes_back_is_not_charged(self):
        visit, order = self._mixed()
        self._sign(order)
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual(self._line(order, self.fuser).qty_delivered, 1)
        fitting = self.device.fitting_ids.filtered(lambda row: row.product_id == self.fuser)
        fitting.with_user(self.engineer)._take_back("Was not the fault")
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3)
        self.assertEqual(self._line(order, self.fuser).qty_delivered, 0)
        self.assertTrue(fitting.removed_at)
        invoice = order._create_invoices()
        self.assertEqual(invoice.invoice_line_ids.product_id, self.roller)

    def test_request_that_is_closed_withdraws_what_nobody_answered(self):
        visit, order = self._mixed()
        ticket = visit.ticket_id.sudo()
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(order.state, "cancel")
        self.assertEqual(set(ticket.repair_ids.mapped("state")), {"cancel"})
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3)

    def test_request_that_is_closed_before_approved_parts_were_fitted_is_told_to_the_manager(self):
        visit, order = self._mixed()
        self._sign(order)
        ticket = visit.ticket_id.sudo()
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(order.state, "sale")
        told = ticket.activity_ids.filtered(lambda row: row.user_id == self.users["project_manager"])
        self.assertIn("not fitted", told.summary)
