"""One fault from report to signature in Chromium, in Chinese, on the real register."""

from odoo.tests import HttpCase, tagged

SERIAL = "EP46141291000002"


@tagged("post_install", "-at_install")
class TestStoryTour(HttpCase):
    def test_one_fault_from_report_to_signature_in_the_browser(self):
        device = self.env["maintenance.equipment"].search([("serial_no", "=", SERIAL)])
        self.start_tour("/my", "printer_story_report", login="contact.south")
        ticket = device.ticket_ids
        self.assertEqual(len(ticket), 1)
        self.assertEqual(len(ticket.attachment_ids), 1)

        self.start_tour("/odoo/printer-requests", "printer_story_confirm", login="agent")
        visit = ticket.visit_ids
        self.assertEqual(visit.state, "confirmed")

        self.start_tour("/odoo/printer-my-visits", "printer_story_visit", login="engineer")
        self.assertTrue(visit.awaits_signature)

        self.start_tour(f"/my/ticket/{ticket.id}", "printer_story_sign", login="contact.south")
        self.env.invalidate_all()
        self.assertEqual(visit.state, "finished")
        self.assertTrue(ticket.closed)
        self.assertEqual(set(ticket.clock_ids.mapped("state")), {"met"})
        self.assertEqual(ticket.satisfaction, 100)

        self.start_tour(f"/odoo/printer-devices/{device.id}", "printer_story_history", login="supervisor")
