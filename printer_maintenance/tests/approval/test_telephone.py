"""Approval by telephone: in an emergency, for a time, made good in writing."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import ApprovalMissingError, GuardedFieldError, PartError
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestTelephone(PartsCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        self.visit = self._on_site()
        self.visit._use_part(self.fuser, 1, by_people="Dropped")
        self.order = self.visit.sudo().ticket_id._make_part_quote()

    def _approve(self, role="agent", words="Go ahead, I sign tomorrow"):
        order = self.order.with_user(self.users[role])
        return order._approve_by_telephone(self.contact, "555-0199", words)

    def test_work_begins_at_once_and_the_signature_follows(self):
        approval = self._approve().sudo()
        self.assertEqual((approval.state, approval.amount), ("open", self.order.amount_total))
        self.assertEqual(self.order.state, "sent", "the quotation goes to the customer at the same moment")
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.assertEqual(self.device.fitting_ids.approval_id, approval)
        self._sign(self.order)
        self.assertEqual(approval.state, "written")

    def test_clock_goes_on_although_the_quotation_lies_with_the_customer(self):
        ticket = self.visit.ticket_id.sudo()
        ticket.policy_id.reason_ids |= self.env.ref("printer_maintenance.reason_approval")
        self._approve()
        self.assertFalse(ticket.waiting_reason_id)

    def test_approval_without_a_signature_lapses_and_the_manager_is_told_once(self):
        approval = self._approve().sudo()
        with freeze_time(approval.written_until + timedelta(minutes=1)):
            self.env["printer.part.approval"]._cron_lapse()
            self.env["printer.part.approval"]._cron_lapse()
            self.assertEqual(approval.state, "lapsed")
            with self.assertRaises(ApprovalMissingError):
                self.visit.action_fit_parts()
        told = self.visit.ticket_id.sudo().activity_ids.filtered(
            lambda row: row.user_id == self.users["project_manager"]
        )
        self.assertEqual(len(told), 1)
        self._sign(self.order)
        self.assertEqual(approval.state, "written", "late, yet signed")

    def test_sweep_that_is_cut_off_goes_on_with_the_next_one(self):
        first = self._approve().sudo()
        other = self._on_site(self._report())
        other._use_part(self.fuser, 1, by_people="Dropped")
        order = other.sudo().ticket_id._make_part_quote()
        second = order.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes").sudo()
        self._crons_do_not_commit(time_left=0)
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            self.env["printer.part.approval"]._cron_lapse()
            self.assertEqual(sorted((first | second).mapped("state")), ["lapsed", "open"])
            self.env["printer.part.approval"]._cron_lapse()
        self.assertEqual(set((first | second).mapped("state")), {"lapsed"})

    def test_change_after_the_call_makes_the_approval_void(self):
        approval = self._approve().sudo()
        self.visit._use_part(self.roller, 1, by_people="Dropped")
        self.assertEqual((approval.state, self.order.state), ("void", "draft"))
        with self.assertRaises(ApprovalMissingError):
            self.visit.action_fit_parts()

    def test_refusal_in_writing_is_on_record_although_the_part_is_in(self):
        approval = self._approve().sudo()
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertEqual(approval.state, "refused")
        figure = (
            self.env["printer.measure"]
            ._measures()["parts_with_approval"]
            .figures(
                self.agreement,
                fields.Date.today() - timedelta(days=1),
                fields.Date.today() + timedelta(days=1),
            )[self.agreement.id]
        )
        self.assertEqual((figure.good, figure.total), (0, 1))

    def test_who_approved_and_what_they_said_is_needed(self):
        with self.assertRaises(PartError):
            self._approve(words=" ")

    def test_only_the_office_takes_an_approval_by_telephone(self):
        for role in ("engineer", "equipment_supervisor", "service_director"):
            with self.assertRaises(AccessError):
                self._approve(role)
        with self.assertRaises(GuardedFieldError):
            self.env["printer.part.approval"].with_user(self.agent).create({"order_id": self.order.id})
        approval = self._approve("project_manager").sudo()
        with self.assertRaises(GuardedFieldError):
            approval.written_until = "2030-01-01"

    def test_late_refusal_charges_no_fee_for_what_is_fitted_and_goes_to_the_manager(self):
        self.agreement.refusal_fee = 80
        self._approve()
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertFalse(self.env["sale.order"].search([("origin", "=", self.order.name)]))
        told = self.visit.ticket_id.sudo().activity_ids.filtered(
            lambda row: row.user_id == self.users["project_manager"]
        )
        self.assertIn("refused in writing", told.summary)

    def test_sending_it_again_after_the_call_keeps_the_approval(self):
        approval = self._approve().sudo()
        token = self.order.access_token
        self._quote(self.visit)
        self.assertEqual(
            (approval.state, self.order.quote_revision, self.order.access_token), ("open", 1, token)
        )
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.assertEqual(self.device.fitting_ids.approval_id, approval)

    def test_approval_is_over_at_its_time_and_not_at_the_next_sweep(self):
        approval = self._approve().sudo()
        with freeze_time(approval.written_until + timedelta(seconds=1)):
            self.order.invalidate_recordset()
            with self.assertRaises(ApprovalMissingError):
                self.visit.action_fit_parts()
            again = self._approve().sudo()
            self.assertEqual((approval.state, again.state), ("lapsed", "open"))
            self.visit.action_fit_parts()

    def test_second_call_about_the_same_quotation_says_that_it_is_approved(self):
        self._approve()
        with self.assertRaisesRegex(PartError, "approved"):
            self._approve()
