"""Who sees quotations and approvals of parts."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestApprovalRoles(PartsCase):
    def setUp(self):
        super().setUp()
        self.visit = self._on_site()
        self.visit._use_part(self.fuser, 1)
        self.order = self._quote(self.visit)
        self.plain = self.env["sale.order"].create({"partner_id": self.unit.id})

    def test_service_desk_and_direction_read_quotations_of_parts_and_no_others(self):
        for role in ("agent", "dispatcher", "service_director"):
            orders = self.env["sale.order"].with_user(self.users[role])
            self.assertEqual(orders.search([("partner_id", "=", self.unit.id)]), self.order)
            self.assertTrue(orders.browse(self.order.id).order_line.name)
            with self.assertRaises(AccessError):
                orders.browse(self.plain.id).read(["name"])
            with self.assertRaises(AccessError):
                orders.browse(self.order.id).write({"note": "Mine"})

    def test_manager_sees_those_of_their_own_agreements(self):
        orders = self.env["sale.order"].with_user(self.users["project_manager"])
        self.assertEqual(orders.search([("partner_id", "=", self.unit.id)]), self.order)
        self.agreement.manager_id = new_test_user(
            self.env, login="other-pm", groups="base.group_user,printer_maintenance.group_project_manager"
        )
        self.assertFalse(orders.search([("partner_id", "=", self.unit.id)]))

    def test_engineer_reads_approvals_of_their_team_but_no_quotation(self):
        approval = self.order.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes")
        self.assertTrue(approval.with_user(self.engineer).words)
        with self.assertRaises(AccessError):
            self.order.with_user(self.engineer).read(["name"])
        stranger = new_test_user(
            self.env, login="far-engineer", groups="base.group_user,printer_maintenance.group_engineer"
        )
        with self.assertRaises(AccessError):
            approval.with_user(stranger).read(["words"])

    def test_contact_of_another_unit_sees_nothing_of_it(self):
        other = self.env["res.partner"].create(
            {
                "name": "Other unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": self.bureau.id,
            }
        )
        person = self.env["res.partner"].create(
            {"name": "Stranger", "parent_id": other.id, "email": "x@x.example.com"}
        )
        user = new_test_user(self.env, login="stranger", groups="base.group_portal", partner_id=person.id)
        with self.assertRaises(AccessError):
            self.order.with_user(user).read(["name"])
        self.assertTrue(self.order.with_user(self.contact_user).read(["name"]))
        for model in ("printer.part.approval", "printer.part.fitting", "printer.part.fit"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(user).search([])

    def test_fitted_parts_are_read_by_our_roles_and_written_by_nobody(self):
        fitting = (
            self.env["printer.part.fitting"]
            ._through_door()
            .create(
                {
                    "equipment_id": self.device.id,
                    "product_id": self.roller.id,
                    "fitted_at": fields.Datetime.now(),
                    "company_id": self.env.company.id,
                }
            )
        )
        for role, user in self.users.items():
            self.assertTrue(
                self.env["printer.part.fitting"].with_user(user).search([("id", "=", fitting.id)]), role
            )
            with self.assertRaises(AccessError):
                fitting.with_user(user).write({"quantity": 3})
