"""Every change of place leaves a line in the history."""

from odoo.tests import tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestMovedEvents(PrinterCase):
    def _moves(self, device=None):
        return (device or self.device).event_ids.filtered(lambda line: line.kind == "moved")

    def test_edit_by_hand_is_written_down_with_old_and_new(self):
        supervisor = self.users["equipment_supervisor"]
        self.device.with_user(supervisor).write({"department_id": False, "place": "Room 5"})
        event = self._moves()
        self.assertEqual(event.detail, "Test unit / Archive → Test unit / Room 5")
        self.assertEqual(event.user_id, supervisor)

    def test_writing_the_same_place_again_is_no_move(self):
        self.device.write({"place": False, "unit_id": self.unit.id, "department_id": self.department.id})
        self.assertFalse(self._moves())

    def test_forged_note_from_outside_does_not_silence_the_history(self):
        self.device.with_context(printer_move_note=[False, "", True]).place = "Room 6"
        self.assertEqual(len(self._moves()), 1)

    def test_many_devices_cost_the_same_number_of_queries(self):
        few = self.device | self._make_device("SN-Q1")
        many = self.env["maintenance.equipment"].create(
            [{"name": f"Device {i}", "unit_id": self.unit.id} for i in range(40)]
        )

        def queries(devices, place):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            devices.write({"place": place})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(few, "Warm")
        self.assertLessEqual(queries(many, "Room 8"), queries(few, "Room 7") + 2)
        self.assertEqual(len(self._moves(many)), 40)
