"""A quotation that nobody answers: one reminder, then it is withdrawn and somebody is told."""

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestExpiry(PartsCase):
    """Sent on 1 March 2027; it holds for 14 days."""

    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        self.startPatcher(freeze_time("2027-03-01 08:00:00"))
        self.agreement.quote_days = 14
        # quotations of the demo end some day, too
        lying = self.env["sale.order"].search([("is_part_quote", "=", True), ("state", "=", "sent")])
        lying.validity_date = False
        self.visit, self.order = self._asked()

    def _asked(self):
        visit = self._on_site(self._report())
        visit.sudo().ticket_id.policy_id.reason_ids |= self.env.ref("printer_maintenance.reason_approval")
        visit._use_part(self.fuser, 1, by_people="Dropped")
        return visit, self._quote(visit)

    def _sweep(self, moment):
        with freeze_time(moment):
            self.env["sale.order"]._cron_follow_part_quotes()

    def _mails(self):
        return self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "=", self.order.id)], order="id"
        )

    def _told(self):
        return self.visit.ticket_id.sudo().activity_ids.filtered(
            lambda row: row.user_id == self.users["project_manager"]
        )

    def test_contact_is_reminded_once_before_it_ends(self):
        before = self._mails()
        self._sweep("2027-03-11 08:00:00")
        self.assertEqual(self._mails(), before, "too early")
        self._sweep("2027-03-12 08:00:00")
        self._sweep("2027-03-13 08:00:00")
        mail = self._mails() - before
        self.assertEqual((len(mail), mail.recipient_ids), (1, self.contact))
        self.assertIn(self.order.access_token, mail.body_html)
        self.assertIn("03/15/2027", mail.body_html)

    def test_reminder_is_in_the_contacts_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        template = self.env.ref("printer_maintenance.mail_template_part_quote_reminder")
        template.with_context(lang="zh_CN").subject = "提醒"
        self.contact.lang = "zh_CN"
        before = self._mails()
        self._sweep("2027-03-12 08:00:00")
        self.assertEqual((self._mails() - before).subject, "提醒")

    def test_quotation_of_one_day_is_not_reminded_of_on_the_day_it_is_sent(self):
        self.agreement.quote_days = 1
        _visit, order = self._asked()
        self.assertEqual(order.quote_remind_on, fields.Date.to_date("2027-03-02"))

    def test_unanswered_quotation_is_withdrawn_after_its_last_day(self):
        ticket, token = self.visit.ticket_id.sudo(), self.order.access_token
        self._sweep("2027-03-15 08:00:00")
        self.assertEqual(self.order.state, "sent", "it holds on its last day")
        self.assertTrue(ticket.waiting_reason_id)
        self._sweep("2027-03-16 08:00:00")
        self._sweep("2027-03-17 08:00:00")
        self.assertEqual(self.order.state, "draft")
        self.assertNotEqual(self.order.access_token, token, "the old link is dead")
        self.assertFalse(ticket.waiting_reason_id, "the clock goes on")
        self.assertEqual(len(self._told()), 1, "told once")
        self.assertIn("not answered", self._told().summary)

    def test_its_parts_are_free_for_others_until_it_is_sent_again(self):
        self.assertEqual(self._on_hand(self.fuser, self.stock), 2)
        self._sweep("2027-03-16 08:00:00")
        self.assertEqual(self._on_hand(self.fuser, self.stock), 3)
        with freeze_time("2027-03-17 08:00:00"):
            self.env["stock.rule"]._run_scheduler_tasks()
            self.assertEqual(self._on_hand(self.fuser, self.stock), 3, "nor does Odoo reserve them by itself")
            self._quote(self.visit)
        self.assertEqual(self._on_hand(self.fuser, self.stock), 2)

    def test_sent_again_it_holds_as_long_as_a_new_one(self):
        self._sweep("2027-03-16 08:00:00")
        with freeze_time("2027-03-20 08:00:00"):
            self._quote(self.visit)
            self.assertEqual(
                (self.order.state, self.order.quote_revision, self.order.validity_date),
                ("sent", 2, fields.Date.to_date("2027-04-03")),
            )
            self.assertTrue(self.order._has_to_be_signed())

    def test_expired_quotation_is_not_simply_sent_again_with_its_old_date(self):
        with freeze_time("2027-03-16 08:00:00"):
            self._quote(self.visit)
            self.assertEqual(
                (self.order.quote_revision, self.order.validity_date),
                (2, fields.Date.to_date("2027-03-30")),
            )

    def test_sweep_that_is_cut_off_goes_on_with_the_next_one(self):
        _visit, other = self._asked()
        self._crons_do_not_commit(time_left=0)
        self._sweep("2027-03-16 08:00:00")
        self.assertEqual(sorted((self.order | other).mapped("state")), ["draft", "sent"])
        self._sweep("2027-03-16 09:00:00")
        self.assertEqual(set((self.order | other).mapped("state")), {"draft"})

    def test_what_was_fitted_after_a_call_can_still_be_signed_late(self):
        with freeze_time("2027-03-15 08:00:00"):
            self.order.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes")
            self.visit.action_fit_parts()
            self._finish(self.visit)
        self._sweep("2027-03-17 08:00:00")
        with freeze_time("2027-03-17 09:00:00"):
            self.assertEqual(self.order.state, "sent")
            self.assertTrue(self.order._has_to_be_signed())
            self._sign(self.order)
        self.assertEqual(self.order.part_approval_ids.state, "written")

    def test_answered_quotations_and_those_of_sales_are_left_alone(self):
        self._sign(self.order)
        plain = self.env["sale.order"].create({"partner_id": self.unit.id, "validity_date": "2027-03-02"})
        plain.action_quotation_sent()
        self._sweep("2027-03-20 08:00:00")
        self.assertEqual((self.order.state, plain.state), ("sale", "sent"))
