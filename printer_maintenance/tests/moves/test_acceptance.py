"""Receiving: goods check and function test before a new device enters service."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import (
    AcceptanceIncompleteError,
    GuardedFieldError,
    NotAcceptedError,
    PrinterError,
    TransitionError,
)
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestAcceptance(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new = cls._make_device("SN-NEW", entry_kind="new")

    def _begin(self, role="engineer", device=None):
        action = (device or self.new).with_user(self.users[role]).action_goods_check()
        return self.env["printer.equipment.acceptance"].with_user(self.users[role]).browse(action["res_id"])

    def _answered(self, **values):
        acceptance = self._begin()
        acceptance.action_all_ok()
        acceptance.write({"witness_name": "Ms Wang", "date": "2026-03-02", **values})
        return acceptance

    def test_new_device_starts_in_store_and_cannot_enter_service(self):
        self.assertEqual(self.new.condition, "stored")
        for state in ("in_service", "faulty", "lent"):
            with self.assertRaisesRegex(NotAcceptedError, "LaserJet"):
                self.new._set_condition(state)
        self.assertEqual(self.new.condition, "stored")

    def test_device_taken_over_is_in_service_at_once(self):
        self.assertEqual((self.device.entry_kind, self.device.condition), ("taken_over", "in_service"))

    def test_how_a_device_came_cannot_be_changed_to_pass_the_check(self):
        with self.assertRaises(GuardedFieldError):
            self.new.with_user(self.users["equipment_supervisor"]).entry_kind = "taken_over"
        with self.assertRaises(GuardedFieldError):
            self.new.with_user(self.users["equipment_supervisor"]).accepted_on = "2026-01-01"

    def test_checklist_is_that_of_the_type(self):
        xmlids = self._begin().line_ids.item_id.get_external_id().values()
        names = {xmlid.removeprefix("printer_maintenance.acceptance_item_") for xmlid in xmlids}
        self.assertLessEqual({"package", "ccc", "start", "safety", "print"}, names)
        self.assertFalse({"copy", "scan", "laptop_battery"} & names)

    def test_passing_puts_the_device_into_service(self):
        acceptance = self._answered()
        acceptance.action_pass()
        self.assertEqual(acceptance.state, "passed")
        self.assertEqual(acceptance.user_id, self.engineer)
        self.assertEqual(self.new.condition, "in_service")
        self.assertEqual(str(self.new.accepted_on), "2026-03-02")
        self.assertEqual(str(self.new.in_service_date), "2026-03-02")
        event = self.new.event_ids.filtered(lambda line: line.kind == "accepted")
        self.assertEqual((event.origin_model, event.origin_id), (acceptance._name, acceptance.id))
        self.assertIn("Ms Wang", event.detail)
        self.assertEqual(event.user_id, self.engineer)

    def test_open_points_keep_the_device_out(self):
        acceptance = self._begin()
        acceptance.witness_name = "Ms Wang"
        acceptance.line_ids[1:].write({"result": "ok"})
        with self.assertRaisesRegex(AcceptanceIncompleteError, "yet: 1"):
            acceptance.action_pass()
        self.assertEqual(self.new.condition, "stored")

    def test_a_point_not_in_order_keeps_the_device_out(self):
        acceptance = self._answered()
        acceptance.line_ids[0].action_not_ok()
        with self.assertRaises(AcceptanceIncompleteError):
            acceptance.action_pass()

    def test_function_test_cannot_be_waved_through(self):
        acceptance = self._answered()
        acceptance.function_line_ids.write({"result": "na"})
        with self.assertRaisesRegex(AcceptanceIncompleteError, "function test"):
            acceptance.action_pass()

    def test_a_witness_is_needed(self):
        acceptance = self._answered(witness_name=" ")
        with self.assertRaisesRegex(AcceptanceIncompleteError, "present"):
            acceptance.action_pass()

    def test_what_failed_is_tested_again(self):
        acceptance = self._answered()
        with self.assertRaises(AcceptanceIncompleteError):
            acceptance.action_fail()
        acceptance.line_ids[0].action_not_ok()
        acceptance.action_fail()
        self.assertEqual(self.new.condition, "stored")
        with self.assertRaises(PrinterError):
            acceptance.action_pass()
        with self.assertRaises(TransitionError):
            acceptance.action_fail()
        again = acceptance.browse(acceptance.action_test_again()["res_id"])
        self.assertEqual(again.previous_id, acceptance)
        again.action_all_ok()
        again.witness_name = "Ms Wang"
        again.action_pass()
        self.assertEqual(self.new.condition, "in_service")

    def test_a_second_person_goes_on_in_the_same_acceptance(self):
        self.assertEqual(self._begin().id, self._begin("equipment_supervisor").id)

    def test_finished_acceptance_stays_as_it_was(self):
        acceptance = self._answered()
        acceptance.action_pass()
        for change in (
            lambda: acceptance.write({"witness_name": "Somebody else"}),
            lambda: acceptance.write({"name": "EA-X"}),
            lambda: acceptance.write({"company_id": False}),
            lambda: acceptance.line_ids[0].write({"result": "not_ok"}),
            lambda: acceptance.line_ids[0].item_id.sudo().write({"name": "Something else"}),
            lambda: acceptance.sudo().unlink(),
        ):
            with self.assertRaises(PrinterError):
                change()

    def test_points_cannot_be_taken_away_or_exchanged(self):
        acceptance = self._begin("equipment_supervisor")
        with self.assertRaises(AccessError):
            acceptance.line_ids[0].unlink()
        with self.assertRaises(GuardedFieldError):
            acceptance.line_ids[0].item_id = acceptance.line_ids[1].item_id

    def test_retired_device_is_not_checked(self):
        self.device._set_condition("retired")
        with self.assertRaises(PrinterError):
            self._begin(device=self.device)

    def test_device_retired_while_it_is_checked_is_not_accepted(self):
        acceptance = self._begin(device=self.device)
        acceptance.action_all_ok()
        acceptance.witness_name = "Ms Wang"
        self.device._set_condition("retired")
        with self.assertRaisesRegex(PrinterError, "retired"):
            acceptance.action_pass()
        self.assertEqual((acceptance.state, self.device.condition), ("draft", "retired"))
        self.assertFalse(self.device.accepted_on)

    def test_number_is_given_by_the_system(self):
        acceptance = self._begin()
        self.assertTrue(acceptance.name.strip("/"))
        with self.assertRaises(GuardedFieldError):
            acceptance.name = "EA-X"

    def test_only_engineers_and_supervisors_check(self):
        acceptance = self._answered()
        for role in ("agent", "project_manager", "service_director"):
            other = acceptance.with_user(self.users[role])
            self.assertEqual(other.witness_name, "Ms Wang")
            for act in (
                other.action_pass,
                other.action_fail,
                self.new.with_user(self.users[role]).action_goods_check,
            ):
                with self.assertRaises(AccessError):
                    act()
            with self.assertRaises(AccessError):
                other.write({"witness_name": "x"})
        with self.assertRaises(AccessError):
            acceptance.with_user(self.contact_user).read(["witness_name"])

    def test_project_manager_sees_only_their_customers(self):
        acceptance = self._begin()
        self.agreement.manager_id = self.users["admin"]
        found = self.env["printer.equipment.acceptance"].with_user(self.users["project_manager"]).search([])
        self.assertNotIn(acceptance.id, found.ids)
