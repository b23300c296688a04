"""Importing a register again: what differs is brought up to date, what people did meanwhile stays."""

from unittest.mock import patch

from odoo.tests import tagged

from .register_common import RegisterCase, good, workbook


@tagged("post_install", "-at_install")
class TestRegisterAgain(RegisterCase):
    def test_importing_again_changes_nothing(self):
        rows = [
            good(f"A{number}", 购置日期="2021-03-05", 黑白计数=number, 备注="窗口专用") for number in range(5)
        ]
        self._imported(rows)
        before = self._devices().read()
        again = self._imported(rows)
        self.assertEqual(again.unchanged_count, 5)
        self.assertEqual(again.state, "done")
        self.assertEqual(self._devices().read(), before)

    def test_the_same_file_again_is_not_even_read(self):
        content = workbook([good("A1", 位置="=1+1"), good(None, 资产编号="Z1")])
        self._import(content).action_import()
        again = self._import(content)
        self.assertTrue(again.column_ids)
        with patch.object(type(again), "_open_source", side_effect=AssertionError("it is read")):
            again.action_check()
        self.assertEqual(again.line_ids.mapped("status"), ["unchanged", "unchanged"])
        self.assertEqual(again.line_ids.equipment_id, self._devices())
        self.assertIn("formula", again.line_ids[0].message)
        self.assertNotIn("New unit", again.line_ids[0].message)
        again.action_import()
        self.assertEqual(again.state, "done")

    def test_the_same_file_is_read_again_when_anything_else_has_changed(self):
        content = workbook([good("A1")])
        self._import(content).action_import()
        device = self._devices()
        changes = {
            "a device": lambda: device.write({"place": "elsewhere"}),
            "a unit": lambda: device.unit_id.write({"name": "改名所"}),
            "a category": lambda: device.category_id.write({"name": "Other"}),
            "a new device": lambda: device.copy({"serial_no": "B1"}),
        }
        for what, change in changes.items():
            with self.subTest(what=what):
                change()
                again = self._import(content)
                opened = []
                original = type(again)._open_source

                def open_source(record, opened=opened, original=original):
                    opened.append(record)
                    return original(record)

                self.assertTrue(again.column_ids)
                with patch.object(type(again), "_open_source", open_source):
                    again.action_check()
                self.assertTrue(opened)
                again.action_import()

    def test_another_choice_of_columns_is_another_import(self):
        content = workbook([good("A1", 备注="一")])
        self._import(content).action_import()
        again = self._import(content)
        again.column_ids.filtered(lambda column: column.heading == "位置").field = False
        again.column_ids.filtered(lambda column: column.heading == "备注").field = "place"
        again.action_import()
        self.assertEqual(self._devices().place, "一")

    def test_importing_again_updates_what_differs_and_says_what(self):
        self._imported([good("A1", 备注="窗口专用"), good("A2")])
        again = self._imported(
            [
                good("A1", 位置="5楼501室", 部门="财务科", 状态="报废", 备注="已加装内存"),
                good("A2", 位置=None),
            ]
        )
        self.assertEqual(again.line_ids.mapped("status"), ["update", "unchanged"])
        device, other = self._devices()
        self.assertEqual(device.place, "5楼501室")
        self.assertEqual(device.condition, "retired")
        self.assertEqual(device.department_id.name, "财务科")
        self.assertEqual(device.note, "<p>窗口专用</p><p>已加装内存</p>")
        self.assertEqual(other.place, "4楼390室", "an empty cell empties nothing")
        message = again.line_ids[0].message
        self.assertIn("Place: 4楼390室 → 5楼501室", message)
        self.assertIn("Department: 档案室 → 财务科", message)
        self.assertIn("State: In service → Retired", message)

    def test_a_device_moves_to_another_unit_without_its_old_department(self):
        self._imported([good("A1")])
        self._imported([good("A1", 单位="城北市场监督管理所", 部门=None)])
        device = self._devices()
        self.assertEqual(device.unit_id.name, "城北市场监督管理所")
        self.assertFalse(device.department_id)

    def test_asset_number_is_the_key_when_there_is_no_serial_number(self):
        self._imported([good(None, 资产编号="Z1")])
        again = self._imported([good(None, 资产编号="Z1", 位置="1楼")])
        self.assertEqual(again.update_count, 1)
        later = self._imported([good("S1", 资产编号="Z1")])
        self.assertEqual(later.update_count, 1, "the serial number is added to the device that had none")
        self.assertEqual(self._devices().mapped("serial_no"), ["S1"])

    def test_two_devices_may_share_an_asset_number_when_serial_numbers_differ(self):
        record = self._imported([good("S1", 资产编号="Z1"), good("S2", 资产编号="Z1")])
        self.assertEqual(record.refused_count, 0)
        self.assertEqual(len(self._devices()), 2)
        again = self._checked([good("S1", 资产编号="Z1"), good("S2", 资产编号="Z1")])
        self.assertEqual(again.unchanged_count, 2)
        self.assertIn("another device of this customer also has “Z1”", again.line_ids[0].message)

    def test_a_name_given_by_hand_survives(self):
        self._imported([good("A1")])
        self._devices().name = "Front desk"
        self._imported([good("A1", 型号="M405")])
        self.assertEqual(self._devices().name, "Front desk")
        self._devices().name = "HP M405"
        self._imported([good("A1", 型号="M406")])
        self.assertEqual(self._devices().name, "HP M406")

    def test_a_loan_or_repair_is_not_undone_by_an_old_register(self):
        self._imported([good("A1")])
        self._devices()._set_condition("workshop")
        again = self._imported([good("A1", 状态="在用")])
        self.assertEqual(again.unchanged_count, 1)
        self.assertIn("At the workshop", again.line_ids.message)
        self.assertEqual(self._devices().condition, "workshop")

    def test_a_falling_counter_is_left_alone_and_said(self):
        self._imported([good("A1", 黑白计数=500)])
        again = self._imported([good("A1", 黑白计数=400)])
        self.assertEqual(self._devices().meter_mono, 500)
        self.assertIn("below the last reading", again.line_ids.message)
        self._imported([good("A1", 黑白计数=900)])
        self.assertEqual(self._devices().meter_mono, 900)
        self.assertEqual(
            self._devices().event_ids.filtered(lambda e: e.kind == "counted").mapped("detail"), ["900", "500"]
        )

    def test_an_archived_device_comes_back(self):
        self._imported([good("A1")])
        self._devices().active = False
        self._imported([good("A1")])
        self.assertEqual(len(self._devices()), 1)

    def test_a_device_without_customer_is_adopted(self):
        loose = self.env["maintenance.equipment"].create({"name": "Loose", "serial_no": "A1"})
        record = self._imported([good("A1")])
        self.assertEqual(record.line_ids.equipment_id, loose)
        self.assertEqual(loose.customer_id, self.bureau)
