"""The dispatch board in Chromium: a job dragged onto an engineer, and the same by keyboard."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from .test_board import BoardCase


@tagged("post_install", "-at_install")
class TestBoardTour(BoardCase, HttpCase):
    browser_size = "1600x900"

    def _tour(self, name, lang):
        self.dispatcher.write({"lang": lang, "tz": "Asia/Shanghai"})
        self.env["helpdesk.ticket"].search([("closed", "=", False)]).team_id = False
        # the one knows printers, the other does not
        self.env["printer.skill"].create({"user_id": self.other_engineer.id, "device_type": "printer"})
        ticket = self._report(name="卡纸 first")
        self.start_tour("/odoo/dispatch-board", name, login="test-dispatcher")
        self.env.invalidate_all()
        return ticket.visit_ids

    def test_job_is_dragged_onto_an_engineer_in_chinese(self):
        self.assertEqual(self._tour("printer_board_drag", "zh_CN").engineer_id, self.engineer)

    def test_job_is_dragged_onto_an_engineer_in_english(self):
        self.assertEqual(self._tour("printer_board_drag", "en_US").engineer_id, self.engineer)

    def test_best_engineer_is_sent_by_keyboard_in_chinese(self):
        self._check_keyboard("zh_CN")

    def test_best_engineer_is_sent_by_keyboard_in_english(self):
        self._check_keyboard("en_US")

    def test_two_visits_exchange_their_engineers_by_clicking(self):
        self.dispatcher.write({"lang": "en_US", "tz": "UTC"})
        self.env["helpdesk.ticket"].search([("closed", "=", False)]).team_id = False
        now = fields.Datetime.now()
        one, other = (
            self.env["printer.visit"]._plan(self._report(), person, now, 30)
            for person in (self.engineer, self.other_engineer)
        )
        self.start_tour("/odoo/dispatch-board", "printer_board_swap", login="test-dispatcher")
        self.env.invalidate_all()
        self.assertEqual((one.engineer_id, other.engineer_id), (self.other_engineer, self.engineer))

    def _check_keyboard(self, lang):
        visit = self._tour("printer_board_keyboard", lang)
        self.assertEqual((visit.state, visit.engineer_id), ("planned", self.other_engineer))
