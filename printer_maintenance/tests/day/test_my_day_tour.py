"""The engineer's day in Chromium at 390 pixels, with the connection really lost in the middle of the work."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..visit.visit_common import VisitCase
from .losing_connection import LosingConnection


@tagged("post_install", "-at_install")
class TestMyDayTour(LosingConnection, VisitCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        self.engineer.password = "test-engineer"
        ticket = self._report(reported_at=fields.Datetime.now())
        visit = ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )
        self.visit = visit.sudo(False).with_user(self.engineer)
        self._listen()

    def _tour(self, name, lang):
        self.env["res.lang"]._activate_lang(lang)
        self.engineer.lang = lang
        self.start_tour("/odoo/printer-my-day", name, login=self.engineer.login, timeout=120)
        self.env.invalidate_all()

    def _check_delivered(self):
        visit = self.visit
        self.assertEqual((visit.fault_cause, visit.work_done), ("搓纸轮磨损", "更换搓纸轮"))
        self.assertTrue(visit.is_tested and visit.is_explained)
        self.assertEqual((visit.state, visit.signature_place), ("finished", "on_screen"))
        self.assertEqual(visit.photo_ids.mapped("moment"), ["before"], "one photo, however often it was sent")
        self.assertEqual(visit.arrival_method, "label")
        deeds = self.env["printer.day.deed"].search([("visit_id", "=", visit.id)])
        self.assertEqual(sorted(set(deeds.mapped("kind"))), ["arrive", "finish", "leave", "photo", "write"])

    def test_work_done_without_a_connection_arrives_once_in_chinese(self):
        self._tour("printer_my_day_without_connection", "zh_CN")
        self._check_delivered()

    def test_work_done_without_a_connection_arrives_once_in_english(self):
        self._tour("printer_my_day_without_connection", "en_US")
        self._check_delivered()

    def test_draft_outlives_the_page_it_was_typed_on(self):
        self._tour("printer_my_day_drafts_stay", "zh_CN")
        self.assertEqual(self.visit.fault_cause, "搓纸轮磨损")

    def test_two_people_in_one_visit_decide_whose_words_stay(self):
        self._tour("printer_my_day_two_people", "zh_CN")
        self.assertEqual((self.visit.fault_cause, self.visit.advice), ("搓纸轮磨损", "每周清洁"))

    def test_arrival_without_a_connection_lets_the_work_begin(self):
        self._tour("printer_my_day_arrival_in_a_cellar", "zh_CN")
        self.assertEqual((self.visit.state, self.visit.arrival_method), ("on_site", "label"))
        self.assertEqual(self.visit.fault_cause, "搓纸轮磨损")
