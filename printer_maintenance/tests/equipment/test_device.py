"""The device's own data: network, dates, who answers for it."""

import re

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ...exceptions import AppendOnlyError, GuardedFieldError, KeyDeviceError
from ...models.equipment.equipment_history import EventLine
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestDevice(PrinterCase):
    def test_addresses_are_kept_in_one_form(self):
        self.device.write(
            {"ip_address": " １０.26.7.69", "mac_address": "3c-52-82-0f-a1-7b", "host_name": " PRN-1 "}
        )
        self.assertEqual(
            (self.device.ip_address, self.device.mac_address, self.device.host_name),
            ("10.26.7.69", "3C:52:82:0F:A1:7B", "PRN-1"),
        )
        self.device.write({"ip_address": "  "})
        self.assertFalse(self.device.ip_address)

    def test_wrong_addresses_are_refused_with_the_value_and_an_example(self):
        for field, value, example in (
            ("ip_address", "10.26.7.256", "10.26.7.69"),
            ("mac_address", "3c-52-82-0f-a1", "3C:52"),
            ("mac_address", "00:00:00:00:00:00", "3C:52"),
            ("host_name", "printer 4", "hyphens"),
        ):
            with (
                self.subTest(value=value),
                self.assertRaisesRegex(ValidationError, f"{value}.*{example}"),
                self.cr.savepoint(),
            ):
                self.device.write({field: value})
            with self.subTest(value=value), self.assertRaises(ValidationError):
                self._make_device(f"SN-{value}", **{field: value})

    def test_warranty_and_installation_before_purchase_are_refused(self):
        self.device.purchase_date = "2026-03-10"
        for field in ("warranty_date", "installed_on"):
            with (
                self.subTest(field=field),
                self.assertRaisesRegex(ValidationError, "LaserJet.*before"),
                self.cr.savepoint(),
            ):
                self.device[field] = "2026-03-09"
        self.device.warranty_date = "2026-03-10"

    def test_only_the_goods_check_sets_the_day_of_acceptance(self):
        for field, value in (
            ("accepted_on", "2026-03-01"),
            ("last_inspected_at", "2026-03-01 08:00:00"),
            ("last_counted_at", "2026-03-01 08:00:00"),
            ("meter_mono", 5),
            ("meter_color", 5),
        ):
            with self.subTest(field=field), self.assertRaises(GuardedFieldError):
                self.device.with_user(self.users["admin"]).write({field: value})
        self.device._through_door().accepted_on = "2026-03-01"

    def test_inspections_in_one_batch_keep_the_newest_day_of_each_device(self):
        other = self._make_device("SN-0002")
        self.env["maintenance.equipment"]._log_events(
            EventLine(device, "inspected", "ok", date=date)
            for device, date in (
                (self.device, "2026-03-02 08:00:00"),
                (self.device, "2026-03-01 08:00:00"),
                (other, "2026-03-01 09:00:00"),
            )
        )
        self.device._log_event("inspected", "late sheet", date="2026-02-01 08:00:00")
        days = [device.last_inspected_at.strftime("%m-%d") for device in self.device | other]
        self.assertEqual(days, ["03-02", "03-01"])

    def test_device_with_a_history_is_archived_and_never_deleted(self):
        self._report()
        for user in (self.users["admin"], self.env.user):
            with self.assertRaisesRegex(AppendOnlyError, "LaserJet.*archive"):
                self.device.with_user(user).unlink()
        self.device.active = False

    def test_every_filter_of_the_list_can_be_used(self):
        arch = self.env.ref("printer_maintenance.equipment_view_search").arch
        Equipment = self.env["maintenance.equipment"].with_user(self.users["equipment_supervisor"])
        for node in etree.fromstring(arch).iter("filter"):
            if node.get("domain"):
                with self.subTest(filter=node.get("name")):
                    Equipment.search_count(safe_eval(node.get("domain"), {"uid": Equipment.env.uid}))

    def test_agreement_of_today_is_shown_to_our_people_only(self):
        self.assertEqual(self.device.with_user(self.engineer).agreement_id, self.agreement)
        uncovered = self._make_device("SN-0009", unit_id=False, department_id=False)
        self.assertFalse(uncovered.agreement_id)
        with self.assertRaises(AccessError):
            self.device.with_user(self.contact_user).read(["agreement_id"])

    def test_queries_of_the_list_do_not_grow_with_the_devices(self):
        devices = self.env["maintenance.equipment"].create(
            [
                {
                    "name": "Row",
                    "serial_no": f"ROW-{number}",
                    "unit_id": self.unit.id,
                    "engineer_id": self.engineer.id,
                }
                for number in range(60)
            ]
        )
        arch = self.env.ref("printer_maintenance.equipment_view_list").arch
        names = sorted(set(re.findall(r'<field name="(\w+)"', arch)))
        user = self.users["equipment_supervisor"]

        def queries(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            records.with_user(user).web_read(
                {name: {"fields": {"display_name": {}}} if name.endswith("_id") else {} for name in names}
            )
            return self.cr.sql_log_count - before

        queries(devices[:1])
        self.assertLessEqual(queries(devices), queries(devices[:3]))


@tagged("post_install", "-at_install")
class TestKeyDevice(PrinterCase):
    def _complete(self):
        return {
            "custodian_name": "Li Na",
            "custodian_phone": "555-0111",
            "engineer_id": self.engineer.id,
            "key_duty": "Clean the glass every Monday",
        }

    def test_key_device_needs_person_device_and_duty(self):
        complete = self._complete()
        for name in complete:
            with (
                self.subTest(missing=name),
                self.assertRaisesRegex(
                    KeyDeviceError,
                    f"LaserJet.*{self.device._fields[name].string}",
                ),
                self.cr.savepoint(),
            ):
                self.device.write({**complete, name: False, "is_key_device": True})
        with self.assertRaisesRegex(KeyDeviceError, "serial number or asset number"), self.cr.savepoint():
            self.device.write({**complete, "serial_no": False, "is_key_device": True})
        self.device.write({**complete, "is_key_device": True})
        self.assertTrue(self.device.has_three_fixed)
        with self.assertRaises(KeyDeviceError):
            self.device.key_duty = False

    def test_key_device_of_a_register_is_listed_and_then_completed_by_a_person(self):
        devices = self.env["maintenance.equipment"]
        device = devices._through_door().create(
            {
                "name": "From the register",
                "serial_no": "REG-1",
                "is_key_device": True,
                "unit_id": self.unit.id,
            }
        )
        device = devices.browse(device.id)
        incomplete = devices.search([("is_key_device", "=", True), ("has_three_fixed", "=", False)])
        self.assertIn(device, incomplete)
        device.place = "2F"
        with self.assertRaises(KeyDeviceError):
            device.custodian_name = "Li Na"
        device.write(self._complete())
        self.assertTrue(device.has_three_fixed)

    def test_change_of_the_person_in_charge_is_told_old_and_new(self):
        self.device.write({"custodian_name": "Wang Fang", "custodian_phone": "555-0110"})
        self.device.write({"custodian_name": "Li Na", "custodian_phone": "555-0110", "place": "2F"})
        self.device.write({"custodian_name": "Li Na", "engineer_id": self.engineer.id})
        told = (
            self.device.event_ids.filtered(lambda event: event.kind == "custodian")
            .sorted("id")
            .mapped("detail")
        )
        self.assertEqual(
            told,
            [
                "– → Wang Fang / 555-0110",
                "Wang Fang / 555-0110 → Li Na / 555-0110",
                "Li Na → Li Na / Test engineer",
            ],
        )
