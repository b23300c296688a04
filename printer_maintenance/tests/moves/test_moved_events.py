"""Every change of place leaves a line in the history."""

from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from ...models.moves.equipment_retirement import RetirementData
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

    def _ticket(self, device, **values):
        return self.env["helpdesk.ticket"].create(
            {
                "name": "Jam",
                "description": "It jams.",
                "equipment_id": device.id,
                "partner_id": self.bureau.id,
                **values,
            }
        )

    def _refused(self, record):
        return record.line_ids.filtered(lambda line: line.status == "refused")

    def test_register_does_not_retire_what_could_not_be_retired_by_hand(self):
        self._imported([good("A1"), good("A2"), good("A3", 设备类型="复印机"), good("A4")])
        one, two, copier, four = self._devices()
        ticket = self._ticket(one, service_kind="installation")
        transfer = self.env["printer.equipment.transfer"].create(
            {"unit_id": one.unit_id.id, "line_ids": [Command.create({"equipment_id": two.id})]}
        )
        rows = [good(f"A{i}", 状态="报废") for i in (1, 2, 4)] + [good("A3", 设备类型="复印机", 状态="报废")]
        record = self._checked(rows)
        messages = dict(zip(("one", "two", "copier"), self._refused(record).mapped("message"), strict=True))
        self.assertIn(ticket.number, messages["one"])
        self.assertIn(transfer.name, messages["two"])
        self.assertIn("data carrier", messages["copier"])
        record.action_import()
        self.assertEqual((one | two | copier).mapped("condition"), ["in_service"] * 3)
        self.assertEqual(four.condition, "retired")

    def test_row_whose_fault_is_reported_after_the_check_is_refused_at_the_import(self):
        self._imported([good("A1")])
        record = self._checked([good("A1", 状态="库存")])
        retiring = self._checked([good("A1", 状态="报废")])
        self.assertFalse(self._refused(retiring))
        transfer = self.env["printer.equipment.transfer"].create(
            {
                "unit_id": self._devices().unit_id.id,
                "line_ids": [Command.create({"equipment_id": self._devices().id})],
            }
        )
        retiring.action_import()
        self.assertIn(transfer.name, self._refused(retiring).message)
        self.assertEqual(self._devices().condition, "in_service")
        record.action_import()
        self.assertEqual(self._devices().condition, "stored")

    def test_retirement_by_register_is_recorded_like_any_other(self):
        self._imported([good("A1"), good("A2")])
        again = self._imported([good("A1", 状态="报废"), good("A2")])
        one, two = self._devices()
        record = one.retirement_ids
        self.assertEqual(
            (record.reason, record.decided_by, record.disposal, record.note, record.unit_id),
            ("register", self.bureau.name, "unknown", again.filename, one.unit_id),
        )
        self.assertEqual(one.scrap_date, record.date)
        self.assertFalse(two.retirement_ids)
        self.assertFalse(two.scrap_date)

    def test_register_does_not_bring_a_retired_or_put_away_device_back(self):
        self._imported([good("A1"), good("A2")])
        one, two = self._devices()
        one._retire(RetirementData(date(2026, 4, 1), "replaced", "Director Sun", "customer"))
        two._put_into_store("Store 1", "Mr Li", "")
        again = self._imported([good("A1", 状态="在用"), good("A2", 状态="在用")])
        self.assertEqual((one.condition, str(one.scrap_date)), ("retired", "2026-04-01"))
        self.assertEqual(two.condition, "stored")
        for line in again.line_ids:
            self.assertIn("The state stays", line.message)
        self._imported([good("A2", 状态="报废")])
        self.assertEqual(two.condition, "stored")

    def test_stored_device_with_an_open_fault_comes_back_faulty(self):
        self._imported([good("A1", 状态="库存")])
        self._ticket(self._devices())
        self.assertEqual(self._devices().condition, "stored")
        self._imported([good("A1", 状态="在用")])
        self.assertEqual(self._devices().condition, "faulty")

    def test_many_retirements_cost_no_query_each(self):
        def queries(number):
            names = [f"R{number}-{i}" for i in range(number)]
            self._imported([good(name) for name in names])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._checked([good(name, 状态="报废") for name in names]).action_import()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        few = queries(3)
        self.assertLessEqual(queries(40), few + 4)

    def test_register_that_retires_or_stores_a_device_writes_it_down(self):
        self._imported([good("A1"), good("A2"), good("A3")])
        again = self._imported([good("A1", 状态="报废"), good("A2", 状态="库存"), good("A3", 状态="送修")])
        kinds = {device.serial_no: device.event_ids.sorted("id")[-1:] for device in self._devices()}
        self.assertEqual((kinds["A1"].kind, kinds["A1"].detail), ("retired", "In service → Retired"))
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
