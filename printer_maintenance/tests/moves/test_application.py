"""Applications: submitted, decided by somebody else, carried out."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...exceptions import ApplicationError, GuardedFieldError, PrinterError, TransitionError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestApplication(PrinterCase):
    def _apply(self, kind, *lines, role="engineer", submit=True, **values):
        application = (
            self.env["printer.equipment.application"]
            .with_user(self.users[role])
            .create(
                {
                    "kind": kind,
                    "unit_id": self.unit.id,
                    "applicant_name": "Ms Wang",
                    "reason": "The old one is worn out",
                    "line_ids": [Command.create(line) for line in lines],
                    **values,
                }
            )
        )
        if submit:
            application.action_submit()
        return application

    def _purchase(self, **values):
        return self._apply(
            "purchase", {"name": "Laser printer", "quantity": 3, "price_unit": 1500.0}, **values
        )

    def _storing(self, **values):
        item = {"name": "M404", "category_id": self.device.category_id.id}
        return self._apply("warehouse_entry", item, **values)

    def _as(self, application, role):
        return application.with_user(self.users[role])

    def test_each_kind_has_its_own_numbers(self):
        numbers = [
            self._apply(kind, {"name": "x"}, submit=False).name[:2]
            for kind in ("purchase", "warehouse_entry", "network_admission")
        ]
        self.assertEqual(numbers, ["AP", "AW", "AN"])

    def test_purchase_is_approved_by_the_customers_manager(self):
        application = self._purchase()
        self.assertEqual(application.amount_total, 4500.0)
        manager = self.users["project_manager"]
        self.assertEqual(application.sudo().activity_ids.user_id, manager)
        self.assertTrue(self._as(application, "project_manager").can_decide)
        self._as(application, "project_manager").action_approve()
        self.assertEqual((application.state, application.approver_id), ("approved", manager))
        self.assertTrue(application.decided_at)
        self.assertFalse(application.sudo().activity_ids)
        self._as(application, "equipment_supervisor").action_done()
        self.assertEqual(application.state, "done")

    def test_nobody_decides_their_own_application(self):
        for role in ("admin", "equipment_supervisor"):
            application = self._apply(
                "warehouse_entry", {"name": "x", "category_id": self.device.category_id.id}, role=role
            )
            self.assertFalse(application.can_decide)
            with self.assertRaisesRegex(AccessError, "own"):
                application.action_approve()

    def test_who_entered_it_cannot_let_somebody_else_submit_and_then_decide(self):
        application = self._apply(
            "warehouse_entry",
            {"name": "x", "category_id": self.device.category_id.id},
            role="equipment_supervisor",
            submit=False,
        )
        self._as(application, "engineer").action_submit()
        with self.assertRaises(AccessError):
            self._as(application, "equipment_supervisor").action_approve()

    def test_a_colleague_does_not_cancel_what_is_not_theirs_but_the_supervisor_may(self):
        application = self._purchase()
        colleague = self.users["second_line"]
        with self.assertRaises(AccessError):
            application.with_user(colleague).action_cancel()
        self._as(application, "equipment_supervisor").action_cancel()
        self.assertEqual(application.state, "cancelled")

    def test_others_may_not_decide(self):
        application = self._purchase()
        for role in ("agent", "equipment_supervisor"):
            with self.assertRaises(AccessError):
                self._as(application, role).action_approve()
        self.agreement.manager_id = self.users["admin"]
        with self.assertRaises(AccessError):
            self._as(application, "project_manager").action_approve()
        self._as(application, "service_director").action_approve()

    def test_rejection_needs_a_reason(self):
        application = self._as(self._purchase(), "project_manager")
        Reject = self.env["printer.equipment.application.reject"].with_user(self.users["project_manager"])
        with self.assertRaises(ApplicationError):
            Reject.create({"application_id": application.id, "reason": " "}).action_reject()
        Reject.create({"application_id": application.id, "reason": "Too dear"}).action_reject()
        self.assertEqual((application.state, application.rejection_reason), ("rejected", "Too dear"))

    def test_submitted_application_stays_as_it_was(self):
        application = self._purchase()
        for change in (
            lambda: application.write({"reason": "Other"}),
            lambda: application.line_ids.write({"quantity": 30}),
            lambda: application.line_ids.unlink(),
            lambda: application.write({"line_ids": [Command.create({"name": "One more"})]}),
        ):
            with self.assertRaises(ApplicationError):
                change()
        with self.assertRaises(GuardedFieldError):
            application.write({"approver_id": self.env.uid})
        application.action_back_to_draft()
        application.line_ids.quantity = 2

    def test_incomplete_application_is_not_submitted(self):
        with self.assertRaisesRegex(ApplicationError, "item"):
            self._apply("purchase")
        with self.assertRaisesRegex(ApplicationError, "reason"):
            self._apply("purchase", {"name": "x"}, reason=" ")
        with self.assertRaisesRegex(ApplicationError, "item 1: choose the device"):
            self._apply("network_admission", {"ip_address": "10.0.0.5"})

    def test_it_is_not_carried_out_before_it_is_approved(self):
        with self.assertRaises(TransitionError):
            self._as(self._purchase(), "equipment_supervisor").action_done()

    def test_warehouse_entry_registers_new_devices_in_store(self):
        category = self.device.category_id.id
        application = self._apply(
            "warehouse_entry",
            {"name": "M404", "category_id": category, "serial_no": "W-1", "place": "Store 1"},
            {"name": "M405", "category_id": category, "quantity": 2, "goods_condition": "used"},
            {"equipment_id": self.device.id, "place": "Store 2"},
        )
        self._as(application, "service_director").action_approve()
        self._as(application, "equipment_supervisor").action_done()
        new = self.env["maintenance.equipment"].search([("name", "in", ("M404", "M405"))])
        self.assertEqual(len(new), 3)
        self.assertEqual(set((new | self.device).mapped("condition")), {"stored"})
        one = new.filtered(lambda device: device.serial_no == "W-1")
        self.assertEqual((one.entry_kind, one.place, one.unit_id), ("new", "Store 1", self.unit))
        self.assertEqual(one.event_ids.mapped("kind"), ["registered"])
        self.assertEqual(self.device.place, "Store 2")
        self.assertEqual(application.line_ids[0].equipment_id, one)

    def test_serial_number_in_the_register_is_not_entered_twice(self):
        application = self._apply(
            "warehouse_entry",
            {"name": "M404", "category_id": self.device.category_id.id, "serial_no": "SN-0001"},
        )
        self._as(application, "service_director").action_approve()
        with self.assertRaisesRegex(ApplicationError, "SN-0001"), self.cr.savepoint():
            self._as(application, "equipment_supervisor").action_done()
        self.assertEqual(application.state, "approved")

    def test_network_admission_writes_the_address(self):
        application = self._apply(
            "network_admission",
            {
                "equipment_id": self.device.id,
                "ip_address": " 10.0.0.5",
                "mac_address": "a0-b1-c2-d3-e4-f5",
                "purpose": "Printing",
            },
        )
        self._as(application, "project_manager").action_approve()
        self._as(application, "equipment_supervisor").action_done()
        self.assertEqual(self.device.ip_address, "10.0.0.5")
        event = self.device.event_ids[0]
        self.assertEqual(event.kind, "network")
        self.assertIn("10.0.0.5, A0:B1:C2:D3:E4:F5", event.detail)

    def test_what_changed_since_the_approval_is_checked_again(self):
        application = self._apply("warehouse_entry", {"equipment_id": self.device.id})
        self._as(application, "service_director").action_approve()
        self.device._set_condition("retired")
        with self.assertRaisesRegex(ApplicationError, "retired"), self.cr.savepoint():
            self._as(application, "equipment_supervisor").action_done()
        self.assertEqual((application.state, self.device.condition), ("approved", "retired"))

    def test_number_of_pieces_is_bounded(self):
        category = self.device.category_id.id
        with self.assertRaisesRegex(ApplicationError, "M404.*501.*500"):
            self._apply("warehouse_entry", {"name": "M404", "category_id": category, "quantity": 501})
        self._apply("warehouse_entry", {"name": "M404", "category_id": category, "quantity": 500})

    def test_serial_number_given_anywhere_is_refused_without_saying_whose_it_is(self):
        stranger = self.env["res.partner"].create(
            {"name": "Other customer", "is_company": True, "printer_unit_kind": "customer"}
        )
        self._make_device("SN-T", unit_id=stranger.id, department_id=False)
        self._make_device("SN-A", active=False)
        for serial in ("SN-T", "SN-A"):
            application = self._apply(
                "warehouse_entry",
                {"name": "M1", "category_id": self.device.category_id.id},
                {"name": "M2", "category_id": self.device.category_id.id, "serial_no": serial},
            )
            self._as(application, "service_director").action_approve()
            with (
                self.assertRaisesRegex(ApplicationError, f"item 2: .*{serial}") as caught,
                self.cr.savepoint(),
            ):
                self._as(application, "equipment_supervisor").action_done()
            self.assertNotIn("Other customer", str(caught.exception))

    def test_only_who_applied_or_supervises_takes_it_back(self):
        for role in ("second_line", "agent", "project_manager"):
            application = self._purchase()
            with self.assertRaises(AccessError):
                self._as(application, role).action_back_to_draft()
            self.assertEqual(application.state, "submitted")
        for role in ("engineer", "equipment_supervisor", "service_director"):
            application = self._purchase()
            self._as(application, role).action_back_to_draft()
            self.assertEqual(application.state, "draft")

    def test_reason_of_a_rejection_does_not_outlive_it(self):
        application = self._purchase()
        self._as(application, "project_manager")._reject("Too dear")
        application.action_back_to_draft()
        self.assertFalse(application.rejection_reason)

    def test_closed_application_stays_as_it_was(self):
        application = self._purchase()
        application.action_cancel()
        for values in ({"note": "Later"}, {"date": "2026-01-01"}, {"name": "AP-X"}):
            with self.assertRaises(PrinterError):
                application.write(values)
        application.message_post(body=self.device.name)

    def test_admitting_many_costs_no_query_each(self):
        def queries(number):
            devices = self.env["maintenance.equipment"].create(
                [{"name": f"D{number}-{i}", "unit_id": self.unit.id} for i in range(number)]
            )
            application = self._apply(
                "network_admission",
                *(
                    {"equipment_id": device.id, "ip_address": f"10.{number}.0.{i + 1}", "purpose": "Printing"}
                    for i, device in enumerate(devices)
                ),
            )
            self._as(application, "project_manager").action_approve()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._as(application, "equipment_supervisor").action_done()
            self.env.flush_all()
            self.assertEqual(devices[-1].ip_address, f"10.{number}.0.{number}")
            return self.env.cr.sql_log_count - before

        queries(2)
        few = queries(3)
        self.assertLessEqual(queries(40), few + 3)

    def test_wrong_address_is_named(self):
        with self.assertRaisesRegex(ApplicationError, "10.0.0.500"):
            self._apply("network_admission", {"equipment_id": self.device.id, "ip_address": "10.0.0.500"})
        with self.assertRaisesRegex(ApplicationError, "MAC"):
            self._apply("network_admission", {"equipment_id": self.device.id, "mac_address": "xyz"})

    def test_who_reads_and_who_applies(self):
        application = self._purchase()
        for role in ("agent", "service_director", "project_manager"):
            self.assertEqual(self._as(application, role).applicant_name, "Ms Wang")
            with self.assertRaises(AccessError):
                self._purchase(role=role)
        with self.assertRaises(AccessError):
            application.with_user(self.contact_user).read(["name"])
        self.agreement.manager_id = False
        with self.assertRaises(AccessError):
            self._as(application, "project_manager").read(["name"])
