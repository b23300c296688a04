"""From the confirming call to the signature."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Datetime
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MailCase

from ...exceptions import (
    AlreadyConfirmedError,
    AppendOnlyError,
    GuardedFieldError,
    PrinterError,
    TransitionError,
)
from ..common import PrinterCase

SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@tagged("post_install", "-at_install")
class TestVisit(PrinterCase, MailCase):
    def test_call_dialog_proposes_contact_engineer_and_liaison(self):
        ticket = self._report()
        dialog = Form(
            self.env["printer.visit.confirm"].with_user(self.agent).with_context(default_ticket_id=ticket.id)
        )
        self.assertEqual(dialog.contact_id, self.contact)
        self.assertEqual(dialog.engineer_id, self.engineer)
        self.assertEqual(dialog.liaison_id, self.agent)
        self.assertIn(self.engineer.name, dialog.script)

    @freeze_time("2026-03-01 08:00:00")
    def test_confirming_call_leaves_visit_time_facts_and_mail(self):
        ticket = self._report()
        dialog = Form(
            self.env["printer.visit.confirm"].with_user(self.agent).with_context(default_ticket_id=ticket.id)
        )
        dialog.start = "2026-03-01 08:45:00"
        with self.mock_mail_gateway():
            dialog.save().action_confirm()
        visit = ticket.visit_ids
        self.assertEqual(visit.state, "confirmed")
        self.assertEqual(visit.appointment_at, Datetime.to_datetime("2026-03-01 08:45:00"))
        self.assertTrue(ticket.confirmed_at and ticket.responded_at)
        self.assertEqual(ticket.stage_id, self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress"))
        mail = self._new_mails[:1]
        self.assertEqual(mail.recipient_ids, self.contact)
        self.assertIn(self.engineer.name, mail.body_html)
        self.assertIn(self.engineer.phone, mail.body_html)

    def test_second_confirming_call_is_told_who_comes_already(self):
        ticket = self._report()
        self._confirmed_visit(ticket)
        with self.assertRaisesRegex(AlreadyConfirmedError, self.engineer.name):
            self._confirmed_visit(ticket)
        self.assertEqual(len(ticket.visit_ids), 1)

    def test_work_waiting_for_the_signature_cannot_be_changed_unless_it_is_continued(self):
        visit = self._finished_visit()
        with self.assertRaises(PrinterError):
            visit.work_done = "Something else"
        visit.action_continue_work()
        with self.assertRaises(PrinterError):
            visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        visit.work_done = "Roller and pad replaced"
        visit.action_finish_work()
        self.assertTrue(visit.awaits_signature)

    def test_agreed_time_before_the_report_is_refused(self):
        ticket = self._report()
        dialog = Form(
            self.env["printer.visit.confirm"].with_user(self.agent).with_context(default_ticket_id=ticket.id)
        )
        dialog.start = "2020-01-01 08:00:00"
        with self.assertRaises(ValidationError):
            dialog.save().action_confirm()

    def test_agreed_times_stay_on_record(self):
        visit = self._confirmed_visit()
        visit.sudo()._agree("2026-03-02 09:00:00", self.contact, "customer", "Meeting")
        self.assertEqual(len(visit.appointment_ids), 2)
        self.assertEqual(visit.appointment_at, Datetime.to_datetime("2026-03-02 09:00:00"))
        with self.assertRaises(AppendOnlyError):
            visit.sudo().appointment_ids[:1].start = "2026-03-02 10:00:00"
        with self.assertRaises(AppendOnlyError):
            visit.sudo().appointment_ids[:1].unlink()

    def test_only_the_visits_engineer_arrives(self):
        visit = self._confirmed_visit()
        with self.assertRaises(AccessError):
            visit.with_user(self.users["second_line"]).action_arrive()
        visit.action_arrive()
        self.assertTrue(visit.ticket_id.arrived_at)

    def test_arrival_time_cannot_be_entered(self):
        with self.assertRaises(GuardedFieldError):
            self._confirmed_visit().write({"arrived_at": "2026-03-01 08:00:00"})

    def test_work_without_cause_work_or_test_cannot_be_finished(self):
        visit = self._confirmed_visit()
        visit.action_arrive()
        with self.assertRaisesRegex(ValidationError, "Cause found.*Work done.*Function test"):
            visit.action_finish_work()

    def test_finished_work_asks_the_contact_to_sign(self):
        with self.mock_mail_gateway():
            visit = self._finished_visit()
        self.assertTrue(visit.awaits_signature)
        self.assertIn(visit, self.env["printer.visit"].search([("awaits_signature", "=", True)]))
        self.assertIn("Roller replaced", self._new_mails[-1].body_html)

    def test_signature_finishes_visit_request_and_failure(self):
        visit = self._finished_visit()
        visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        ticket = visit.ticket_id.sudo()
        self.assertEqual(visit.state, "finished")
        self.assertEqual(ticket.stage_id.outcome, "solved")
        self.assertTrue(ticket.maintenance_request_ids.stage_id.done)
        self.assertEqual(self.device.mttr, 0)
        kinds = self.device.event_ids.mapped("kind")
        for kind in ("fault", "confirmed", "arrived", "repaired", "signed", "closed"):
            self.assertIn(kind, kinds)

    def test_signed_work_can_no_longer_be_changed_or_signed_again(self):
        visit = self._finished_visit()
        visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        with self.assertRaises(PrinterError):
            visit.work_done = "Something else"
        with self.assertRaises(PrinterError):
            visit.sudo()._sign("Somebody", SIGNATURE, self.contact)

    def test_engineer_cannot_put_a_signature_in(self):
        visit = self._finished_visit()
        with self.assertRaises(GuardedFieldError):
            visit.write({"signature": SIGNATURE, "signed_by": "Contact"})

    def test_visit_that_never_arrived_cannot_finish(self):
        with self.assertRaises(ValidationError):
            self._confirmed_visit().action_finish_work()

    def test_finished_visit_cannot_be_cancelled(self):
        visit = self._finished_visit()
        with self.assertRaises(TransitionError):
            visit.sudo()._cancel(self.env.ref("printer_maintenance.visit_reason_mistake"), False)
