"""Two engineers who end one visit at the same moment."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...exceptions import VisitBusyError
from ..two_at_once import TwoAtOnceCase

DONE = {
    "fault_cause": "Worn roller",
    "work_done": "Replaced",
    "is_tested": True,
    "is_explained": True,
    "briefing_omitted": "Knows it well",
}


@tagged("post_install", "-at_install")
class TestTwoFinish(TwoAtOnceCase):
    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids[0])
            ticket._decide_scope("goodwill", "A favour", False)
            person = env.ref("base.user_admin")
            visit = ticket._confirm_visit(person, fields.Datetime.now(), person.partner_id, person)
            visit.action_arrive()
            visit.write(DONE)
            self.visit_id = visit.id

    def _visit(self, env):
        return env["printer.visit"].browse(self.visit_id)

    def _finish(self, env):
        self._visit(env).action_finish_work()

    def _finish_too_late(self, env):
        with self.assertRaisesRegex(UserError, "once"):
            self._finish(env)

    def _leave(self, env):
        self._visit(env)._leave_unfinished(
            env.ref("printer_maintenance.visit_reason_called_away"), "Flood at the registry"
        )

    def _leave_too_late(self, env):
        with self.assertRaises(UserError):
            self._leave(env)

    def test_work_is_reported_done_once(self):
        self._meet(self._finish, self._finish, again=self._finish_too_late)
        with self._transaction() as env:
            kinds = env["maintenance.equipment"].browse(self.device_id).event_ids.mapped("kind")
            self.assertEqual(kinds.count("repaired"), 1)

    def test_next_visit_is_opened_once(self):
        self._meet(self._leave, self._leave, again=self._leave_too_late)
        with self._transaction() as env:
            self.assertEqual(len(self._visit(env).next_visit_ids), 1)

    def test_second_is_told_while_the_first_is_still_at_it(self):
        with self._transaction() as first:
            self._finish(first)
            first.flush_all()
            with self._transaction() as second, self.assertRaises(VisitBusyError):
                self._finish(second)
