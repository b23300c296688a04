"""Open boards follow by themselves, and only those of people who may look at one."""

import json

from odoo.tests import new_test_user, tagged

from odoo.addons.bus.tests.common import WebsocketCase

from ...models.board.board_news import NEWS, SUBCHANNEL
from .test_board import BoardCase


@tagged("post_install", "-at_install")
class TestBoardNews(BoardCase):
    def _news(self, work) -> int:
        self.env.cr.flush()
        last = self.env["bus.bus"].sudo()._bus_last_id()
        work()
        self.env.cr.flush()
        messages = self.env["bus.bus"].sudo().search([("id", ">", last)])
        return sum(json.loads(message.message)["type"] == NEWS for message in messages)

    def test_whatever_happens_in_one_breath_is_told_once(self):
        self.assertEqual(self._news(lambda: (self._sent("10:00"), self._sent("12:00"))), 1)

    def test_report_and_end_of_a_visit_are_told(self):
        self.assertEqual(self._news(self._report), 1)
        visit = self._sent()
        self.assertEqual(self._news(lambda: visit._cancel(self._reason("mistake"), False)), 1)

    def test_published_duty_and_leave_are_told(self):
        roster = self.env["printer.roster"].create(
            {"name": "R", "team_id": self.team.id, "date_start": "2026-03-02", "tz": "UTC"}
        )
        self.assertEqual(self._news(lambda: roster._set_state("published")), 1)
        leave = {"name": "Away", "date_from": "2026-03-02 00:00:00", "date_to": "2026-03-02 23:00:00"}
        self.assertEqual(self._news(lambda: self.env["resource.calendar.leaves"].create(leave)), 1)

    def test_words_in_a_visit_are_not_told(self):
        visit = self._on_site()
        self.assertEqual(self._news(lambda: visit.write({"advice": "Keep the paper dry"})), 0)


@tagged("post_install", "-at_install")
class TestBoardListeners(BoardCase, WebsocketCase):
    def _hears(self, login, channel=None) -> bool:
        session = self.authenticate(login, login)
        socket = self.websocket_connect(cookie=f"session_id={session.sid}")
        company = self.env.company
        asked = [channel or f"printer.board_{company.id}"]
        self.subscribe(socket, asked, self.env["bus.bus"].sudo()._bus_last_id())
        company._bus_send(NEWS, {"company_id": company.id}, subchannel=SUBCHANNEL)
        self.env.cr.flush()
        self.trigger_notification_dispatching([(company, SUBCHANNEL)])
        socket.settimeout(1)
        try:
            return any(note["message"]["type"] == NEWS for note in json.loads(socket.recv()))
        except Exception as error:  # the client's own type, which is not installed for type checkers
            if type(error).__name__ == "WebSocketTimeoutException":
                return False
            raise

    def test_dispatchers_hear_it(self):
        self.assertTrue(self._hears("test-dispatcher"))

    def test_contacts_and_colleagues_without_a_role_hear_nothing(self):
        new_test_user(self.env, "test-clerk", groups="base.group_user")
        self.assertFalse(self._hears("test-clerk"))
        self.assertFalse(self._hears("test-contact"))
