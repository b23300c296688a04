"""Killed between a call and its commit, two runs at once, an answer in the middle of a run: real transactions."""

from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.fields import Command, Datetime
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

OF_REQUEST = "(SELECT id FROM printer_emergency WHERE ticket_id = %(ticket)s)"
# what the tests commit, in the order in which it can be taken away again
LEFT_BEHIND = (
    f"DELETE FROM mail_activity WHERE res_model = 'printer.emergency' AND res_id IN {OF_REQUEST}",
    f"DELETE FROM mail_message WHERE model = 'printer.emergency' AND res_id IN {OF_REQUEST}",
    f"DELETE FROM mail_followers WHERE res_model = 'printer.emergency' AND res_id IN {OF_REQUEST}",
    "DELETE FROM printer_emergency WHERE ticket_id = %(ticket)s",
    "DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND res_id = %(ticket)s",
    "DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket' AND res_id = %(ticket)s",
    "DELETE FROM helpdesk_ticket WHERE id = %(ticket)s",
    "DELETE FROM printer_emergency_plan WHERE id = %(plan)s",
    "DELETE FROM mail_mail WHERE email_to LIKE '%%zq-killed%%'",
    "DELETE FROM res_users WHERE id = ANY(%(users)s)",
)


class Killed(BaseException):
    """The process ends here: no handler runs, nothing more is written."""


@tagged("post_install", "-at_install")
class TestKilled(BaseCase):
    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.ids = {"ticket": 0, "plan": 0, "users": []}
        self.addCleanup(self._take_away)
        with self._transaction() as env:
            users = env["res.users"].create(
                [
                    {
                        "name": f"Contact {number}",
                        "login": f"zq-killed-{number}",
                        "email": f"zq-killed-{number}@example.com",
                        "notification_type": "email",
                        "group_ids": [Command.set([env.ref("base.group_user").id])],
                    }
                    for number in range(3)
                ]
            )
            self.ids["users"] = users.ids
            plan = env["printer.emergency.plan"].create(
                {
                    "name": "Killed",
                    "sequence": -1,
                    "contact_ids": [
                        Command.create({"sequence": number, "user_id": user.id})
                        for number, user in enumerate(users)
                    ],
                }
            )
            self.ids["plan"] = plan.id
            ticket = env["helpdesk.ticket"].create(
                {"name": "Smoke", "description": "Smoke", "severity": "major", "team_id": False}
            )
            self.ids["ticket"] = ticket.id
            self.emergency_id = ticket.emergency_ids.id
            self.assertEqual(ticket.emergency_ids.plan_id, plan)
        self._make_due()

    @contextmanager
    def _transaction(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})

    def _take_away(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT partner_id FROM res_users WHERE id = ANY(%s)", [self.ids["users"]])
            partners = [partner for (partner,) in cr.fetchall()]
            for statement in LEFT_BEHIND:
                cr.execute(statement, self.ids)
            cr.execute("DELETE FROM sms_sms WHERE partner_id = ANY(%s)", [partners])
            cr.execute("DELETE FROM res_partner WHERE id = ANY(%s)", [partners])

    def _make_due(self):
        """A minute passes."""
        with self._transaction() as env:
            env["printer.emergency"].browse(
                self.emergency_id
            )._through_door().next_call_at = Datetime.subtract(Datetime.now(), seconds=1)

    def _called(self):
        """How many were called, and how many mails were queued for them."""
        with self._transaction() as env:
            calls = env["printer.emergency"].browse(self.emergency_id).call_ids.filtered("called_at")
            return len(calls), env["mail.mail"].search_count([("email_to", "like", "zq-killed")])

    def _run(self, env):
        return env["printer.emergency"]._call_due()

    def test_killed_after_the_call_and_before_the_commit_it_is_made_once(self):
        self.assertEqual(self._called(), (1, 1))
        Call = self.registry["printer.emergency.call"]
        for step in ("_tell", "_plan_activities", "_make"):
            original = getattr(Call, step)

            def die(calls, *args, original=original):
                original(calls, *args)
                calls.env.flush_all()
                raise Killed

            with self.assertRaises(Killed), patch.object(Call, step, die), self._transaction() as env:
                self._run(env)
            self.assertEqual(self._called(), (1, 1), f"nothing survives dying in {step}")
        with self._transaction() as env:
            self._run(env)
        self.assertEqual(self._called(), (2, 2))

    def test_two_runs_at_once_call_each_person_once(self):
        with self._transaction() as first, self._transaction() as second:
            self.assertEqual(self._run(first), 1)
            first.flush_all()
            self.assertEqual(self._run(second), 0, "the other holds it")
        self.assertEqual(self._called(), (2, 2))

    def test_run_that_began_before_somebody_acknowledged_calls_nobody(self):
        with self._transaction() as run:
            run.cr.execute("SELECT 1")
            with self._transaction() as env:
                env["printer.emergency"].browse(self.emergency_id).action_acknowledge()
            with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                self._run(run)
            run.cr.rollback()
            run.invalidate_all()
            self.assertEqual(self._run(run), 0)
        self.assertEqual(self._called(), (1, 1))

    def test_two_who_raise_a_request_at_once_start_one_emergency(self):
        with self._transaction() as env:
            env["helpdesk.ticket"].browse(self.ids["ticket"]).severity = "normal"
        with self._transaction() as other:
            other.cr.execute("SELECT 1")
            with self._transaction() as env:
                env["helpdesk.ticket"].browse(self.ids["ticket"]).severity = "major"
            with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                other["helpdesk.ticket"].browse(self.ids["ticket"]).severity = "major"
                other.flush_all()
            other.cr.rollback()
            other.invalidate_all()
        with self._transaction() as env:
            env["helpdesk.ticket"].browse(self.ids["ticket"]).severity = "major"
            emergencies = env["helpdesk.ticket"].browse(self.ids["ticket"]).emergency_ids
            self.assertEqual(sorted(emergencies.mapped("state")), ["calling", "off"])
