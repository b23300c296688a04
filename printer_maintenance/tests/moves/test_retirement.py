"""Retirement, store, and the way back."""

from odoo import http
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ...exceptions import (
    GuardedFieldError,
    NotAcceptedError,
    RetiredDeviceError,
    RetirementError,
)
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestRetirement(PrinterCase):
    def _retire(self, devices=None, role="equipment_supervisor", **values):
        wizard = (
            self.env["printer.equipment.retire"]
            .with_user(self.users[role])
            .create(
                {
                    "equipment_ids": (devices or self.device).ids,
                    "reason": "beyond_repair",
                    "date": "2026-04-01",
                    "decided_by": "Director Sun",
                    "disposal": "parts",
                    **values,
                }
            )
        )
        return wizard.action_retire()

    def _store(self, kind, role="equipment_supervisor", **values):
        wizard = (
            self.env["printer.equipment.storing"]
            .with_user(self.users[role])
            .create({"equipment_ids": self.device.ids, "kind": kind, "person": "Mr Li", **values})
        )
        return wizard.action_confirm()

    def _kinds(self):
        return self.device.event_ids.sorted("id").mapped("kind")

    def test_retirement_is_recorded(self):
        self._retire()
        self.assertEqual((self.device.condition, str(self.device.scrap_date)), ("retired", "2026-04-01"))
        record = self.device.retirement_ids
        self.assertEqual(
            (record.reason, record.decided_by, record.disposal, record.unit_id),
            ("beyond_repair", "Director Sun", "parts", self.unit),
        )
        event = self.device.event_ids.filtered(lambda line: line.kind == "retired")
        self.assertEqual(event.detail, "Beyond repair (Director Sun)")
        self.assertEqual((event.origin_model, event.origin_id), (record._name, record.id))

    def test_record_of_a_retirement_cannot_be_written_or_invented(self):
        self._retire()
        with self.assertRaises(GuardedFieldError):
            self.device.retirement_ids.sudo().write({"decided_by": "Somebody else"})
        Retirement = self.env["printer.equipment.retirement"].with_user(self.users["admin"])
        with self.assertRaises(AccessError):
            Retirement.browse(self.device.retirement_ids.id).unlink()
        with self.assertRaises(GuardedFieldError):
            Retirement.create({"equipment_id": self.device.id, "reason": "lost"})

    def test_open_fault_is_named(self):
        ticket = self._report()
        with self.assertRaisesRegex(RetirementError, ticket.number):
            self._retire()
        self.assertEqual(self.device.condition, "faulty")

    def test_open_transfer_is_named(self):
        transfer = self.env["printer.equipment.transfer"].create(
            {"unit_id": self.unit.id, "place": "x", "line_ids": [(0, 0, {"equipment_id": self.device.id})]}
        )
        with self.assertRaisesRegex(RetirementError, transfer.name):
            self._retire()

    def test_data_carrier_must_be_answered(self):
        copier = self._make_device("SN-C", category_id=self.env.ref("printer_maintenance.category_copier").id)
        with self.assertRaisesRegex(RetirementError, "data carrier"):
            self._retire(self.device | copier)
        self.assertEqual(self.device.condition, "in_service", "nothing half-saved")
        self._retire(self.device | copier, erasure="destroyed")
        self.assertEqual(copier.retirement_ids.erasure, "destroyed")

    def test_no_fault_on_a_retired_device(self):
        self._retire()
        with self.assertRaisesRegex(RetiredDeviceError, "LaserJet"):
            self._report()

    def test_bring_back_needs_a_reason_and_leads_to_store(self):
        self._retire()
        with self.assertRaises(RetirementError):
            self._store("bring_back")
        self._store("bring_back", reason="Repaired after all")
        self.assertEqual((self.device.condition, self.device.scrap_date), ("stored", False))
        self.assertTrue(self.device.retirement_ids.brought_back_on)
        self.assertEqual(self._kinds()[-2:], ["retired", "stored"])

    def test_into_store_and_out_again(self):
        self._store("store", place="Store 2")
        self.assertEqual((self.device.condition, self.device.place), ("stored", "Store 2"))
        self.assertEqual(self.device.event_ids[0].detail, "Store 2, Mr Li")
        self._store("take_out", place="Room 4")
        self.assertEqual((self.device.condition, self.device.place), ("in_service", "Room 4"))
        self.assertEqual(self._kinds(), ["stored", "moved"], "one line each, none double")

    def test_taken_out_of_store_with_an_open_fault_it_is_faulty(self):
        self._report()
        self._store("store")
        self._store("take_out")
        self.assertEqual(self.device.condition, "faulty")

    def test_device_that_is_elsewhere_is_named(self):
        with self.assertRaisesRegex(RetirementError, "In service"):
            self._store("take_out")

    def test_new_device_does_not_leave_the_store_unaccepted(self):
        self.device = self._make_device("SN-N", entry_kind="new")
        with self.assertRaises(NotAcceptedError):
            self._store("take_out")

    def test_only_the_supervisor_retires_and_stores(self):
        for role in ("engineer", "agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                self._retire(role=role)
            with self.assertRaises(AccessError):
                self._store("store", role=role)
            for act in (
                "action_retire",
                "action_put_into_store",
                "action_take_out_of_store",
                "action_bring_back",
            ):
                with self.assertRaises(AccessError):
                    getattr(self.device.with_user(self.users[role]), act)()
        self._retire(role="admin")

    def test_empty_choice_is_refused(self):
        with self.assertRaisesRegex(RetirementError, "Choose the devices"):
            self._retire(equipment_ids=[])

    def test_who_decided_is_needed(self):
        with self.assertRaisesRegex(RetirementError, "who decided"):
            self._retire(decided_by=" ")
        self.assertEqual(self.device.condition, "in_service")

    def test_day_to_come_is_refused(self):
        with self.assertRaisesRegex(RetirementError, "future"):
            self._retire(date="2099-01-01")
        self.assertEqual(self.device.condition, "in_service")

    def test_open_acceptance_or_application_is_named(self):
        acceptance = self.env["printer.equipment.acceptance"].create({"equipment_id": self.device.id})
        application = self.env["printer.equipment.application"].create(
            {
                "kind": "warehouse_entry",
                "unit_id": self.unit.id,
                "applicant_name": "Ms Wang",
                "reason": "Spare",
                "line_ids": [Command.create({"equipment_id": self.device.id})],
            }
        )
        application.action_submit()
        with self.assertRaisesRegex(RetirementError, f"{acceptance.name}.*{application.name}"):
            self._retire()
        acceptance.unlink()
        application.action_cancel()
        self._retire()
        self.assertEqual(self.device.condition, "retired")


@tagged("post_install", "-at_install")
class TestRetiredInPortal(PrinterCase, HttpCase):
    def test_contact_is_told_that_the_device_is_retired(self):
        self.device._set_condition("retired")
        self.authenticate("test-contact", "test-contact")
        answer = self.url_open(
            "/submitted/ticket",
            data={
                "device_id": self.device.id,
                "description": "It jams",
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertEqual(answer.status_code, 200)
        self.assertIn("is retired", answer.text)
        self.assertFalse(self.device.ticket_ids)
