"""From a spreadsheet to a scanned label in Chromium, in Chinese; the label's page on a telephone's screen."""

from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestRegisterTour(HttpCase):
    def test_register_is_imported_and_its_device_gets_a_label(self):
        self.start_tour("/odoo/printer-register-import", "printer_register_import", login="supervisor")
        device = self.env["maintenance.equipment"].search([("serial_no", "=", "TOUR0001")])
        self.assertEqual(device.unit_id.name, "巡游测试局")
        self.assertFalse(self.env["maintenance.equipment"].search([("serial_no", "=", "TOUR0002")]))


@tagged("post_install", "-at_install")
class TestLabelTour(HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_somebody_scans_a_label_and_reports_with_a_photo(self):
        device = self.env["maintenance.equipment"].search(
            [("device_type", "=", "printer"), ("condition", "=", "in_service")], limit=1
        )
        device.with_context(lang="zh_CN").name = "HP M404dn"
        device.name = "HP M404dn"
        token = device._get_label_tokens()[device.id]
        self.start_tour(f"/zh_CN/device/{token}", "printer_label_scan", login=None)
        ticket = device.ticket_ids
        self.assertEqual(len(ticket), 1)
        self.assertEqual(ticket.partner_phone, "13912345678")
        self.assertIn("每页都卡", ticket.description)
        self.assertEqual(len(ticket.attachment_ids), 1)
