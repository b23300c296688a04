"""The named team of an agreement, and the responsibility matrix."""

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTeam(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backup = new_test_user(
            cls.env, login="test-backup", groups="printer_maintenance.group_engineer", lang="en_US"
        )

    def test_short_fields_and_team_rows_are_the_same(self):
        self.agreement.backup_ids = self.backup
        rows = self.agreement.member_ids.filtered(lambda m: m.role == "engineer")
        self.assertEqual(
            [(row.user_id, row.is_backup) for row in rows], [(self.engineer, False), (self.backup, True)]
        )
        rows.filtered("is_backup").is_backup = False
        self.assertEqual(self.agreement.engineer_ids, self.engineer | self.backup)
        self.assertFalse(self.agreement.backup_ids)

    def test_new_manager_takes_the_place_of_the_old_one(self):
        self.agreement.manager_id = self.users["admin"]
        managers = self.agreement.member_ids.filtered(lambda m: m.role == "manager")
        self.assertEqual(managers.user_id, self.users["admin"])

    def test_backup_manager_becomes_manager_and_stands_once(self):
        self.agreement.member_ids = [
            Command.create({"role": "manager", "user_id": self.users["admin"].id, "is_backup": True})
        ]
        self.assertEqual(self.agreement.manager_id, self.users["project_manager"])
        self.agreement.manager_id = self.users["admin"]
        managers = self.agreement.member_ids.filtered(lambda m: m.role == "manager")
        self.assertEqual([(m.user_id, m.is_backup) for m in managers], [(self.users["admin"], False)])

    def test_people_without_the_role_are_refused_by_name(self):
        with self.assertRaisesRegex(ValidationError, "Test agent cannot be “Project manager”"):
            self.agreement.manager_id = self.agent

    @mute_logger("odoo.sql_db")
    def test_a_person_has_a_role_once(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.agreement.member_ids = [Command.create({"role": "engineer", "user_id": self.engineer.id})]

    def test_backups_come_after_the_others(self):
        self.agreement.backup_ids = self.backup
        self.assertEqual(self.agreement._team("engineer").ids, [self.engineer.id, self.backup.id])


@tagged("post_install", "-at_install")
class TestResponsibility(PrinterCase):
    def _row(self, code="test_activity", **values):
        return self.env["printer.responsibility"].create(
            {
                "name": "Test activity",
                "code": code,
                "area": "response",
                "engineer_part": "responsible",
                "manager_part": "takes_part",
                **values,
            }
        )

    def _who(self, code="test_activity"):
        return self.env["printer.responsibility"]._who(code, self.agreement)[self.agreement.id]

    def test_team_members_of_the_roles_are_named(self):
        self._row()
        who = self._who()
        self.assertEqual(who.responsible, self.engineer)
        self.assertEqual(who.takes_part, self.users["project_manager"])

    def test_row_of_the_agreement_takes_the_place_of_the_general_one(self):
        self._row()
        self._row(agreement_id=self.agreement.id, engineer_part="takes_part", agent_part="responsible")
        self.assertEqual(self._who().responsible, self.agent)
        other = self.agreement.copy()
        found = self.env["printer.responsibility"]._who("test_activity", self.agreement | other)
        self.assertEqual(found[other.id].responsible, self.engineer)

    def test_unknown_activity_concerns_nobody(self):
        self.assertFalse(self._who("no_such_activity").responsible)

    def test_somebody_must_be_responsible(self):
        with self.assertRaisesRegex(ValidationError, "one role must be responsible"):
            self._row(engineer_part=False)

    @mute_logger("odoo.sql_db")
    def test_an_activity_has_one_general_row(self):
        self._row()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._row()

    def test_many_agreements_cost_no_more_queries(self):
        self._row()
        others = self.agreement
        for _number in range(5):
            others |= self.agreement.copy()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            self.env["printer.responsibility"]._who("test_activity", others)

    def test_new_request_goes_to_the_responsible_and_is_followed_by_those_taking_part(self):
        self._row("device_repair", agreement_id=self.agreement.id)
        ticket = self._report()
        self.assertEqual(ticket.user_id, self.engineer)
        self.assertIn(self.users["project_manager"].partner_id, ticket.message_partner_ids)

    def test_request_is_not_given_to_somebody_outside_its_team(self):
        self._row("device_repair", agreement_id=self.agreement.id)
        self.team.user_ids = False
        self.assertFalse(self._report().user_id)

    def test_somebody_named_already_keeps_the_request(self):
        second = new_test_user(
            self.env, login="test-second", groups="printer_maintenance.group_engineer", lang="en_US"
        )
        self.team.user_ids |= second
        self._row("device_repair", agreement_id=self.agreement.id)
        self.assertEqual(self._report(user_id=second.id).user_id, second)
