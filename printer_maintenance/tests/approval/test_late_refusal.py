"""A part that was fitted after a call, and whose line is then refused in writing."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestLateRefusalOfALine(PartsCase):
    def setUp(self):
        super().setUp()
        self.agreement.parts_policy = "at_cost"
        self.visit = self._on_site()
        self.visit._use_part(self.fuser, 1)
        self.visit._use_part(self.roller, 2)
        self.order = self.visit.sudo().ticket_id._make_part_quote()
        self.approval = (
            self.order.with_user(self.agent)
            ._approve_by_telephone(self.contact, "555-0199", "Go ahead")
            .sudo()
        )
        self.visit.action_fit_parts()
        self._finish(self.visit)

    def _answer(self, *refused):
        lines = self.order.order_line.filtered(lambda line: line.product_id in refused)
        self.order.with_user(self.contact_user).sudo()._choose_in_portal(
            self.order.quote_revision, set(lines.ids), {}
        )
        self._sign(self.order)
        return lines

    def _told(self):
        return self.visit.ticket_id.sudo().activity_ids.filtered(
            lambda row: row.user_id == self.users["project_manager"]
        )

    def _figure(self):
        measure = self.env["printer.measure"]._measures()["parts_with_approval"]
        today = fields.Date.today()
        return measure.figures(self.agreement, today - timedelta(days=1), today + timedelta(days=1))[
            self.agreement.id
        ]

    def test_refused_part_is_told_to_the_manager_and_not_charged(self):
        line = self._answer(self.fuser)
        self.assertIn("Fuser", self._told().summary)
        self.assertEqual((line.qty_delivered, line.price_total), (1, 0), "it is in, and nobody pays for it")
        invoice = self.order._create_invoices()
        self.assertEqual(invoice.amount_untaxed, 60, "two rollers")
        prices = {row.product_id: row.unit_price for row in self.device.fitting_ids}
        self.assertEqual(prices, {self.fuser: 0, self.roller: 30})

    def test_refused_part_counts_as_fitted_without_approval_and_the_signed_one_does_not(self):
        self._answer(self.fuser)
        self.assertEqual(self.approval.state, "written", "what was signed is made good")
        figure = self._figure()
        self.assertEqual((figure.good, figure.total), (1, 2))

    def test_every_line_refused_is_a_refusal_of_the_call(self):
        self._answer(self.fuser, self.roller)
        self.assertEqual(self.approval.state, "refused")
        figure = self._figure()
        self.assertEqual((figure.good, figure.total), (0, 2))
        self.assertEqual(len(self._told()), 1, "told once")

    def test_signature_for_all_of_it_tells_nobody(self):
        self._answer()
        self.assertEqual(self.approval.state, "written")
        self.assertFalse(self._told())
