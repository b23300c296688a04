"""What a contact reads of the promises of their own request."""

from freezegun import freeze_time
from lxml import html

from odoo.tests import HttpCase, tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTicketPromises(PrinterCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact_user.password = "test-contact"
        with freeze_time("2026-03-02 08:00:00"):
            cls.ticket = cls._report(cls)

    def _page(self):
        self.env.flush_all()
        self.authenticate("test-contact", "test-contact")
        return html.fromstring(self.url_open(f"/my/ticket/{self.ticket.id}").content)

    def _promise(self, page, milestone) -> tuple[str, str]:
        (item,) = page.xpath(f"//ul[contains(@class, 'o_printer_clocks')]/li[@data-milestone='{milestone}']")
        return item.get("data-state"), " ".join(item.text_content().split())

    def test_kept_and_late_promises_are_told_with_their_minutes(self):
        with freeze_time("2026-03-02 08:12:00"):
            self.ticket._stamp("confirmed_at")
        with freeze_time("2026-03-02 09:11:00"):
            self.ticket._stamp("responded_at")
        page = self._page()
        state, text = self._promise(page, "confirm")
        self.assertEqual(state, "met")
        self.assertIn("Kept: it took 12 min", text)
        state, text = self._promise(page, "respond")
        self.assertEqual(state, "missed")
        self.assertIn("Late: it took 71 min", text)
        state, text = self._promise(page, "arrive")
        self.assertEqual(state, "late")
        self.assertIn("Late: it was due", text)

    def test_wait_for_the_contact_is_said_in_their_words(self):
        reason = self.env.ref("printer_maintenance.reason_no_access")
        reason.customer_words = "We wait until you can let us in."
        with freeze_time("2026-03-02 08:10:00"):
            self.ticket._wait(reason, note="The porter is rude")
        page = self._page()
        state, text = self._promise(page, "arrive")
        self.assertEqual(state, "paused")
        self.assertIn("Paused since", text)
        body = page.text_content()
        self.assertIn("We wait until you can let us in.", body)
        self.assertNotIn(reason.name, body)
        self.assertNotIn("rude", body)

    def test_our_own_waiting_is_no_excuse_and_not_told(self):
        reason = self.env.ref("printer_maintenance.reason_part")
        with freeze_time("2026-03-02 08:10:00"):
            self.ticket._wait(reason)
        page = self._page()
        self.assertEqual(self._promise(page, "arrive")[0], "late")
        self.assertNotIn(reason.name, page.text_content())
