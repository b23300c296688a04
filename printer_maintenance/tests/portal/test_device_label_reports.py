"""Reports that come in by the page behind a label."""

from odoo.tests import tagged

from ...controllers import device_label
from ...models.equipment import label_hit
from .device_label_common import LabelCase
from .test_portal import _png


@tagged("post_install", "-at_install")
class TestDeviceLabelReports(LabelCase):
    # -- reports

    def test_report_with_photo_makes_a_running_request(self):
        photo = _png()
        with self.mock_mail_gateway():
            page = self._send(
                files=[("attachment", ("jam.png", photo, "image/png"))],
                fault=["jam", "forged"],
                name="Ms  Li",
                department="Front desk",
            )
        self.assertEqual(page.status_code, 200)
        ticket = self._tickets()
        self.assertEqual(len(ticket), 1)
        self.assertIn(ticket.number, page.text)
        self.assertIn("o_printer_label_promises", page.text)
        self.assertNotIn(f"/my/ticket/{ticket.id}", page.text)
        self.assertEqual((ticket.unit_id, ticket.agreement_id), (self.unit, self.agreement))
        self.assertEqual(ticket.channel_id, self.env.ref("printer_maintenance.channel_label"))
        self.assertEqual((ticket.partner_name, ticket.partner_phone), ("Ms Li", "555-014-2000"))
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.name, "Paper jam")
        for word in ("It jams on every page.", "Front desk"):
            self.assertIn(word, ticket.description)
        self.assertEqual(len(ticket.clock_ids), 3)
        self.assertEqual(ticket.attachment_ids.raw, photo)
        self.assertFalse(ticket.attachment_ids.public)
        self.assertEqual(self.device.condition, "faulty")
        told = self._new_mails.recipient_ids.user_ids
        self.assertFalse(self._new_mails.filtered("email_to"))
        self.assertFalse(told.filtered("share"), "only the engineer who is given the request is told")

    def test_known_telephone_number_finds_the_contact(self):
        self.contact.phone = "+86 139-0000-0042"
        self.env["res.partner"].create({"name": "Elsewhere", "phone": "13900000042"})
        self._send(phone="139 0000 0042")
        self.assertEqual(self._tickets().partner_id, self.contact)

    def test_number_of_two_people_finds_nobody(self):
        self.contact.copy({"name": "Twin", "phone": self.contact.phone})
        self._send(phone=self.contact.phone)
        self.assertFalse(self._tickets().partner_id)

    def test_missing_telephone_or_words_are_asked_for_and_what_was_typed_stays(self):
        for form, message in (
            ({"phone": ""}, "Please give a telephone number"),
            ({"phone": None}, "Please give a telephone number"),
            ({"phone": "call me"}, "Please give a telephone number"),
            ({"description": " "}, "Please choose what is wrong"),
            ({"description": " ", "fault": "forged"}, "Please choose what is wrong"),
        ):
            with self.subTest(form):
                page = self._send(**{"name": "Typed <b>", **form})
                self.assertEqual(page.status_code, 422)
                self.assertIn(message, page.text)
                self.assertIn('value="Typed &lt;b&gt;"', page.text)
        self.assertFalse(self._tickets())

    def test_forged_fields_have_no_effect(self):
        other = self._make_device("SN-0002")
        self._send(
            equipment_id=str(other.id),
            device_id=str(other.id),
            unit_id=str(self.bureau.id),
            partner_id=str(self.contact.id),
            partner_email="stranger@example.com",
            stage_id=str(self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done").id),
            company_id="99",
            severity="major",
            reported_at="2020-01-01",
            service_kind="complaint",
            user_id="2",
        )
        ticket = self._tickets()
        self.assertFalse(self._tickets(other))
        self.assertEqual(
            (ticket.unit_id, ticket.severity, ticket.service_kind), (self.unit, "normal", "repair")
        )
        self.assertFalse(ticket.partner_id or ticket.partner_email or ticket.closed)
        self.assertNotEqual(ticket.user_id.id, 2, "the responsibility matrix decides, not the form")
        self.assertGreater(ticket.reported_at.year, 2020)

    def test_markup_in_a_report_is_text(self):
        self._send(description="<img src=x onerror=alert(1)>", name="<script>x</script>")
        self.assertNotIn("<img", self._tickets().description)
        self.assertNotIn("<script", self._tickets().description)

    def test_program_or_page_instead_of_a_photo_is_refused_and_nothing_is_saved(self):
        for content in (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<html></html>",
            b"#!/bin/sh\nrm -rf /",
        ):
            page = self._send(files=[("attachment", ("jam.png", content, "image/png"))])
            self.assertEqual(page.status_code, 422)
            self.assertIn("neither a picture nor a PDF", page.text)
        self.assertFalse(self._tickets())

    def test_huge_and_too_many_photos_are_refused(self):
        self.patch_limit("MAX_PHOTO_BYTES", 1024 * 1024)
        huge = _png() + b"0" * (1024 * 1024)
        self.assertIn(
            "larger than 1 MB", self._send(files=[("attachment", ("a.png", huge, "image/png"))]).text
        )
        many = [("attachment", (f"{n}.png", _png(), "image/png")) for n in range(4)]
        self.assertIn("at most 3 files", self._send(files=many).text)
        self.assertFalse(self._tickets())

    def patch_limit(self, name, value):
        self.patch(device_label, name, value)

    def test_program_that_fills_in_every_field_gets_nothing(self):
        self.assertEqual(self._send(website_url="https://spam.example.com").status_code, 400)
        self.assertFalse(self._tickets())

    def test_report_without_the_forms_token_is_not_taken(self):
        self.assertEqual(self._send(csrf_token=None).status_code, 400)
        self.assertFalse(self._tickets())

    # -- a second report

    def test_second_report_is_added_to_the_open_request(self):
        ticket = self._report()
        ticket.partner_id = self.contact
        page = self._send(
            same="1", description="Still jams", files=[("attachment", ("b.png", _png(), "image/png"))]
        )
        self.assertIn("was added to the request", page.text)
        self.assertEqual(self._tickets(), ticket)
        note = ticket.message_ids[0]
        self.assertIn("Still jams", note.body)
        self.assertIn("555-014-2000", note.body)
        self.assertTrue(note.is_internal or note.subtype_id == self.env.ref("mail.mt_note"))
        self.assertEqual(len(note.attachment_ids), 1)

    def test_another_fault_is_a_request_of_its_own(self):
        self._report()
        self._send(same="0")
        self.assertEqual(len(self._tickets()), 2)

    def test_nothing_to_add_to_makes_a_new_request(self):
        self._send(same="1")
        self.assertEqual(len(self._tickets()), 1)

    def test_thanks_are_for_who_reported(self):
        self._send()
        self.authenticate(None, None)
        page = self.url_open(f"/device/{self.token}?reported=1")
        self.assertNotIn(self._tickets().number, page.text)
        self.assertIn("Report a fault", page.text)

    # -- limits

    def test_one_device_is_not_flooded(self):
        self.patch(label_hit, "REPORTS_PER_DEVICE", 2)
        for _time in range(2):
            self.assertEqual(self._send(same="0").status_code, 200)
        page = self._send(same="0")
        self.assertEqual(page.status_code, 429)
        self.assertIn("400-123-4567", page.text)
        self.assertIn("It jams on every page.", page.text, "what was typed stays")
        self.assertEqual(len(self._tickets()), 2)
        other = self._make_device("SN-0002")
        self.assertEqual(self._send(other._get_label_tokens()[other.id]).status_code, 200)

    def test_one_address_does_not_flood_all_devices(self):
        self.patch(label_hit, "REPORTS_PER_ADDRESS", 2)
        devices = [self._make_device(f"SN-1{number}") for number in range(3)]
        answers = [self._send(device._get_label_tokens()[device.id]).status_code for device in devices]
        self.assertEqual(answers, [200, 200, 429])

    def test_refused_forms_do_not_count(self):
        self.patch(label_hit, "REPORTS_PER_DEVICE", 1)
        for _time in range(3):
            self.assertEqual(self._send(phone="").status_code, 422)
        self.assertEqual(self._send().status_code, 200)

    def test_old_counters_are_forgotten_and_addresses_are_not_kept(self):
        self._send()
        Hit = self.env["printer.label.hit"]
        self.assertEqual(len(Hit.search([])), 2)
        self.assertFalse(Hit.search([("key", "like", "127.0.0.1")]))
        Hit.search([]).hour = "2026-01-01 00:00:00"
        Hit._gc_hits()
        self.assertFalse(Hit.search([]))

    # -- companies

    def test_device_of_another_company_is_served_by_it(self):
        company = self.env["res.company"].create({"name": "Second firm", "phone": "400-999-9999"})
        self.env["maintenance.team"].create({"name": "Second team", "company_id": company.id})
        device = self._make_device("SN-C2", company_id=company.id)
        token = device._get_label_tokens()[device.id]
        self.assertIn("400-999-9999", self._page(token).text)
        answer = self._send(token)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(self._tickets(device).company_id, company)
