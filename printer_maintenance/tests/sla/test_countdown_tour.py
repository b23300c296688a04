"""The countdown in Chromium."""

from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestCountdownTour(PrinterCase, HttpCase):
    def _tour(self, name, ticket, login="test-agent"):
        self.start_tour(f"/odoo/printer-requests/{ticket.id}", name, login=login)

    def test_request_waits_and_goes_on_before_people_s_eyes(self):
        ticket = self._report()
        self._tour("printer_countdown_wait", ticket)
        self.env.invalidate_all()
        self.assertFalse(ticket.waiting_reason_id)
        self.assertEqual(ticket.pause_ids.reason_id, self.env.ref("printer_maintenance.reason_no_access"))

    def test_request_waits_and_goes_on_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.agent.lang = "zh_CN"
        self._tour("printer_countdown_wait", self._report())

    def test_deadline_passes_before_people_s_eyes(self):
        self._tour("printer_countdown_deadline", self._report(), login="test-admin")

    def test_news_lose_nothing_that_somebody_types(self):
        self.policy.target_ids = [
            Command.create({"milestone": "confirm", "severity": "urgent", "minutes": 7})
        ]
        ticket = self._report()
        self._tour("printer_countdown_typing", ticket)

    def test_lists_and_cards_show_the_time_left(self):
        self._report(name="Countdown one")
        self._report(name="Countdown two")._wait(self.env.ref("printer_maintenance.reason_no_access"))
        self.start_tour("/odoo/printer-requests", "printer_countdown_lists", login="test-agent")
