"""A project manager directs their own agreements, and makes no other one theirs."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ...exceptions import AgreementFixedError, GuardedFieldError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestRights(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger = new_test_user(
            cls.env,
            login="test-other-manager",
            groups="base.group_user,printer_maintenance.group_project_manager",
            lang="en_US",
        )
        cls.other_bureau = cls.env["res.partner"].create(
            {"name": "Other bureau", "printer_unit_kind": "customer"}
        )
        cls.other = cls.agreement.copy({"name": "Other", "partner_id": cls.other_bureau.id})
        cls.other.manager_id = cls.stranger
        cls.other.action_start()

    def _theirs(self, name):
        return self.other[name].with_user(self.stranger)

    def test_manager_makes_nobody_elses_agreement_theirs(self):
        for values in (
            {"role": "manager", "user_id": self.stranger.id, "sequence": -1},
            {"role": "manager", "user_id": self.stranger.id, "is_backup": True},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                self.env["printer.agreement.member"].with_user(self.stranger).create(
                    {"agreement_id": self.agreement.id, **values}
                )
            with self.subTest(values, way="default"), self.assertRaises(AccessError):
                self.env["printer.agreement.member"].with_user(self.stranger).with_context(
                    default_agreement_id=self.agreement.id
                ).create(values)
        with self.assertRaises(AgreementFixedError):
            self._theirs("member_ids")[0].agreement_id = self.agreement
        self.assertEqual(self.agreement.manager_id, self.users["project_manager"])

    def test_manager_changes_no_device_list_of_others(self):
        with self.assertRaises(AccessError):
            self.env["printer.agreement.line"].with_user(self.stranger).create(
                {"agreement_id": self.agreement.id, "unit_id": self.unit.id, "is_left_out": True}
            )
        with self.assertRaises(AgreementFixedError):
            self._theirs("line_ids").agreement_id = self.agreement
        with self.assertRaises(AgreementFixedError):
            self.other.with_user(self.stranger).line_ids = [Command.link(self.agreement.line_ids.id)]

    def test_manager_fills_their_own_team_and_list(self):
        mine = self.other.with_user(self.stranger)
        mine.member_ids = [Command.create({"role": "engineer", "user_id": self.users["second_line"].id})]
        mine.line_ids = [Command.create({"kind": "unit", "is_left_out": True})]
        self.assertIn(self.users["second_line"], self.other.engineer_ids)

    def test_copies_of_other_records_fields_are_nobodys_to_write(self):
        with self.assertRaises(GuardedFieldError):
            self.other.with_user(self.stranger).customer_id = self.bureau
        with self.assertRaises(GuardedFieldError):
            self.device.with_user(self.users["equipment_supervisor"]).customer_id = self.other_bureau
        with self.assertRaises(GuardedFieldError):
            self.unit.with_user(self.agent).printer_customer_id = self.other_bureau

    def test_every_stored_copy_in_our_models_is_guarded(self):
        open_copies = []
        for name in self.registry:
            model = self.env[name]
            if not name.startswith("printer.") or model._abstract or model._transient:
                continue
            guarded = model._get_guarded_fields() if "printer.guard.mixin" in self._parents(model) else ()
            open_copies += [
                f"{name}.{field.name}"
                for field in model._fields.values()
                if field.related and field.store and field.readonly and field.name not in guarded
            ]
        self.assertEqual(open_copies, [], "give these models printer.guard.mixin")

    @staticmethod
    def _parents(model):
        return {getattr(parent, "_name", None) for parent in type(model).__mro__}
