"""Who may answer an incoming check, and who may not (REQUIREMENTS P4)."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import GuardedFieldError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestReceiptRights(ReceiptCase):
    def test_warehouse_dispatcher_and_supervisor_answer(self):
        for user in (
            self.keeper,
            self.users["dispatcher"],
            self.users["equipment_supervisor"],
            self.users["admin"],
        ):
            check = self._checks(self._receipt((self.roller, 1))).with_user(user)
            check.web_read({"picking_id": {"fields": {"display_name": {}}}, "vendor_id": {}, "goods": {}})
            check.action_pass_all()
            self.assertEqual((check.state, check.checked_by_id), ("passed", user))

    def test_others_read_or_see_nothing(self):
        check = self._checks(self._receipt((self.roller, 1)))
        for user in (self.users["service_director"], self.buyer):
            self.assertEqual(check.with_user(user).state, "open")
            with self.assertRaises(AccessError):
                check.with_user(user).action_pass_all()
            with self.assertRaises(AccessError):
                check.with_user(user).packing_result = "passed"
        for role in ("engineer", "second_line", "agent", "project_manager"):
            with self.assertRaises(AccessError):
                check.with_user(self.users[role]).read(["state"])
        with self.assertRaises(AccessError):
            check.with_user(self.contact_user).read(["state"])

    def test_who_reads_no_checks_still_opens_transfers(self):
        picking = self._receipt((self.roller, 1))
        self._checks(picking)
        seller = new_test_user(self.env, login="test-seller", groups="sales_team.group_sale_salesman")
        picking = picking.with_user(seller)
        self.assertFalse(self.env["printer.part.receipt.check"].with_user(seller).has_access("read"))
        # as the transfer's page reads it, by whatever right the page is opened
        self.assertEqual((picking.receipt_check_count, picking.has_parts_to_check), (1, True))

    def test_who_and_when_is_the_servers(self):
        check = self._checks(self._receipt((self.roller, 1)))
        for name, value in (
            ("checked_by_id", self.engineer.id),
            ("checked_at", "2020-01-01 00:00:00"),
            ("quantity", 9),
            ("booked_at", "2020-01-01 00:00:00"),
            ("lot_label", "FORGED"),
        ):
            with self.assertRaises(GuardedFieldError):
                check[name] = value

    def test_nobody_makes_or_deletes_checks(self):
        check = self._checks(self._receipt((self.roller, 1)))
        for user in (self.keeper, self.users["admin"]):
            for act in ("create", "unlink"):
                self.assertFalse(check.with_user(user).has_access(act))
