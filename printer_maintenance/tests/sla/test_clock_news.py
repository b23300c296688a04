"""Who hears that the clocks of a request have changed, and how often."""

import json

from odoo.tests import new_test_user, tagged

from odoo.addons.bus.tests.common import WebsocketCase

from ...models.sla.clock_live import NEWS, SUBCHANNEL, TOLD_AT_ONCE
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestClockNews(PrinterCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._report()
        self._commit()

    def _commit(self):
        """What happens when a transaction ends, but for its end."""
        self.env.cr.flush()

    def _news(self, work) -> list[int]:
        last = self.env["bus.bus"].sudo()._bus_last_id()
        work()
        self._commit()
        messages = self.env["bus.bus"].sudo().search([("id", ">", last)], order="id")
        bodies = [json.loads(message.message) for message in messages]
        return [body["payload"]["id"] for body in bodies if body["type"] == NEWS]

    def test_confirmation_is_told_once(self):
        def confirm():
            self.ticket._stamp("confirmed_at")
            self.ticket._stamp("responded_at")
            self.ticket.severity = "urgent"

        self.assertEqual(self._news(confirm), self.ticket.ids)

    def test_escalation_and_take_over_are_told(self):
        self.assertEqual(
            self._news(lambda: self.ticket._note_escalation("2026-03-02 08:00:00")), self.ticket.ids
        )
        self.assertEqual(
            self._news(lambda: self.ticket.with_user(self.agent).action_take_over()), self.ticket.ids
        )

    def test_what_no_clock_follows_from_is_not_told(self):
        self.assertFalse(self._news(lambda: self.ticket.write({"name": "Paper jam again"})))

    def test_many_at_once_are_not_told(self):
        values = {
            "name": "Jam",
            "description": "x",
            "equipment_id": self.device.id,
            "partner_id": self.contact.id,
        }
        tickets = self.env["helpdesk.ticket"].create([dict(values) for _ in range(TOLD_AT_ONCE + 1)])
        self._commit()
        self.assertFalse(self._news(tickets._sync_clocks))
        self.assertEqual(len(self._news(tickets[1:]._sync_clocks)), TOLD_AT_ONCE)

    def test_news_say_nothing_but_which_request(self):
        self.ticket._stamp("confirmed_at")
        self._commit()
        told = self.env["bus.bus"].sudo().search([("message", "like", NEWS)], order="id desc")
        message = told[:1]
        self.assertEqual(json.loads(message.message), {"type": NEWS, "payload": {"id": self.ticket.id}})


@tagged("post_install", "-at_install")
class TestClockListeners(PrinterCase, WebsocketCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._report()
        self.stranger = new_test_user(
            self.env, login="test-stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )

    def _hears(self, login, *channels) -> bool:
        """Whether somebody who asks to listen to the request is told its news.

        :param channels: what else they ask for
        """
        session = self.authenticate(login, login)
        socket = self.websocket_connect(cookie=f"session_id={session.sid}")
        self.subscribe(
            socket,
            [f"printer.clocks_{self.ticket.id}", *channels],
            self.env["bus.bus"].sudo()._bus_last_id(),
        )
        self.ticket._bus_send(NEWS, {"id": self.ticket.id}, subchannel=SUBCHANNEL)
        self.env.cr.flush()
        self.trigger_notification_dispatching([(self.ticket, SUBCHANNEL)])
        socket.settimeout(1)
        try:
            return any(note["message"]["type"] == NEWS for note in json.loads(socket.recv()))
        except Exception as error:  # the client's own type, which is not installed for type checkers
            if type(error).__name__ == "WebSocketTimeoutException":
                return False
            raise

    def test_engineer_of_the_team_hears_the_news(self):
        self.assertTrue(self._hears("test-engineer"))

    def test_engineer_of_another_team_hears_nothing(self):
        self.assertFalse(self._hears("test-stranger"))

    def test_contact_hears_nothing_even_of_their_own_request(self):
        self.assertTrue(self.ticket.with_user(self.contact_user).has_access("read"))
        self.assertFalse(self._hears("test-contact"))

    def test_made_up_channels_harm_nobody(self):
        self.assertTrue(
            self._hears("test-engineer", "printer.clocks_", "printer.clocks_0", "printer.clocks_" + "9" * 30)
        )
