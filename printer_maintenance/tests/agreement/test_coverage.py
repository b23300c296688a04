"""Which devices an agreement serves, line by line and day by day."""

from datetime import date
from itertools import product

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PrinterCase

DAY = date(2026, 6, 1)


@tagged("post_install", "-at_install")
class TestCoverage(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.copier = cls.env.ref("printer_maintenance.category_copier")
        cls.copiers = cls._make_device("SN-0002", category_id=cls.copier.id)
        cls.at_bureau = cls._make_device("SN-0003", unit_id=cls.bureau.id, department_id=False)

    def _lines(self, *lines):
        self.agreement.line_ids = [Command.clear(), *(Command.create(line) for line in lines)]

    def _reason(self, device, day=DAY):
        return self.env["printer.agreement"]._scopes(device, day)[device.id].reason

    def test_new_agreement_serves_the_whole_customer(self):
        self.assertEqual(self.agreement.line_ids.mapped("kind"), ["unit"])
        self.assertEqual(self.agreement.line_ids.unit_id, self.bureau)
        self.assertEqual(self._reason(self.at_bureau), "")

    def test_only_listed_devices_are_served(self):
        self._lines({"kind": "device", "equipment_id": self.device.id})
        self.assertEqual(self._reason(self.device), "")
        self.assertEqual(self._reason(self.copiers), "not_listed")

    def test_category_of_a_unit_is_served_and_others_are_not(self):
        self._lines({"kind": "category", "category_id": self.copier.id, "unit_id": self.unit.id})
        self.assertEqual(self._reason(self.copiers), "")
        self.assertEqual(self._reason(self.device), "not_listed")

    def test_one_device_is_left_out_of_its_unit(self):
        self._lines({"kind": "unit"}, {"kind": "device", "equipment_id": self.device.id, "is_left_out": True})
        self.assertEqual(self._reason(self.device), "left_out")
        self.assertEqual(self._reason(self.copiers), "")

    def test_unit_left_out_but_its_copiers_served(self):
        self._lines(
            {"kind": "unit"},
            {"kind": "unit", "unit_id": self.unit.id, "is_left_out": True},
            {"kind": "category", "unit_id": self.unit.id, "category_id": self.copier.id},
        )
        self.assertEqual(self._reason(self.device), "left_out")
        self.assertEqual(self._reason(self.copiers), "")
        self.assertEqual(self._reason(self.at_bureau), "")

    def test_dates_in_and_out_include_both_days(self):
        self._lines(
            {
                "kind": "device",
                "equipment_id": self.device.id,
                "date_in": "2026-03-01",
                "date_out": "2026-08-31",
            }
        )
        reasons = {
            day: self._reason(self.device, day)
            for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1))
        }
        self.assertEqual(list(reasons.values()), ["not_yet_in", "", "", "no_longer_in"])

    def test_list_of_devices_agrees_with_the_look_up_device_by_device(self):
        """Whatever the lines: what an agreement lists is what the look-up says of each device."""
        devices = self.device | self.copiers | self.at_bureau
        whole = {"kind": "unit"}
        unit = {"kind": "unit", "unit_id": self.unit.id}
        category = {"kind": "category", "category_id": self.copier.id}
        near_category = {**category, "unit_id": self.unit.id}
        one = {"kind": "device", "equipment_id": self.copiers.id}
        choices = [(None, False, True)] * 5
        for signs in product(*choices):
            lines = [
                {**line, "is_left_out": sign}
                for line, sign in zip((whole, unit, category, near_category, one), signs, strict=True)
                if sign is not None
            ]
            if not lines:
                continue
            with self.subTest(signs=signs):
                self._lines(*lines)
                listed = devices.filtered_domain(self.agreement._covered_domain(DAY))
                found = self.env["printer.agreement"]._covering(devices, DAY)
                self.assertEqual(listed, devices.browse(key for key, agreement in found.items() if agreement))

    def test_devices_of_a_units_own_agreement_are_not_listed_twice(self):
        own = self.agreement.copy({"partner_id": self.unit.id, "name": "Unit's own"})
        own.action_start()
        devices = self.device | self.copiers | self.at_bureau
        self.assertEqual(devices.filtered_domain(self.agreement._covered_domain(DAY)), self.at_bureau)
        self.assertEqual(devices.filtered_domain(own._covered_domain(DAY)), self.device | self.copiers)

    def test_device_that_has_left_the_customer_is_not_listed_any_more(self):
        self._lines({"kind": "device", "equipment_id": self.device.id})
        stranger = self.env["res.partner"].create({"name": "Stranger", "printer_unit_kind": "customer"})
        self.device.write({"unit_id": stranger.id, "department_id": False})
        self.assertEqual(self._reason(self.device), "no_agreement")
        self.assertFalse(self.device.filtered_domain(self.agreement._covered_domain(DAY)))

    def test_answer_does_not_depend_on_who_asks(self):
        own = self.agreement.copy({"partner_id": self.unit.id, "name": "Unit's own"})
        own.manager_id = self.users["admin"]
        own.action_start()
        asking = self.agreement.with_user(self.users["project_manager"])
        devices = self.device | self.at_bureau
        self.assertEqual(devices.filtered_domain(asking._covered_domain(DAY)), self.at_bureau)
        self.assertEqual(asking._covering(devices, DAY)[self.device.id].id, own.id)

    def test_line_for_a_stranger_is_refused(self):
        stranger = self.env["res.partner"].create({"name": "Stranger", "printer_unit_kind": "customer"})
        with self.assertRaisesRegex(ValidationError, "Stranger.*does not belong to Test bureau"):
            self._lines({"kind": "unit", "unit_id": stranger.id})

    def test_line_that_names_nothing_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "choose the Device"):
            self._lines({"kind": "device"})

    def test_look_up_of_many_single_devices_costs_a_handful_of_queries(self):
        devices = self.env["maintenance.equipment"].create(
            [{"name": f"D{number}", "unit_id": self.unit.id} for number in range(300)]
        )
        self._lines(*({"kind": "device", "equipment_id": device.id} for device in devices))
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(9):
            found = self.env["printer.agreement"]._covering(devices, DAY)
        self.assertEqual(set(found.values()), {self.agreement})
