"""Devices, who sees them, and their history."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...exceptions import AppendOnlyError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestEquipment(PrinterCase):
    def test_department_of_another_unit_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Archive"):
            self._make_device("SN-0002", unit_id=self.bureau.id)

    def test_contact_sees_own_unit_and_supervisor_sees_below(self):
        other_unit = self.unit.copy({"name": "Other unit", "parent_id": self.bureau.id})
        other = self._make_device("SN-0003", unit_id=other_unit.id, department_id=False)
        visible = self.env["maintenance.equipment"].with_user(self.contact_user).search([])
        self.assertEqual(visible, self.device)
        self.contact.parent_id = self.bureau
        visible = self.env["maintenance.equipment"].with_user(self.contact_user).search([])
        self.assertEqual(
            visible, self.device | other, "a person who moves in the tree sees the new place at once"
        )

    def test_moved_device_does_not_take_the_old_units_business_along(self):
        ticket = self._report(name="Secret of the first unit")
        other_unit = self.unit.copy({"name": "Other unit", "parent_id": self.bureau.id})
        self.device.write({"unit_id": other_unit.id, "department_id": False})
        self.contact.parent_id = other_unit
        self.env.flush_all()
        self.assertEqual(ticket.unit_id, self.unit)
        as_contact = self.env(user=self.contact_user)
        self.assertIn(self.device, as_contact["maintenance.equipment"].search([]))
        self.assertFalse(as_contact["helpdesk.ticket"].search([]))
        self.assertFalse(as_contact["printer.equipment.event"].search([]))

    def test_cost_is_hidden_from_contacts(self):
        with self.assertRaises(AccessError):
            self.device.with_user(self.contact_user).read(["cost"])


@tagged("post_install", "-at_install")
class TestHistory(PrinterCase):
    def test_event_keeps_who_what_and_where_from(self):
        ticket = self._report()
        event = self.device.event_ids.filtered(lambda line: line.kind == "fault")
        self.assertEqual((event.origin_model, event.origin_id), ("helpdesk.ticket", ticket.id))
        self.assertIn(ticket.number, event.detail)

    def test_nobody_changes_deletes_or_invents_an_event(self):
        self._report()
        for role in ("engineer", "service_director", "admin"):
            event = self.device.event_ids[:1].with_user(self.users[role])
            with self.assertRaises(UserError):
                event.write({"detail": "nothing happened"})
            with self.assertRaises(UserError):
                event.unlink()
            with self.assertRaises(UserError):
                event.create({"equipment_id": self.device.id, "kind": "fault", "date": "2026-03-01 08:00:00"})

    def test_superuser_code_cannot_change_an_event_either(self):
        self._report()
        with self.assertRaises(AppendOnlyError):
            self.device.event_ids[:1].sudo().write({"detail": "x"})
