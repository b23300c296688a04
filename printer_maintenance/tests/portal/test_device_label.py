"""The page behind a label: for anybody, on a telephone, without signing in."""

import re

from odoo.tests import tagged

from .device_label_common import LabelCase


@tagged("post_install", "-at_install")
class TestDeviceLabel(LabelCase):
    # -- what is shown

    def test_page_shows_just_enough_to_recognise_the_device(self):
        page = self._page()
        self.assertEqual(page.status_code, 200)
        for word in ("LaserJet", self.device.label_code, "Test unit", "Archive", "Room 12", "400-123-4567"):
            self.assertIn(word, page.text)
        for secret in (
            "SN-0001",
            "ASSET-77",
            "10.9.8.7",
            "Wang Secret",
            "Test agreement",
            self.contact.email,
        ):
            self.assertNotIn(secret, page.text)

    def test_page_is_neither_indexed_nor_kept_nor_told(self):
        for answer in (self._page(), self._page("x" * 22), self._send(phone="")):
            self.assertIn("noindex", answer.headers["X-Robots-Tag"])
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_open_fault_is_told_without_its_details(self):
        self._report(name="Confidential title", reported_at="2026-03-02 01:00:00")
        page = self._page()
        self.assertIn("being handled already", page.text)
        self.assertIn("3/2/26", page.text)
        self.assertNotIn("Confidential title", page.text)
        self.assertNotIn(self._tickets().number, page.text)

    def test_language_follows_the_browser_and_can_be_changed(self):
        self.opener.cookies.clear()
        self.assertIn('lang="zh-CN"', self._page(headers={"Accept-Language": "zh-CN,zh;q=0.9"}).text)
        self.opener.cookies.clear()
        page = self._page(headers={"Accept-Language": "en-US"})
        self.assertIn('lang="en-US"', page.text)
        self.assertIn(f'href="/zh_CN/device/{self.token}"', page.text)
        changed = self.url_open(f"/zh_CN/device/{self.token}")
        self.assertEqual(changed.status_code, 200)
        self.assertIn('lang="zh-CN"', changed.text)

    def test_faults_to_choose_follow_the_type_of_device(self):
        self.assertIn('value="jam"', self._page().text)
        desktop = self._make_device(
            "PC-1", category_id=self.env.ref("printer_maintenance.category_desktop").id
        )
        page = self._page(desktop._get_label_tokens()[desktop.id])
        self.assertIn('value="start"', page.text)
        self.assertNotIn('value="jam"', page.text)

    # -- who lands where

    def test_contact_lands_on_their_own_page(self):
        self.contact_user.password = "test-contact"
        self.authenticate("test-contact", "test-contact")
        answer = self._page()
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"/my/devices/{self.device.id}"))

    def test_contact_of_another_customer_gets_the_public_page(self):
        foreign = self.env["res.partner"].create({"name": "Foreign", "printer_unit_kind": "customer"})
        device = self._make_device("SN-F", unit_id=foreign.id, department_id=False)
        self.contact_user.password = "test-contact"
        self.authenticate("test-contact", "test-contact")
        page = self._page(device._get_label_tokens()[device.id])
        self.assertEqual(page.status_code, 200)
        self.assertIn("Report a fault", page.text)
        self.assertNotIn("SN-F", page.text)

    def test_engineer_lands_in_the_back_office(self):
        self.engineer.password = "test-engineer"
        self.authenticate("test-engineer", "test-engineer")
        answer = self._page()
        self.assertTrue(answer.headers["Location"].endswith(f"/odoo/printer-devices/{self.device.id}"))
        self.assertEqual(self.url_open(f"/device/{self.token}?public=1").status_code, 200)

    # -- void, unknown, retired

    def _bare(self, answer, token):
        # the page's own token against forged forms is another one each time
        text = re.sub(r'csrf_token: "\w+"', "", answer.text)
        return answer.status_code, text.replace(token, "")

    def test_void_unknown_and_retired_look_the_same(self):
        unknown = self._bare(self._page("A" * 22), "A" * 22)
        self.assertEqual(unknown[0], 404)
        self.assertIn("400-123-4567", unknown[1])
        self.assertNotIn("LaserJet", unknown[1])
        old = self.token
        self.device.with_user(self.users["equipment_supervisor"]).action_void_label()
        self.assertEqual(self._bare(self._page(old), old), unknown)
        new = self.device._get_label_tokens()[self.device.id]
        self.assertEqual(self._page(new).status_code, 200)
        self.device._set_condition("retired")
        self.assertEqual(self._bare(self._page(new), new), unknown)
        self.assertEqual(self._bare(self._page("x%27--"), "x%27--")[0], 404)

    def test_archived_device_is_not_found(self):
        self.device.active = False
        self.assertEqual(self._page().status_code, 404)

    def test_report_to_a_void_label_is_not_taken(self):
        self.assertEqual(self._send("A" * 22).status_code, 404)
        self.device._set_condition("retired")
        self.assertEqual(self._send().status_code, 404)
        self.assertFalse(self._tickets())
