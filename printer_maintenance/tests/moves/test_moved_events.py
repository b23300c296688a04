"""Every change of place leaves a line in the history."""

from odoo.tests import tagged

from ..common import PrinterCase
from ..equipment.register_common import RegisterCase, good


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


@tagged("post_install", "-at_install")
class TestMovedByRegister(RegisterCase):
    def _kinds(self):
        return self._devices().event_ids.sorted("id").mapped(lambda event: (event.kind, event.detail))

    def test_register_that_moves_a_device_writes_it_down(self):
        self._imported([good("A1"), good("A2")])
        again = self._imported([good("A1", 部门="办公室", 位置="2楼"), good("A2")])
        one, two = self._devices()
        event = one.event_ids.filtered(lambda event: event.kind == "moved")
        self.assertEqual(
            event.detail,
            "城南市场监督管理所 / 档案室 / 4楼390室 → 城南市场监督管理所 / 办公室 / 2楼",
        )
        self.assertEqual((event.origin_model, event.origin_id), (again._name, again.id))
        self.assertNotIn("moved", two.event_ids.mapped("kind"))

    def test_register_that_retires_or_stores_a_device_writes_it_down(self):
        self._imported([good("A1"), good("A2"), good("A3")])
        again = self._imported([good("A1", 状态="报废"), good("A2", 状态="库存"), good("A3", 状态="送修")])
        kinds = {device.serial_no: device.event_ids.sorted("id")[-1:] for device in self._devices()}
        self.assertEqual(kinds["A1"].kind, "retired")
        self.assertEqual((kinds["A2"].kind, kinds["A2"].detail), ("stored", "In service → Stored"))
        self.assertEqual(kinds["A3"].kind, "corrected")
        self.assertEqual(kinds["A3"].origin_id, again.id)

    def test_many_moves_cost_no_query_each(self):
        def moved(number, floor):
            names = [f"Q{number}-{i}" for i in range(number)]
            self._imported([good(name) for name in names])
            record = self._checked([good(name, 位置=floor) for name in names])
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            record.action_import()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        moved(2, "1楼")
        self.assertLessEqual(moved(40, "9楼"), moved(3, "8楼") + 3)

    def test_register_does_not_put_an_unaccepted_device_into_service(self):
        self._imported([good("A1", 状态="库存")])
        device = self._devices()
        device._through_door().entry_kind = "new"
        again = self._imported([good("A1", 状态="在用")])
        self.assertEqual(device.condition, "stored")
        self.assertIn("accepted", again.line_ids.message)
