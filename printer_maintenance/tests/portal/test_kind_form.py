"""The short forms on the contact's page of a new request."""

from lxml import html

from odoo import http
from odoo.tests import HttpCase, tagged

from ..ticket.fault_common import FaultCase

SYSTEM = {
    "service_kind": "system",
    "operating_system": "kylin",
    "system_work": "reinstall",
    "backup_by": "customer",
    "is_backed_up": "1",
}


@tagged("post_install", "-at_install")
class TestKindForm(FaultCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact_user.password = "test-contact"

    def setUp(self):
        super().setUp()
        self.authenticate("test-contact", "test-contact")

    def _page(self, query=""):
        return html.fromstring(self.url_open(f"/new/ticket?{query}").text)

    def _submit(self, **form):
        values = {
            "csrf_token": http.Request.csrf_token(self),
            "description": "It does not do what it should.",
            "device_id": self.device.id,
            **form,
        }
        return self.url_open("/submitted/ticket", data=values, allow_redirects=True)

    def _newest(self):
        return self.env["helpdesk.ticket"].search([("unit_id", "=", self.unit.id)], order="id desc", limit=1)

    def _refused(self, **form):
        """Send a form that must be refused; the page that comes back."""
        before = self.env["helpdesk.ticket"].search_count([])
        page = html.fromstring(self._submit(**form).text)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before, "something was saved")
        return page

    def test_only_the_chosen_form_is_open(self):
        page = self._page(f"device_id={self.device.id}")
        open_forms = page.xpath("//fieldset[@data-kind][not(@disabled)]/@data-kind")
        self.assertEqual(open_forms, ["repair"])
        self.assertEqual(len(page.xpath("//fieldset[@data-kind]")), 7)
        self.assertEqual(page.xpath("//label[@for='description']")[0].text_content(), "What is wrong?")
        page = self._page()
        self.assertEqual(page.xpath("//fieldset[@data-kind][not(@disabled)]/@data-kind"), ["consultation"])

    def test_symptoms_of_the_device_are_offered_without_their_codes(self):
        page = self._page(f"device_id={self.device.id}")
        offered = [option.text_content() for option in page.xpath("//select[@name='symptom_id']/option")]
        self.assertIn("Streaks", offered)
        self.assertNotIn("Does not charge", offered)
        self.assertFalse(self._page().xpath("//select[@name='symptom_id']"))

    def test_short_form_of_a_fault_stands_on_the_request(self):
        self._submit(
            service_kind="repair",
            symptom_id=self.streaks.id,
            fault_since="2026-03-01",
            still_works="partly",
            attempts="Shook the cartridge",
        )
        ticket = self._newest()
        self.assertEqual((ticket.symptom_id, ticket.still_works), (self.streaks, "partly"))
        self.assertTrue(ticket.passed_up)
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn("Details of your request", page)
        self.assertIn("Shook the cartridge", page)
        self.assertIn("Streaks", page)

    def test_system_request_confirms_the_backup(self):
        self._submit(**SYSTEM)
        ticket = self._newest()
        self.assertEqual(
            (ticket.operating_system, ticket.system_work, ticket.backup_by, ticket.is_backed_up),
            ("kylin", "reinstall", "customer", True),
        )

    def test_bad_answers_are_named_and_what_was_typed_stays(self):
        page = self._refused(
            service_kind="training",
            training_topic="Daily upkeep",
            participants="a dozen",
            wished_on="soon",
            description="They are new.",
        )
        [alert] = page.xpath("//div[hasclass('alert-danger')]")
        self.assertIn("“Participants” is not a whole number.", alert.text_content())
        self.assertIn("“Wished day” is not a date.", alert.text_content())
        form = page.xpath("//fieldset[@data-kind='training'][not(@disabled)]")[0]
        self.assertEqual(form.xpath(".//input[@name='training_topic']/@value"), ["Daily upkeep"])
        self.assertEqual(form.xpath(".//input[hasclass('is-invalid')]/@name"), ["participants", "wished_on"])
        self.assertEqual(page.xpath("//textarea[@name='description']")[0].text_content(), "They are new.")
        self.assertEqual(page.xpath("//option[@selected]/@value")[0], "training")

    def test_choice_that_was_never_offered_is_refused(self):
        page = self._refused(**{**SYSTEM, "backup_by": "the cat"})
        self.assertIn(
            "please choose one of the answers", page.xpath("string(//div[hasclass('alert-danger')])")
        )
        kept = page.xpath("//select[@id='system_operating_system']/option[@selected]/@value")
        self.assertEqual(kept, ["kylin"])

    def test_foreign_symptom_and_foreign_request_are_refused(self):
        self._refused(service_kind="repair", symptom_id=self.no_charge.id)
        other = self.env["res.partner"].create({"name": "Other", "is_company": True})
        self._report()
        foreign = self._report(equipment_id=False, partner_id=other.id)
        self._refused(service_kind="complaint", wished_outcome="x", complaint_ticket_id=foreign.id)

    def test_too_long_an_answer_is_refused(self):
        page = self._refused(service_kind="repair", attempts="x" * 2001)
        self.assertIn("at most 2000 characters", page.xpath("string(//div[hasclass('alert-danger')])"))

    def test_fields_of_other_kinds_and_of_the_back_office_are_not_taken(self):
        self._submit(
            service_kind="upgrade", component="disk", attempts="x", answer="x", cause_id=self.drum_worn.id
        )
        ticket = self._newest()
        self.assertEqual(ticket.component, "disk")
        self.assertFalse(ticket.attempts or ticket.answer or ticket.cause_id)

    def test_contact_reads_the_answer_to_a_question(self):
        ticket = self._report(service_kind="consultation", equipment_id=False)
        ticket.write({"answer": "Press both keys.", "answered_how": "telephone"})
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn("Press both keys.", page)

    def test_form_changes_with_the_kind_in_a_browser(self):
        self.start_tour("/new/ticket", "printer_kind_form", login="test-contact")
        ticket = self._newest()
        self.assertEqual((ticket.service_kind, ticket.participants), ("training", 12))
        self.assertEqual(ticket.training_topic, "Daily upkeep")
        self.assertFalse(ticket.component)

    def test_form_works_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.contact_user.lang = "zh_CN"
        self.start_tour("/new/ticket", "printer_kind_form", login="test-contact")
        self.assertEqual(self._newest().participants, 12)
