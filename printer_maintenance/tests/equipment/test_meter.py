"""Counter readings: believed, questioned, settled; and what was printed in a month."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exceptions import MeterReadingError
from ...models.equipment.equipment_meter import ReadingLine
from ..common import PrinterCase
from .meter_common import NOW, MeterCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestReading(MeterCase):
    def test_accepted_reading_moves_the_counters_and_the_history(self):
        reading = self._read(12000, "2026-06-01 08:00:00", color=300)
        self.assertEqual(
            (reading.state, reading.source, reading.user_id), ("accepted", "manual", self.engineer)
        )
        self.assertEqual(self._counters(), (12000, 300))
        event = self.device.event_ids.filtered(lambda line: line.kind == "counted")
        self.assertEqual((event.detail, str(event.date)), ("12000 / 300", "2026-06-01 08:00:00"))
        self.assertEqual((reading.unit_id, reading.customer_id), (self.unit, self.bureau))

    def test_pages_and_days_since_the_reading_before(self):
        self._read(12000, "2026-06-01 08:00:00", color=300)
        second = self._read(13000, "2026-06-11 20:00:00", color=310)
        self.assertEqual((second.pages, second.days), (1010, 10.5))

    def test_what_cannot_be_believed_is_kept_apart(self):
        self._read(12000, "2026-06-01 08:00:00", color=300)
        self._read(12500, "2026-06-20 08:00:00", color=300)
        for mono, color, date, why in (
            (12400, 300, "2026-06-29 08:00:00", "falls"),
            (12600, 299, "2026-06-29 08:00:00", "falls"),
            (12700, 300, "2026-06-10 08:00:00", "contradicts"),
            (13000, 300, "2026-07-02 08:00:00", "future"),
            (125000, 300, "2026-06-29 08:00:00", "jumps"),
        ):
            with self.subTest(why=why):
                reading = self._read(mono, date, color)
                self.assertEqual((reading.state, reading.question), ("questioned", why))
                self.assertEqual((reading.pages, reading.days), (0, 0))
                self.assertEqual(self._counters(), (12500, 300))
        self.assertEqual(len(self.device.event_ids.filtered(lambda line: line.kind == "counted")), 2)

    def test_reading_entered_late_takes_its_place_in_the_chain(self):
        self._read(12000, "2026-06-01 08:00:00")
        last = self._read(13000, "2026-06-21 08:00:00")
        between = self._read(12400, "2026-06-11 08:00:00")
        self.assertEqual((between.pages, last.pages, last.days), (400, 600, 10))
        self.assertEqual(last.previous_id, between)
        self.assertEqual(self._counters(), (13000, 0))

    def test_reading_below_another_one_of_the_same_moment_is_questioned(self):
        # two people at the very same time: tests/ticket/test_two_at_once.py
        self._read(12000, "2026-06-01 08:00:00")
        self._read(12500, "2026-06-20 08:00:00")
        late = self._read(12450, "2026-06-20 08:00:00", role="agent")
        self.assertEqual(late.state, "questioned")
        self.assertEqual(self._counters(), (12500, 0))
        self.assertEqual(len(self.device.reading_ids), 3)

    def test_first_reading_that_no_machine_reaches_is_questioned(self):
        self.assertEqual(self._read(900_000_000, "2026-06-01 08:00:00").question, "jumps")
        self.assertEqual(self._counters(), (0, 0))
        self.assertEqual(self._read(3_000_000, "2026-06-01 08:00:00").state, "accepted")

    def test_below_zero_and_beyond_a_counter_is_refused(self):
        for mono, color in ((-1, 0), (0, -1), (1_000_000_000, 0)):
            with self.assertRaisesRegex(MeterReadingError, "LaserJet"), self.cr.savepoint():
                self.device._enter_reading(mono, color)

    def test_who_may_enter(self):
        for role in ("engineer", "second_line", "agent", "dispatcher", "equipment_supervisor", "admin"):
            self._read(12000, "2026-06-01 08:00:00", role=role)
        for role in ("project_manager", "service_director"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._read(12000, "2026-06-01 08:00:00", role=role)
        with self.assertRaises(AccessError):
            self.device.with_user(self.contact_user)._enter_reading(12000, 0)

    def test_nobody_creates_changes_or_deletes_a_reading_past_the_door(self):
        reading = self._read(12000, "2026-06-01 08:00:00")
        for user in (self.engineer, self.users["admin"], self.env.user):
            mine = reading.with_user(user)
            with self.assertRaises(UserError):
                mine.write({"meter_mono": 1})
            with self.assertRaises(UserError):
                mine.write({"state": "rejected"})
            with self.assertRaises(UserError):
                mine.unlink()
            with self.assertRaises(UserError):
                mine.create(
                    {"equipment_id": self.device.id, "date": NOW, "source": "manual", "meter_mono": 7}
                )

    def test_contact_reads_accepted_readings_of_the_own_unit(self):
        self._read(12000, "2026-06-01 08:00:00")
        self._read(100, "2026-06-02 08:00:00")
        elsewhere = self._make_device("SN-0004", unit_id=self.bureau.id, department_id=False)
        self._read(5, "2026-06-01 08:00:00", device=elsewhere)
        seen = self.env["printer.meter.reading"].with_user(self.contact_user).search([])
        self.assertEqual(seen.mapped("meter_mono"), [12000])
        with self.assertRaises(AccessError):
            seen.read(["user_id"])

    def test_batch_costs_the_same_however_many_devices_are_read(self):
        def queries(devices):
            # one by one, as the import has them
            lines = [ReadingLine(device.browse(device.id), 100, 0) for device in devices]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["maintenance.equipment"]._take_readings(lines, "network")
            self.env.flush_all()
            return self.cr.sql_log_count - before

        devices = self.env["maintenance.equipment"].create(
            [{"name": "Row", "serial_no": f"ROW-{number}", "unit_id": self.unit.id} for number in range(90)]
        )
        queries(devices[:2])
        few = queries(devices[2:5])
        self.assertLessEqual(queries(devices[5:90]), few)

    def test_two_readings_of_one_device_in_a_batch_are_judged_one_after_the_other(self):
        readings = self.env["maintenance.equipment"]._take_readings(
            [
                ReadingLine(self.device, 500, None, datetime(2026, 6, 1)),
                ReadingLine(self.device, 400, None, datetime(2026, 6, 2)),
                ReadingLine(self.device, 900, None, datetime(2026, 6, 3)),
            ],
            "network",
        )
        self.assertEqual(readings.mapped("state"), ["accepted", "questioned", "accepted"])


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestUse(MeterCase):
    def setUp(self):
        super().setUp()
        # 1 000 pages a month for a year, then 3 000 a month
        start = datetime(2025, 6, 29)
        lines, count = [], 0
        for month in range(13):
            lines.append(ReadingLine(self.device, count, 0, start + timedelta(days=30.4 * month)))
            count += 3000 if month >= 9 else 1000
        self.env["maintenance.equipment"]._take_readings(lines, "network")

    def test_pages_a_month_and_utilisation(self):
        self.device.category_id.recommended_monthly_pages = 6000
        self.assertAlmostEqual(self.device.pages_per_month, 3000, delta=5)
        self.assertAlmostEqual(self.device.pages_per_month_year, 1500, delta=20)
        self.assertAlmostEqual(self.device.utilisation, 50, delta=0.5)
        self.device.recommended_monthly_pages = 3000
        self.assertAlmostEqual(self.device.utilisation, 100, delta=0.5)

    def test_unit_and_customer_add_up_their_devices(self):
        self.device.recommended_monthly_pages = 3000
        upstairs = self._make_device("SN-0005", unit_id=self.bureau.id, department_id=False)
        self._read(0, "2026-03-30 08:00:00", device=upstairs)
        self._read(600, "2026-06-29 08:00:00", device=upstairs)
        once = self._make_device("SN-0006", recommended_monthly_pages=9000)
        self._read(5000, "2026-06-29 08:00:00", device=once)
        self.assertAlmostEqual(self.unit.printer_pages_per_month, 1500, delta=20)
        self.assertAlmostEqual(self.bureau.printer_pages_per_month, 1700, delta=25)
        self.assertAlmostEqual(self.bureau.printer_utilisation, 50, delta=1)

    def test_pivot_sums_pages_by_month_and_model(self):
        groups = self.env["printer.meter.reading"]._read_group(
            [("equipment_id", "=", self.device.id)], ["equipment_model", "date:month"], ["pages:sum"]
        )
        self.assertEqual(sum(pages for _model, _month, pages in groups), 9000 + 9000)


@tagged("post_install", "-at_install")
class TestVisitCounters(PrinterCase):
    def test_engineer_enters_counters_on_the_visit(self):
        visit = self._confirmed_visit()
        visit.action_arrive()
        context = visit.action_enter_counters()["context"]
        dialog = (
            self.env["printer.meter.enter"]
            .with_user(self.engineer)
            .with_context(**context)
            .create({"meter_mono": 700})
        )
        dialog.action_enter()
        reading = self.device.reading_ids
        self.assertEqual(
            (reading.source, reading.origin_model, reading.origin_id), ("visit", "printer.visit", visit.id)
        )

    def test_questioned_reading_tells_the_person_at_once(self):
        self.device._enter_reading(500, 0)
        dialog = (
            self.env["printer.meter.enter"]
            .with_user(self.engineer)
            .create({"equipment_id": self.device.id, "meter_mono": 5})
        )
        self.assertEqual(dialog.action_enter()["tag"], "display_notification")
        self.assertEqual(self.device.meter_mono, 500)

    def test_colleagues_visit_and_another_device_are_refused(self):
        visit = self._confirmed_visit()
        other = self._make_device("SN-0008")
        Dialog = self.env["printer.meter.enter"]
        dialog = Dialog.with_user(self.engineer).create(
            {"equipment_id": other.id, "visit_id": visit.id, "meter_mono": 5}
        )
        with self.assertRaises(MeterReadingError):
            dialog.action_enter()
        dialog = Dialog.with_user(self.agent).create(
            {"equipment_id": self.device.id, "visit_id": visit.id, "meter_mono": 5}
        )
        with self.assertRaises(AccessError):
            dialog.action_enter()


@tagged("post_install", "-at_install")
class TestImportedCounters(PrinterCase):
    def test_questioned_jump_of_a_register_is_taken_back_from_the_device(self):
        devices = self.env["maintenance.equipment"]
        self.device._enter_reading(500, 0)
        # as the import does: it writes what the row says, then its readings are judged
        self.device._through_door().meter_mono = 600_000
        devices._take_readings([ReadingLine(self.device, 600_000, None)], "import")
        self.assertEqual(self.device.meter_mono, 500)
