"""Two agents who confirm one request at the same moment."""

from odoo import fields
from odoo.tests import tagged

from ...exceptions import AlreadyConfirmedError
from ..two_at_once import TwoAtOnceCase


@tagged("post_install", "-at_install")
class TestTwoConfirm(TwoAtOnceCase):
    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            env["helpdesk.ticket"].browse(self.ticket_ids[0])._decide_scope("goodwill", "A favour", False)

    def _confirm(self, env):
        ticket = env["helpdesk.ticket"].browse(self.ticket_ids[0])
        person = env.ref("base.user_admin")
        ticket._confirm_visit(person, fields.Datetime.now(), person.partner_id, person)

    def _confirm_too_late(self, env):
        with self.assertRaises(AlreadyConfirmedError):
            self._confirm(env)

    def test_only_the_first_of_two_confirms(self):
        self._meet(self._confirm, self._confirm, again=self._confirm_too_late)
        with self._transaction() as env:
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids[0])
            self.assertEqual(len(ticket.visit_ids), 1)
            self.assertTrue(ticket.confirmed_at)

    def test_second_is_told_while_the_first_is_still_at_it(self):
        with self._transaction() as first:
            self._confirm(first)
            first.flush_all()
            with self._transaction() as second:
                self._confirm_too_late(second)
