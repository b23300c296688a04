"""The first line of a device's history says that it was entered."""

from odoo.tests import tagged

from ...exceptions import AppendOnlyError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestEntry(PrinterCase):
    def _enter(self, *serials):
        supervisor = self.users["equipment_supervisor"]
        return (
            self.env["maintenance.equipment"]
            .with_user(supervisor)
            .create([{"name": "Scanner", "serial_no": serial, "unit_id": self.unit.id} for serial in serials])
            .sudo()
        )

    def _entries(self, device):
        return device.event_ids.filtered(lambda event: event.kind == "registered")

    def _commit(self):
        """What happens just before a transaction is committed."""
        self.env.flush_all()
        self.cr.precommit.run()
        self.env.invalidate_all()

    def test_device_entered_by_hand_has_a_history_and_cannot_be_deleted(self):
        device = self._enter("HAND-1")
        self._commit()
        entry = self._entries(device)
        self.assertEqual(
            (entry.user_id, entry.unit_id, entry.detail),
            (self.users["equipment_supervisor"], self.unit, ""),
        )
        for user in (self.users["admin"], self.env.user):
            with self.assertRaises(AppendOnlyError):
                device.with_user(user).unlink()
        self._commit()
        self.assertEqual(len(self._entries(device)), 1)

    def test_who_registers_devices_tells_it_better(self):
        device = self._enter("HAND-2")
        device._log_event("registered", "List of 2026", origin=self.agreement)
        self._commit()
        self.assertEqual(self._entries(device).mapped("detail"), ["List of 2026"])

    def test_device_that_was_given_up_before_it_was_saved_leaves_nothing(self):
        device = self._enter("HAND-3")
        device.unlink()
        other = self._enter("HAND-4")
        self._commit()
        self.assertEqual(len(self._entries(other)), 1)

    def test_many_devices_cost_as_much_as_few(self):
        def queries(prefix, count):
            self._commit()
            self._enter(*(f"{prefix}-{number}" for number in range(count)))
            self.env.flush_all()
            before = self.cr.sql_log_count
            self._commit()
            return self.cr.sql_log_count - before

        queries("A", 2)
        few = queries("B", 3)
        self.assertGreater(few, 0)
        self.assertLessEqual(queries("C", 90), few)
