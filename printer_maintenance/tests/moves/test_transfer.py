"""Transfers between departments and units of one customer."""

from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, Form, get_db_name, tagged

from ...exceptions import GuardedFieldError, TransferError, TransitionError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTransfer(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.other_unit = Partner.create(
            {
                "name": "Other unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": cls.bureau.id,
            }
        )
        cls.hall = Partner.create(
            {
                "name": "Hall",
                "type": "other",
                "printer_unit_kind": "department",
                "parent_id": cls.other_unit.id,
            }
        )
        cls.second = cls._make_device("SN-0002", place="Room 1")

    def _transfer(self, devices=None, role="engineer", **values):
        return (
            self.env["printer.equipment.transfer"]
            .with_user(self.users[role])
            .create(
                {
                    "unit_id": self.other_unit.id,
                    "department_id": self.hall.id,
                    "place": "Desk 2",
                    "handed_over_by": "Mr Li",
                    "line_ids": [
                        Command.create({"equipment_id": device.id})
                        for device in (devices or self.device | self.second)
                    ],
                    **values,
                }
            )
        )

    def _supervised(self, transfer):
        return transfer.with_user(self.users["equipment_supervisor"])

    def test_what_is_not_said_stays_as_long_as_the_device_stays_in_its_unit(self):
        transfer = self._transfer(self.second, unit_id=self.unit.id, department_id=False, place="Room 9")
        transfer.action_hand_over()
        transfer.received_by = "Ms Zhao"
        self._supervised(transfer).action_done()
        self.assertEqual((self.second.department_id, self.second.place), (self.department, "Room 9"))

    def test_transfer_to_where_the_devices_stand_already_is_refused(self):
        transfer = self._transfer(self.second, unit_id=self.unit.id, department_id=False, place=False)
        with self.assertRaisesRegex(TransferError, "say where the devices go"):
            transfer.action_hand_over()
        self.assertEqual(self.second.place, "Room 1")

    def test_devices_move_with_both_names_in_their_history(self):
        transfer = self._transfer()
        transfer.action_hand_over()
        self.assertEqual(self.device.unit_id, self.unit, "handed over is not yet arrived")
        transfer.received_by = "Ms Zhao"
        self._supervised(transfer).action_done()
        for device in self.device | self.second:
            self.assertEqual(device.unit_id, self.other_unit)
            self.assertEqual((device.department_id, device.place), (self.hall, "Desk 2"))
            event = device.event_ids.filtered(lambda line: line.kind == "moved")
            self.assertEqual(len(event), 1)
            self.assertIn("→ Other unit / Hall / Desk 2 (Mr Li → Ms Zhao)", event.detail)
            self.assertEqual((event.origin_model, event.origin_id), (transfer._name, transfer.id))
        line = transfer.line_ids.filtered(lambda line: line.equipment_id == self.second)
        self.assertEqual(
            (line.from_unit_id, line.from_department_id, line.from_place),
            (self.unit, self.department, "Room 1"),
        )
        self.assertEqual(transfer.done_user_id, self.users["equipment_supervisor"])

    def test_open_request_stays_with_its_unit(self):
        ticket = self._report()
        transfer = self._transfer(received_by="Ms Zhao")
        transfer.action_hand_over()
        self._supervised(transfer).action_done()
        self.assertEqual(ticket.unit_id, self.unit)

    def test_names_are_needed_at_both_ends(self):
        transfer = self._transfer(handed_over_by=" ")
        with self.assertRaisesRegex(TransferError, "Handed over by"):
            transfer.action_hand_over()
        transfer.handed_over_by = "Mr Li"
        transfer.action_hand_over()
        with self.assertRaisesRegex(TransferError, "Received by"):
            self._supervised(transfer).action_done()
        self.assertEqual(self.device.unit_id, self.unit)

    def test_other_customer_is_refused(self):
        stranger = self.env["res.partner"].create(
            {"name": "Other customer", "is_company": True, "printer_unit_kind": "customer"}
        )
        with self.assertRaisesRegex(TransferError, "another customer"), self.cr.savepoint():
            self._transfer(unit_id=stranger.id, department_id=False)
        transfer = self._transfer()
        with self.assertRaisesRegex(TransferError, "another customer"):
            transfer.write({"unit_id": stranger.id, "department_id": False})

    def test_department_of_another_unit_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Archive"):
            self._transfer(department_id=self.department.id)

    def test_a_device_is_in_one_open_transfer_only(self):
        first = self._transfer(self.device)
        with self.assertRaisesRegex(TransferError, first.name):
            self._transfer(self.device | self.second)
        first.action_cancel()
        self._transfer(self.device)

    def test_retired_device_does_not_move(self):
        self.device._set_condition("retired")
        with self.assertRaisesRegex(TransferError, "retired"):
            self._transfer(self.device)

    def test_handed_over_transfer_keeps_what_was_agreed(self):
        transfer = self._transfer(self.device)
        transfer.action_hand_over()
        for change in (
            lambda: transfer.write({"unit_id": self.unit.id, "department_id": False}),
            lambda: transfer.write({"handed_over_by": "Somebody else"}),
            lambda: transfer.line_ids.write({"equipment_id": self.second.id}),
            lambda: transfer.line_ids.unlink(),
            lambda: transfer.line_ids.create({"transfer_id": transfer.id, "equipment_id": self.second.id}),
        ):
            with self.assertRaises(TransferError):
                change()

    def test_where_a_device_came_from_is_not_entered_by_hand(self):
        with self.assertRaises(GuardedFieldError):
            self._transfer().line_ids.write({"from_place": "Nowhere"})

    def test_finished_transfer_is_finished_once(self):
        transfer = self._transfer(self.device, received_by="Ms Zhao")
        transfer.action_hand_over()
        self._supervised(transfer).action_done()
        with self.assertRaises(TransitionError):
            self._supervised(transfer).action_done()
        with self.assertRaises(TransitionError):
            self._supervised(transfer).action_cancel()
        with self.assertRaises(TransferError):
            self._supervised(transfer).write({"received_by": "Somebody else"})
        with self.assertRaises(TransferError):
            self._supervised(transfer).write({"note": "Later"})

    def test_number_is_given_by_the_system(self):
        one, two = self._transfer(self.device), self._transfer(self.second)
        self.assertEqual(len({"/", *(one | two).mapped("name")}), 3)
        with self.assertRaises(GuardedFieldError):
            one.name = "TR-X"
        with self.assertRaises(GuardedFieldError):
            one.create({"unit_id": self.unit.id, "name": "TR-X"})
        forged = one.with_context(default_name="TR-X").create({"unit_id": self.unit.id})
        self.assertNotEqual(forged.name, "TR-X")

    def test_many_devices_cost_no_query_each(self):
        def queries(number):
            devices = self.env["maintenance.equipment"].create(
                [{"name": f"D{number}-{i}", "unit_id": self.unit.id} for i in range(number)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            transfer = self._transfer(devices, received_by="Ms Zhao")
            transfer.action_hand_over()
            self._supervised(transfer).action_done()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        few = queries(3)
        self.assertLessEqual(queries(40), few + 3)

    def test_engineer_prepares_and_supervisor_finishes(self):
        transfer = self._transfer(received_by="Ms Zhao")
        transfer.action_hand_over()
        for role in ("engineer", "agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                transfer.with_user(self.users[role]).action_done()
        for role in ("agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                self._transfer(role=role)
            self.assertEqual(transfer.with_user(self.users[role]).place, "Desk 2")
        with self.assertRaises(AccessError):
            transfer.with_user(self.contact_user).read(["place"])

    def test_selected_devices_fill_the_form(self):
        action = (self.device | self.second).with_user(self.engineer).action_move()
        Transfer = self.env["printer.equipment.transfer"].with_user(self.engineer)
        with Form(Transfer.with_context(**action["context"])) as form:
            self.assertFalse(form.unit_id, "where they go is for a person to say")
            form.unit_id = self.unit
            form.place = "Room 9"
            form.department_id = self.department
        self.assertEqual(form.record.line_ids.equipment_id, self.device | self.second)


@tagged("post_install", "-at_install")
class TestTwoPeopleAtOnce(BaseCase):
    """Two transactions of their own, as two people have them; what they commit is taken away again."""

    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            customer = env["res.partner"].create(
                {"name": "Two at once", "is_company": True, "printer_unit_kind": "customer"}
            )
            device = env["maintenance.equipment"].create({"name": "Contested", "unit_id": customer.id})
            transfer = env["printer.equipment.transfer"].create(
                {
                    "unit_id": customer.id,
                    "place": "Desk 2",
                    "handed_over_by": "Mr Li",
                    "received_by": "Ms Zhao",
                    "line_ids": [Command.create({"equipment_id": device.id})],
                }
            )
            transfer.action_hand_over()
            self.records = [(record._name, record.id) for record in (transfer, device, customer)]
            env.cr.commit()
        self.addCleanup(self._take_away)

    @contextmanager
    def _transaction(self):
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            cr.rollback()

    def _take_away(self):
        with self._transaction() as env:
            for model, record_id in self.records:
                record = env[model].browse(record_id)
                if model == "printer.equipment.transfer":
                    record._through_door().write({"state": "draft"})
                record.unlink()
            env.cr.commit()

    def test_the_second_one_is_told(self):
        transfer_id, device_id = (record_id for _model, record_id in self.records[:2])
        with self._transaction() as first, self._transaction() as second:
            first["printer.equipment.transfer"].browse(transfer_id).action_done()
            first.flush_all()
            # who is not told would wait for the first one for ever
            second.cr.execute("SET LOCAL lock_timeout = '3s'")
            with self.assertRaisesRegex(TransferError, "Somebody else"):
                second["printer.equipment.transfer"].browse(transfer_id).action_done()
            device = second["maintenance.equipment"].browse(device_id)
            self.assertFalse(
                device.place, "nothing of either transaction is to be seen before the first ends"
            )
            self.assertEqual(first["maintenance.equipment"].browse(device_id).place, "Desk 2")
