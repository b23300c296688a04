"""Counting: what should be there, what is there."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import AssetCountError, GuardedFieldError
from ..common import PrinterCase


class CountCase(PrinterCase):
    """A unit with two departments, three expected devices and one that is elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.hall = Partner.create(
            {"name": "Hall", "type": "other", "printer_unit_kind": "department", "parent_id": cls.unit.id}
        )
        cls.second = cls._make_device("SN-0002", asset_tag="A-2", department_id=cls.hall.id, place="Room 1")
        cls.third = cls._make_device("SN-0003", department_id=False)
        cls.elsewhere = cls._make_device("SN-0009", unit_id=cls.bureau.id, department_id=False)
        cls.supervisor = cls.users["equipment_supervisor"]

    def _begin(self, role="engineer", **values):
        count = (
            self.env["printer.asset.count"]
            .with_user(self.users[role])
            .create({"unit_id": self.unit.id, "date": "2026-05-04", **values})
        )
        count.action_start()
        return count

    def _line(self, count, device):
        return count.line_ids.filtered(lambda line: line.equipment_id == device)


@tagged("post_install", "-at_install")
class TestAssetCount(CountCase):
    def test_what_should_be_there_is_frozen(self):
        count = self._begin()
        self.assertEqual(count.line_ids.equipment_id, self.device | self.second | self.third)
        self.second.write({"department_id": False, "place": "Room 7"})
        line = self._line(count, self.second)
        self.assertEqual((line.expected_department_id, line.expected_place), (self.hall, "Room 1"))

    def test_retired_lent_and_repaired_devices_are_not_expected(self):
        self.device._set_condition("workshop")
        self.second._set_condition("retired")
        self.assertEqual(self._begin().line_ids.equipment_id, self.third)

    def test_chosen_departments_only(self):
        count = self._begin(department_ids=self.hall.ids)
        self.assertEqual(count.line_ids.equipment_id, self.second)

    def test_first_count_builds_the_register_of_a_unit_without_devices(self):
        empty = self.unit.copy({"name": "Empty", "parent_id": self.bureau.id})
        count = self._begin(unit_id=empty.id)
        self.assertEqual((count.expected_count, count.progress), (0, 0))
        count.action_scan("NEW-1")
        line = count.line_ids.browse(count.action_note_unknown()["res_id"])
        (line | count.unknown_line_ids).write(
            {"device_name": "Found here", "category_id": self.device.category_id.id}
        )
        count.action_note_unknown()
        self.assertEqual(count.unknown_count, 3, "several devices can bear no number")
        count.unknown_line_ids.filtered(lambda line: not line.device_name).action_not_found()
        count.action_finish()
        count.with_user(self.supervisor).action_settle()
        devices = self.env["maintenance.equipment"].search([("unit_id", "=", empty.id)], order="id")
        self.assertEqual(devices.mapped("serial_no"), ["NEW-1", False])

    def test_found_by_label_serial_and_asset_number(self):
        count = self._begin()
        for code, device in (
            (f"https://x.example/device/{self.device._get_label_tokens()[self.device.id]}", self.device),
            ("A-2", self.second),
            (self.third.label_code, self.third),
        ):
            answer = count.action_scan(code)
            self.assertEqual(answer["result"], "found", code)
            line = self._line(count, device)
            self.assertEqual((line.result, line.counted_user_id), ("found", self.engineer))
            self.assertTrue(line.counted_at)
        count.invalidate_recordset()
        self.assertEqual((count.found_count, count.pending_count, count.progress), (3, 0, 100))

    def test_finding_twice_is_harmless_and_says_who_was_first(self):
        count = self._begin()
        count.action_scan("SN-0001")
        again = count.with_user(self.supervisor).action_scan("SN-0001")
        self.assertEqual(again["result"], "again")
        self.assertIn("Test engineer", again["message"])
        self._line(count, self.device).with_user(self.supervisor).action_found()
        self.assertEqual(self._line(count, self.device).counted_user_id, self.engineer)

    def test_device_of_another_unit_is_found_here_and_belongs_there(self):
        count = self._begin()
        answer = count.action_scan("SN-0009")
        self.assertEqual(answer["result"], "moved")
        self.assertIn("Test bureau", answer["message"])
        line = self._line(count, self.elsewhere)
        self.assertEqual((line.expected_unit_id, line.is_expected), (self.bureau, False))
        self.assertEqual(count.action_scan("SN-0009")["result"], "again")
        self.assertEqual(len(self._line(count, self.elsewhere)), 1)

    def test_expected_device_seen_in_another_department_has_moved(self):
        count = self._begin()
        self.assertEqual(count.action_scan("SN-0001", self.hall.id)["result"], "moved")
        self.assertEqual(self._line(count, self.device).found_department_id, self.hall)

    def test_department_of_somebody_else_is_ignored(self):
        foreign = self.hall.copy({"parent_id": self.bureau.id})
        self.assertEqual(self._begin().action_scan("SN-0001", foreign.id)["result"], "found")

    def test_code_that_fits_nothing_is_noted_once(self):
        count = self._begin()
        self.assertEqual(count.action_scan("XYZ-77")["result"], "unknown")
        self.assertEqual(count.action_scan(" XYZ-77 ")["result"], "again")
        self.assertEqual(count.unknown_line_ids.serial_no, "XYZ-77")

    def test_number_of_several_devices_is_not_guessed(self):
        self.third.asset_tag = "A-2"
        count = self._begin()
        self.assertEqual(count.action_scan("A-2")["result"], "several")
        self.assertEqual(count.found_count, 0)

    def test_silly_codes(self):
        count = self._begin()
        for code in ("", "  ", None, False):
            with self.assertRaises(AssetCountError):
                count.action_scan(code)
        self.assertEqual(count.action_scan("x" * 5000)["result"], "unknown")

    def test_mistaken_tap_is_taken_back(self):
        count = self._begin()
        line = self._line(count, self.device)
        line.action_found()
        line.action_not_found()
        self.assertEqual((line.result, line.counted_user_id.id), ("pending", False))
        count.action_scan("XYZ-77")
        count.unknown_line_ids.action_not_found()
        self.assertEqual(count.unknown_count, 0)

    def test_found_elsewhere_needs_a_place(self):
        line = self._line(self._begin(), self.device)
        with self.assertRaises(AssetCountError):
            line.action_elsewhere()
        line.found_place = "Room 12"
        line.action_elsewhere()
        self.assertEqual(line.result, "moved")

    def test_what_was_not_found_is_missing_and_can_be_looked_for_again(self):
        count = self._begin()
        count.action_scan("SN-0001")
        count.action_finish()
        self.assertEqual(count.missing_line_ids.equipment_id, self.second | self.third)
        with self.assertRaises(AssetCountError):
            count.action_scan("SN-0002")
        count.action_count_on()
        self.assertEqual(count.action_scan("SN-0002")["result"], "found")

    def test_result_cannot_be_forged(self):
        count = self._begin()
        line = self._line(count, self.device)
        for name, value in (("result", "found"), ("counted_user_id", 1), ("expected_place", "x")):
            with self.assertRaises(GuardedFieldError):
                line.write({name: value})
        with self.assertRaises(AccessError):
            line.write({"accept_move": False})

    def test_who_counts_and_who_reads(self):
        count = self._begin()
        for role in ("agent", "project_manager", "service_director"):
            other = count.with_user(self.users[role])
            self.assertEqual(other.expected_count, 3)
            for act in (
                lambda other=other: other.action_scan("SN-0001"),
                lambda other=other: other.line_ids[0].action_found(),
                other.action_finish,
                other.action_cancel,
                lambda role=role: self._begin(role),
            ):
                with self.assertRaises(AccessError):
                    act()
        with self.assertRaises(AccessError):
            count.with_user(self.contact_user).read(["name"])

    def test_finding_many_costs_the_same(self):
        count = self._begin()
        few = count.line_ids
        unit = self.unit.copy({"name": "Big unit", "parent_id": self.bureau.id})
        self.env["maintenance.equipment"].create([{"name": f"D{i}", "unit_id": unit.id} for i in range(60)])
        many = self._begin(unit_id=unit.id).line_ids

        def queries(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines.browse(lines.ids).action_found()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(few[0])
        self.assertLessEqual(queries(many), queries(few[1:]) + 2)
        self.assertEqual(set(many.mapped("result")), {"found"})

    def test_laying_out_costs_the_same_for_many_devices(self):
        def queries(number):
            unit = self.unit.copy({"name": f"Unit {number}", "parent_id": self.bureau.id})
            self.env["maintenance.equipment"].create(
                [{"name": f"D{i}", "unit_id": unit.id} for i in range(number)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._begin(unit_id=unit.id)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        self.assertLessEqual(queries(60), queries(3) + 2)
