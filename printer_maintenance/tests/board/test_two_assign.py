"""Two dispatchers who send somebody to one request at the same moment."""

from odoo.tests import tagged

from ...exceptions import BoardOutdatedError
from ..two_at_once import TwoAtOnceCase


@tagged("post_install", "-at_install")
class TestTwoAssign(TwoAtOnceCase):
    def _assign(self, env):
        ticket = env["helpdesk.ticket"].browse(self.ticket_ids[0])
        person = ticket._allowed_engineers()[0]
        env["printer.dispatch.board"].assign(ticket.id, person.id, "2036-03-02 10:00:00")

    def _assign_too_late(self, env):
        with self.assertRaises(BoardOutdatedError):
            self._assign(env)

    def test_only_the_first_of_two_sends_somebody(self):
        self._meet(self._assign, self._assign, again=self._assign_too_late)
        with self._transaction() as env:
            self.assertEqual(len(env["helpdesk.ticket"].browse(self.ticket_ids[0]).visit_ids), 1)
