"""The hotline in Chromium, by keyboard alone, in both languages."""

from odoo.tests import HttpCase, tagged

from .common import HotlineCase

URL = "/odoo/printer-hotline"


class HotlineTourCase(HotlineCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact.name = "Contact"

    def _tour(self, name, lang):
        self.agent.lang = lang
        before = self.env["helpdesk.ticket"].search([])
        self.start_tour(URL, name, login="test-agent")
        self.env.invalidate_all()
        return self.env["helpdesk.ticket"].search([]) - before


@tagged("post_install", "-at_install")
class TestHotlineTour(HotlineTourCase):
    browser_size = "1366x768"

    def _check_registered(self, lang):
        ticket = self._tour("printer_hotline_register", lang)
        self.assertEqual((ticket.name, ticket.equipment_id), ("卡纸 Paper jam", self.device))
        self.assertEqual((ticket.partner_id, ticket.call_ids.direction), (self.caller, "in"))

    def test_number_enter_words_saved_in_english(self):
        self._check_registered("en_US")

    def test_number_enter_words_saved_in_chinese(self):
        self._check_registered("zh_CN")

    def test_question_of_somebody_unknown_is_answered_and_closed(self):
        ticket = self._tour("printer_hotline_question", "zh_CN")
        self.assertEqual((ticket.stage_id.outcome, ticket.partner_id.parent_id), ("solved", self.unit))

    def test_call_is_logged_on_an_open_request(self):
        ticket = self._report()
        self._tour("printer_hotline_call", "en_US")
        self.assertTrue(ticket.responded_at)


@tagged("post_install", "-at_install")
class TestHotlineOnTelephone(HotlineTourCase):
    browser_size = "390x844"

    def test_register_on_a_narrow_screen(self):
        ticket = self._tour("printer_hotline_register", "zh_CN")
        self.assertEqual(ticket.equipment_id, self.device)
