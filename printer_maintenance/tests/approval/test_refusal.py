"""A refusal that our people put on record, what it costs, and what the portal calls it."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, PartError
from ..parts.common import PartsCase


class RefusalCase(PartsCase):
    def setUp(self):
        super().setUp()
        self.agreement.refusal_fee = 80
        self.visit = self._on_site()
        self.ticket = self.visit.ticket_id.sudo()
        self.visit._use_part(self.fuser, 1, by_people="Dropped")

    def _refuse(self, user=None, words="Ms Li: too dear for an old device"):
        self.env["printer.part.ask"].with_user(user or self.agent).create(
            {"ticket_id": self.ticket.id, "contact_id": self.contact.id, "refuses": True, "words": words}
        ).action_send()

    def _fees(self, order):
        return self.env["sale.order"].search([("refused_quote_id", "=", order.id)])


@tagged("post_install", "-at_install")
class TestRefusalOnRecord(RefusalCase):
    def test_agent_puts_a_refusal_on_record_with_the_words(self):
        order = self._quote(self.visit)
        self._refuse()
        self.assertEqual((order.state, order.quote_refusal), ("cancel", "Ms Li: too dear for an old device"))
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3, "free again")
        self.assertEqual(self._fees(order).amount_untaxed, 80)
        self.assertIn("refused", "".join(self.ticket.activity_ids.mapped("summary")))
        note = order.message_ids.filtered(lambda message: "Ms Li" in (message.body or ""))
        self.assertEqual(note.author_id, self.agent.partner_id)

    def test_engineer_at_the_customers_does_so_too(self):
        order = self._quote(self.visit)
        self._refuse(self.engineer)
        self.assertEqual(order.state, "cancel")

    def test_without_the_words_nothing_is_refused(self):
        order = self._quote(self.visit)
        with self.assertRaises(PartError):
            self._refuse(words="  ")
        self.assertEqual(order.state, "sent")

    def test_other_roles_refuse_nothing_in_the_customers_place(self):
        order = self._quote(self.visit)
        for role in ("equipment_supervisor", "service_director"):
            with self.assertRaises(AccessError):
                order.with_user(self.users[role])._refuse_on_record(self.contact, "No")
        with self.assertRaises(GuardedFieldError):
            order.quote_refusal = "No"

    def test_price_that_was_only_spoken_of_costs_no_fee_when_it_is_refused(self):
        order = self.ticket._make_part_quote()
        self._refuse()
        self.assertEqual(order.state, "cancel")
        self.assertFalse(self._fees(order), "the fee was never put before them")

    def test_refusing_and_approving_at_once_is_neither(self):
        order = self._quote(self.visit)
        dialog = (
            self.env["printer.part.ask"]
            .with_user(self.agent)
            .create(
                {
                    "ticket_id": self.ticket.id,
                    "contact_id": self.contact.id,
                    "refuses": True,
                    "by_telephone": True,
                    "words": "Yes and no",
                }
            )
        )
        with self.assertRaises(PartError):
            dialog.action_send()
        self.assertEqual(order.state, "sent")


@tagged("post_install", "-at_install")
class TestRefusalFee(RefusalCase):
    def test_fee_belongs_to_the_request_and_keeps_its_clock_going(self):
        self.ticket.policy_id.reason_ids |= self.env.ref("printer_maintenance.reason_approval")
        order = self._quote(self.visit)
        self._refuse()
        fee = self._fees(order)
        self.assertEqual((fee.ticket_id, fee.is_part_quote), (self.ticket, False))
        fee.action_quotation_sent()
        self.assertFalse(self.ticket.waiting_reason_id, "a bill is nothing that the request waits for")
        self.assertFalse(self.ticket._open_quotes())

    def test_fee_is_told_and_billed_as_agreed_whatever_the_currency_of_the_quotation(self):
        own = self.env.company.currency_id
        foreign = self.env["res.currency"].create(
            {"name": "TST", "symbol": "T", "rate_ids": [(0, 0, {"name": "2026-01-01", "rate": 2.0})]}
        )
        self.unit.specific_property_product_pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": foreign.id}
        )
        order = self._quote_in(foreign)
        self.assertIn(own.format(80), order._fee_sentence())
        self._refuse()
        fee = self._fees(order)
        self.assertEqual((fee.currency_id, fee.amount_untaxed), (foreign, 160))

    def _quote_in(self, currency):
        order = self.ticket._make_part_quote()
        self.assertEqual(order.currency_id, currency)
        order._through_door().write({"state": "sent", "quote_revision": 1})
        return order


@tagged("post_install", "-at_install")
class TestStandingInThePortal(RefusalCase):
    def _shown(self):
        return [quote._portal_standing() for quote in self.ticket._portal_quotes()]

    def test_asked_then_refused_by_the_customer(self):
        order = self._quote(self.visit)
        self.assertEqual(self._shown(), ["asked"])
        contact = order.with_user(self.contact_user).sudo()
        contact._through_door().quote_refusal = "Too dear"
        contact._action_cancel()
        self.assertEqual(self._shown(), ["refused"])

    def test_withdrawn_by_us_is_not_called_refused(self):
        self._quote(self.visit)
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(self._shown(), ["withdrawn"])

    def test_refused_line_by_line_is_refused_although_it_bears_a_signature(self):
        order = self._quote(self.visit)
        order.with_user(self.contact_user).sudo()._choose_in_portal(1, set(order.order_line.ids), {})
        self._sign(order)
        self.assertEqual(self._shown(), ["refused"])

    def test_signed(self):
        self._sign(self._quote(self.visit))
        self.assertEqual(self._shown(), ["signed"])

    def test_past_its_last_day_it_can_no_longer_be_signed(self):
        order = self._quote(self.visit)
        order.validity_date = fields.Date.to_date("2026-02-01")
        self.assertEqual(self._shown(), ["expired"])
