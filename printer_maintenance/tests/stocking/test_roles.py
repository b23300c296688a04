"""Who sees and does what with the plan of stock and its checks."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .stocking_common import StockingCase

PLANNERS = ("dispatcher", "project_manager", "equipment_supervisor", "admin")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestStockingRoles(StockingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls._agreed(check_unit="weeks", check_begin="2026-03-09")
        cls.foreign = cls._agreed(cls.fuser, cls.shelf, agreement_id=False)
        cls.bare = new_test_user(cls.env, login="test-bare", groups="base.group_user")

    def _may(self, user, record, operation):
        return record.with_user(user).has_access(operation)

    def test_every_role_sees_the_plan_of_its_own(self):
        for role, user in self.users.items():
            with self.subTest(role):
                self.assertTrue(self._may(user, self.row, "read"))
                self.assertTrue(self._may(user, self.row.check_ids, "read"))
        for user in (self.stranger, self.bare, self.contact_user):
            with self.subTest(user.login):
                self.assertFalse(self._may(user, self.row, "read"))
                self.assertFalse(self._may(user, self.row.check_ids, "read"))

    def test_planners_write_and_nobody_else(self):
        for role, user in self.users.items():
            with self.subTest(role):
                self.assertEqual(self._may(user, self.row, "write"), role in PLANNERS)
                self.assertEqual(self._may(user, self.row, "create"), role in PLANNERS)
                self.assertFalse(role != "admin" and self._may(user, self.row.check_ids, "write"))

    def test_project_managers_plan_for_their_agreements_only(self):
        self.assertFalse(self._may(self.manager, self.foreign, "read"))
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.manager).action_take_suggestion()
        draft = self._row(self.fuser).with_user(self.manager)
        draft._agree(date(2026, 3, 2), self.contact)
        self.assertEqual(draft.state, "agreed")
        with self.assertRaises(AccessError):
            self.env["printer.part.stocking"].with_user(self.manager).create(
                {"location_id": self.site.id, "product_id": self.fuser.id}
            )

    def test_whoever_keeps_a_row_makes_its_checks_wherever_it_lies(self):
        self.foreign.responsible_id = self.stranger
        check = self._check(self.foreign)
        self._have(3, self.shelf, self.fuser)
        self._count(check, 3, user=self.stranger)
        self.assertEqual((check.state, check.done_by_id), ("done", self.stranger))

    def test_warehouse_people_see_it_all_and_count(self):
        clerk = new_test_user(
            self.env, login="test-clerk", lang="en_US", groups="base.group_user,stock.group_stock_user"
        )
        self.assertTrue(self._may(clerk, self.row | self.foreign, "read"))
        self._have(3, self.shelf, self.fuser)
        check = self._check(self.foreign)
        self._count(check, 3, user=clerk)
        self.assertEqual(check.state, "done")

    def test_another_companys_plan_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        user = new_test_user(
            self.env,
            login="test-other",
            groups="base.group_user,printer_maintenance.group_dispatcher",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertFalse(self._may(user, self.row, "read"))
        self.assertFalse(self._may(user, self.row.check_ids, "read"))
        self.assertNotIn(self.row.id, self.env["printer.part.stocking"].with_user(user).search([]).ids)
