"""The contact's pages: devices, report, signature."""

import base64
from io import BytesIO

from PIL import Image

from odoo import http
from odoo.tests import HttpCase, tagged

from ..common import PrinterCase
from ..visit.test_visit import SIGNATURE


def _png() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestPortal(PrinterCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact_user.password = "test-contact"
        foreign = cls.env["res.partner"].create(
            {"name": "Foreign bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        cls.foreign_device = cls._make_device("SN-FOREIGN", unit_id=foreign.id, department_id=False)

    def setUp(self):
        super().setUp()
        self.authenticate("test-contact", "test-contact")

    def _submit(self, files=None, **form):
        values = {
            "csrf_token": http.Request.csrf_token(self),
            "description": "It jams on every page.",
            **form,
        }
        return self.url_open("/submitted/ticket", data=values, files=files, allow_redirects=True)

    def _newest_ticket(self):
        return self.env["helpdesk.ticket"].search([("unit_id", "=", self.unit.id)], order="id desc", limit=1)

    def _sign(self, visit, **params):
        token = params.pop("token", visit.sudo().signing_token)
        return self.make_jsonrpc_request(f"/my/visit/{visit.id}/sign/{token}", params)

    def test_list_and_search_show_own_devices_only(self):
        page = self.url_open("/my/devices").text
        self.assertIn("SN-0001", page)
        self.assertNotIn("SN-FOREIGN", page)
        self.assertIn("SN-0001", self.url_open("/my/devices?search=SN-0001").text)
        self.assertIn("Nothing found", self.url_open("/my/devices?search=SN-FOREIGN").text)

    def test_odd_parameters_do_no_harm(self):
        for query in ("unit=abc", "unit=-1", "unit=99999999999999999999", "search=%25%27", "page=x"):
            self.assertEqual(self.url_open(f"/my/devices?{query}").status_code, 200, query)

    def test_foreign_device_is_not_found(self):
        self.assertEqual(self.url_open(f"/my/devices/{self.foreign_device.id}").status_code, 404)
        self.assertEqual(self.url_open(f"/new/ticket?device_id={self.foreign_device.id}").status_code, 404)
        self.assertEqual(self._submit(device_id=self.foreign_device.id).status_code, 404)

    def test_report_with_photo_makes_a_running_request(self):
        photo = _png()
        response = self._submit(
            files=[("attachment", ("jam.png", photo, "image/png"))],
            device_id=self.device.id,
            phone="555-0142",
        )
        self.assertEqual(response.status_code, 200)
        self.assertIn("your request is registered", response.text)
        ticket = self._newest_ticket()
        self.assertEqual((ticket.equipment_id, ticket.partner_id), (self.device, self.contact))
        self.assertEqual((ticket.agreement_id, ticket.partner_phone), (self.agreement, "555-0142"))
        self.assertEqual(len(ticket.clock_ids), 3)
        self.assertEqual(ticket.attachment_ids.raw, photo)

    def test_forged_fields_of_the_form_are_ignored(self):
        self._submit(
            device_id=self.device.id, agreement_id="1", unit_id="1", reported_at="2020-01-01", stage_id="4"
        )
        ticket = self._newest_ticket()
        self.assertEqual((ticket.unit_id, ticket.agreement_id), (self.unit, self.agreement))
        self.assertFalse(ticket.closed)
        self.assertGreater(ticket.reported_at.year, 2020)

    def test_program_instead_of_a_photo_is_refused_and_nothing_is_saved(self):
        before = self.env["helpdesk.ticket"].search_count([])
        for content in (
            b"#!/bin/sh\nrm -rf /",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<html></html>",
        ):
            response = self._submit(
                files=[("attachment", ("jam.png", content, "image/png"))], device_id=self.device.id
            )
            self.assertIn("neither a picture nor a PDF", response.text)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)

    def test_report_without_words_says_what_to_do(self):
        self.assertIn("Please describe", self._submit(device_id=self.device.id, description="  ").text)

    def test_contact_signs_and_the_request_closes(self):
        visit = self._finished_visit()
        page = self.url_open(f"/my/ticket/{visit.ticket_id.id}").text
        self.assertIn("Please check the device and sign", page)
        self.assertIn("Roller replaced", page)
        answer = self._sign(visit, name="Contact", signature=SIGNATURE)
        self.assertTrue(answer.get("force_refresh"), answer)
        self.env.invalidate_all()
        self.assertEqual((visit.state, visit.signed_by), ("finished", "Contact"))
        self.assertEqual(visit.sudo().signer_id, self.contact)
        self.assertTrue(visit.ticket_id.sudo().closed)

    def test_page_of_a_request_shows_its_number_and_lets_withdraw(self):
        ticket = self._report()
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn(ticket.number, page)
        self.assertRegex(page, r'<form method="POST"[^>]*action="/ticket/close"')

    def test_contact_reads_why_a_request_is_not_covered_and_what_was_answered(self):
        self.agreement._end("Lost the tender")
        self.agreement.sudo()._through_door().ended_on = "2026-01-31"
        ticket = self._report()
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn("Outside the service agreement", page)
        self.assertIn("The agreement ended on 01/31/2026.", page)
        self.assertIn("We will call you before anything is done", page)
        ticket.with_user(self.agent)._decide_scope("chargeable", "We send a quotation.", tell_contact=False)
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn("Served against a quotation", page)

    def test_covered_request_says_nothing_about_scope(self):
        self.assertNotIn("o_printer_scope", self.url_open(f"/my/ticket/{self._report().id}").text)

    def test_signature_must_be_a_picture_with_a_name(self):
        visit = self._finished_visit()
        text = base64.b64encode(b"not a picture").decode()
        for params in (
            {"name": "C", "signature": text},
            {"name": "C", "signature": "%%%"},
            {"name": "C", "signature": ["x"]},
            {"name": " ", "signature": SIGNATURE},
            {"signature": SIGNATURE},
            {},
        ):
            self.assertIn("error", self._sign(visit, **params))
        self.assertFalse(visit.sudo().signed_at)

    def test_engineer_cannot_sign_in_the_contacts_place(self):
        visit = self._finished_visit()
        self.engineer.password = "test-engineer"
        self.authenticate("test-engineer", "test-engineer")
        self.assertIn("error", self._sign(visit, name="Contact", signature=SIGNATURE))
        self.assertFalse(visit.sudo().signed_at)

    def test_contact_of_another_customer_cannot_sign(self):
        visit = self._finished_visit()
        self.contact.parent_id = self.foreign_device.unit_id
        self.env.flush_all()
        self.assertIn("error", self._sign(visit, name="Contact", signature=SIGNATURE))
        self.assertFalse(visit.sudo().signed_at)
