"""The contact lets a device go, on the engineer's telephone: photo and signature in Chromium at 390 pixels."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..visit.visit_common import VisitCase


@tagged("post_install", "-at_install")
class TestWorkshopTour(VisitCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def _tour(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        self.engineer.write({"password": "test-engineer", "lang": lang})
        visit = self._confirmed_visit().with_user(self.engineer)
        visit.action_arrive()
        stay = visit._ask_custody(
            "The fuser needs the bench",
            "A scratch on the lid",
            "none",
            fields.Date.add(fields.Date.context_today(visit), days=3),
            [{"name": "Power cord"}],
        )
        self.start_tour(f"/odoo/printer-workshop/{stay.id}", "printer_taken_along", login=self.engineer.login)
        self.env.invalidate_all()
        self.assertEqual((stay.state, self.device.condition), ("taken", "workshop"))
        self.assertEqual(stay.photo_ids.mapped("moment"), ["taken"])
        self.assertTrue(stay.consent_signature)

    def test_photo_and_signature_on_the_telephone_in_chinese(self):
        self._tour("zh_CN")

    def test_photo_and_signature_on_the_telephone_in_english(self):
        self._tour("en_US")
