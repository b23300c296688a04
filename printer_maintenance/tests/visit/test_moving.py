"""Agreed times that change: told at once, the old ones kept, the clock fair (REQUIREMENTS S5, S8)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, tagged

from odoo.addons.mail.tests.common import MailCase
from odoo.addons.sms.tests.common import SMSCase

from ...exceptions import VisitError
from .visit_common import VisitCase, at


@tagged("post_install", "-at_install")
class TestMoving(VisitCase, MailCase, SMSCase):
    def _move(self, visit, start, asked_by="provider", time="08:20"):
        with self._at(time), self.mock_mail_gateway(), self.mockSMSGateway():
            visit._move(at(start), asked_by, "Road closed")

    def test_contact_is_told_the_new_time_at_once_by_mail_and_text_message(self):
        self.contact.lang = "en_US"
        visit = self._agreed()
        with self._at("08:20"), self.mock_mail_gateway(), self.mockSMSGateway():
            visit._move(at("09:30"), "provider", "Road closed")
        self.assertIn("Road closed", self._new_mails.body_html)
        self.assertIn(self.engineer.name, self._new_sms.body)
        self.assertEqual(self._new_sms.number, self.contact.phone)
        first, newest = visit.appointment_ids.sorted("id")
        self.assertEqual((first.start, newest.start), (at("08:40"), at("09:30")))
        self.assertEqual((newest.reason, newest.told_by), ("Road closed", "mail,sms"))
        self.assertIn("rescheduled", self.device.event_ids.mapped("kind"))

    def test_contact_without_address_and_number_must_be_called(self):
        visit = self._agreed()
        self.contact.write({"email": False, "phone": False})
        self._move(visit, "09:30")
        self.assertFalse(visit.current_appointment_id.told_by)
        self.assertIn("call", visit.sudo().message_ids[:1].body)

    def test_our_own_delay_stops_no_clock(self):
        visit = self._agreed()
        self._move(visit, "09:30", "provider")
        self.assertFalse(visit.ticket_id.waiting_reason_id)

    def test_customer_who_wants_us_later_is_waited_for_until_then_and_no_minute_longer(self):
        visit = self._agreed()
        ticket = visit.ticket_id.sudo()
        self._move(visit, "14:00", "customer")
        self.assertTrue(ticket.waiting_stops_clock)
        self._crons_do_not_commit()
        with self._at("13:59"):
            self.env["printer.visit"]._cron_end_later_visits()
            self.assertTrue(ticket.waiting_reason_id)
        with self._at("14:07"):
            self.env["printer.visit"]._cron_end_later_visits()
        self.assertFalse(ticket.waiting_reason_id)
        self.assertEqual(ticket.sudo().pause_ids.mapped("end"), [at("14:00")])
        arrive = ticket.clock_ids.filtered(lambda clock: clock.milestone == "arrive")
        self.assertEqual(arrive.deadline, at("14:40"))

    def test_engineer_who_is_there_earlier_ends_the_waiting(self):
        visit = self._agreed()
        self._move(visit, "14:00", "customer")
        with self._at("13:00"):
            visit.action_arrive()
        ticket = visit.ticket_id.sudo()
        self.assertFalse(ticket.waiting_reason_id)
        self.assertEqual(ticket.clock_ids.filtered(lambda c: c.milestone == "arrive").state, "met")

    def test_an_earlier_time_is_no_waiting(self):
        visit = self._agreed(start="12:00")
        self._move(visit, "11:00", "customer")
        self.assertFalse(visit.ticket_id.sudo().waiting_reason_id)

    def test_time_that_has_passed_no_reason_or_somebody_on_site_are_refused(self):
        visit = self._agreed()
        with self._at("08:30"):
            with self.assertRaisesRegex(VisitError, "passed"):
                visit._move(at("08:20"), "provider", "Road closed")
            with self.assertRaisesRegex(VisitError, "why"):
                visit._move(at("09:20"), "provider", "  ")
            visit.action_arrive()
            with self.assertRaisesRegex(VisitError, "On site"):
                visit._move(at("09:20"), "provider", "Road closed")

    def test_engineer_moves_their_own_visit_and_no_other(self):
        visit = self._agreed()
        dialog = Form(
            self.env["printer.visit.move"].with_user(self.engineer).with_context(default_visit_id=visit.id)
        )
        dialog.start = at("09:30")
        dialog.reason_id = self._reason("traffic")
        with self._at("08:20"):
            dialog.save().action_move()
        self.assertEqual(visit.appointment_at, at("09:30"))
        other = (
            self.env["printer.visit.move"]
            .with_user(self.colleague)
            .create({"visit_id": visit.id, "start": at("09:50"), "note": "So"})
        )
        with self.assertRaises(AccessError):
            other.action_move()


@tagged("post_install", "-at_install")
class TestMovedVisitInThePortal(VisitCase, HttpCase):
    def test_contact_sees_the_new_time_the_old_one_struck_out_and_why(self):
        visit = self._agreed()
        with self._at("08:20"):
            visit._move(at("09:30"), "provider", "Road closed")
        self.authenticate("test-contact", "test-contact")
        page = self.url_open(f"/my/ticket/{visit.ticket_id.id}").text
        self.assertIn("Road closed", page)
        self.assertIn("o_printer_earlier_time", page)

    def test_what_is_only_planned_is_not_shown_to_the_contact(self):
        visit = self.env["printer.visit"]._plan(self._report(), self.colleague, at("10:00"))
        self.authenticate("test-contact", "test-contact")
        page = self.url_open(f"/my/ticket/{visit.ticket_id.id}").text
        self.assertNotIn(self.colleague.name, page)
