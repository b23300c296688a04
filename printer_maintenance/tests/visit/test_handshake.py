"""Arrival counts when the label was scanned or the contact's code entered; by hand is possible and shown."""

import re

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.mail.tests.common import MailCase
from odoo.addons.sms.tests.common import SMSCase

from ...exceptions import ArrivalCodeError, VisitError
from .visit_common import VisitCase, at

HERE = {"latitude": 31.230416, "longitude": 121.473701, "accuracy": 12.0}


@tagged("post_install", "-at_install")
class TestHandshake(VisitCase, MailCase, SMSCase):
    def _code(self, visit):
        return visit.sudo().arrival_code

    def _wrong(self, visit):
        return f"{(int(self._code(visit)) + 1) % 10000:04}"

    def test_label_of_the_device_proves_the_arrival(self):
        visit = self._agreed()
        with self._at("08:35"):
            answer = visit.action_arrive_by_label(f" {self.device.label_code} ")
        self.assertTrue(answer["arrived"])
        self.assertEqual((visit.state, visit.arrival_method), ("on_site", "label"))
        self.assertEqual(visit.ticket_id.arrived_at, at("08:35"))

    def test_address_in_the_label_and_serial_number_do_as_well(self):
        for code in (self.device._get_label_addresses()[self.device.id], self.device.serial_no):
            visit = self._agreed()
            self.assertTrue(visit.action_arrive_by_label(code)["arrived"], code)

    def test_label_of_another_device_says_which_it_is(self):
        other = self._make_device("SN-0002", name="Scanner")
        visit = self._agreed()
        answer = visit.action_arrive_by_label("SN-0002")
        self.assertFalse(answer["arrived"])
        self.assertIn(other.display_name, answer["message"])
        self.assertIn("No device", visit.action_arrive_by_label("SN-UNHEARD-OF")["message"])
        self.assertEqual(visit.state, "confirmed")

    def test_contacts_code_proves_the_arrival(self):
        visit = self._agreed()
        with self._at("08:35"):
            answer = visit.action_arrive_by_code(self._code(visit))
        self.assertTrue(answer["arrived"])
        self.assertEqual((visit.arrival_method, visit.arrived_at), ("code", at("08:35")))

    def test_five_wrong_codes_lock_it_and_the_right_one_no_longer_helps(self):
        visit = self._agreed()
        wrong = self._wrong(visit)
        messages = [visit.action_arrive_by_code(wrong)["message"] for _try in range(5)]
        self.assertIn("4 more tries", messages[0])
        self.assertIn("Too many", messages[4])
        answer = visit.action_arrive_by_code(self._code(visit))
        self.assertFalse(answer["arrived"])
        self.assertIn("Too many", answer["message"])
        self.assertTrue(visit.action_arrive_by_label("SN-0001")["arrived"], "the label still works")

    def test_service_desk_sends_a_new_code_and_the_tries_begin_anew(self):
        visit = self._agreed()
        for _try in range(5):
            visit.action_arrive_by_code(self._wrong(visit))
        with self.mock_mail_gateway(), self.mockSMSGateway():
            visit.with_user(self.agent).action_renew_code()
        self.assertEqual(visit.code_tries, 0)
        self.assertTrue(visit.action_arrive_by_code(self._code(visit))["arrived"])
        with self.assertRaises(ArrivalCodeError):
            visit.with_user(self.agent).action_renew_code()

    def test_engineer_cannot_have_a_new_code_made(self):
        with self.assertRaises(AccessError):
            self._agreed().action_renew_code()

    def test_code_of_another_visit_opens_nothing(self):
        visit, other = self._agreed(), self._agreed()
        visit._through_door().sudo().arrival_code = "1111"
        other._through_door().sudo().arrival_code = "2222"
        self.assertFalse(visit.action_arrive_by_code("2222")["arrived"])

    def test_nothing_and_nonsense_are_no_code(self):
        visit = self._agreed()
        for code in ("", None, False, "    ", [], {"a": 1}, "12345678", "' OR 1=1"):
            self.assertFalse(visit.action_arrive_by_code(code)["arrived"], code)

    def test_nobody_of_ours_reads_searches_or_exports_the_code(self):
        visit = self._agreed()
        for role in ("engineer", "agent", "dispatcher", "service_director", "admin"):
            visit = visit.with_user(self.users[role])
            with self.assertRaises(AccessError):
                visit.read(["arrival_code"])
            with self.assertRaises(AccessError):
                visit.search([("arrival_code", "=", "0000")])
            self.assertNotIn("arrival_code", visit.read()[0])

    def test_code_reaches_the_contact_and_stands_in_no_message_of_the_visit(self):
        with self.mock_mail_gateway():
            visit = self._agreed()
        code = self._code(visit)
        self.assertTrue(any(re.search(rf"\b{code}\b", mail.body_html) for mail in self._new_mails))
        messages = self.env["mail.message"].search(
            [("model", "=", "printer.visit"), ("res_id", "=", visit.id)]
        )
        self.assertFalse(any(re.search(rf"\b{code}\b", message.body or "") for message in messages))

    def test_another_contact_gets_another_code(self):
        visit = self._agreed()
        visit._through_door().sudo().arrival_code = "0000"
        other = self.contact.copy({"name": "Other", "email": "other@unit.example.com"})
        with self._at("08:20"), self.mock_mail_gateway():
            visit._move(at("09:30"), "customer", "On leave", other)
        self.assertEqual(visit.contact_id, other)
        self.assertIn(other, self._new_mails.recipient_ids)
        self.assertEqual(visit.code_tries, 0)

    def test_arrival_needs_an_agreed_time_first(self):
        visit = self.env["printer.visit"]._plan(self._report(), self.engineer, at("10:00"))
        for step in ("action_arrive_by_label", "action_arrive_by_code"):
            with self.assertRaises(VisitError):
                getattr(visit.with_user(self.engineer), step)("SN-0001")

    def test_somebody_elses_visit_is_not_arrived_at(self):
        visit = self._agreed().with_user(self.colleague)
        for step in ("action_arrive_by_label", "action_arrive_by_code"):
            with self.assertRaises(AccessError):
                getattr(visit, step)("SN-0001")

    def test_position_is_kept_only_with_the_engineers_consent(self):
        visit = self._agreed()
        visit.action_arrive_by_label("SN-0001", HERE)
        self.assertEqual((visit.arrival_latitude, visit.arrival_longitude), (0, 0))
        self.engineer.with_user(self.engineer).visit_position_consent = True
        other = self._agreed()
        other.action_arrive_by_label("SN-0001", HERE)
        self.assertEqual((other.arrival_latitude, other.arrival_accuracy), (31.230416, 12.0))

    def test_position_that_is_nowhere_is_left_out(self):
        self.engineer.visit_position_consent = True
        visit = self._agreed()
        self.assertTrue(visit.action_arrive_by_label("SN-0001", {"latitude": 1000})["arrived"])
        self.assertEqual(visit.arrival_latitude, 0)


@tagged("post_install", "-at_install")
class TestCodeInThePortal(VisitCase, HttpCase):
    def test_contact_sees_the_code_until_the_engineer_is_there_and_colleagues_of_ours_never(self):
        visit = self._agreed()
        visit._through_door().sudo().arrival_code = "4711"
        page = f"/my/ticket/{visit.ticket_id.id}"
        self.authenticate("test-contact", "test-contact")
        self.assertIn("4711", self.url_open(page).text)
        self.engineer.password = "test-engineer"
        self.authenticate("test-engineer", "test-engineer")
        self.assertNotIn("4711", self.url_open(page).text)
        visit.action_arrive()
        self.authenticate("test-contact", "test-contact")
        self.assertNotIn("4711", self.url_open(page).text)
