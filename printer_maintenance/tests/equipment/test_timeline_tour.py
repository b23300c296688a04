"""The time line in Chromium."""

from odoo.tests import HttpCase, tagged

from ...models.equipment.equipment_history import EventLine
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTimelineTour(PrinterCase, HttpCase):
    def test_supervisor_pages_filters_and_corrects_the_history(self):
        self.device._enter_reading(14280, 0)
        self.env["maintenance.equipment"]._log_events(
            EventLine(self.device, "part_in", f"roller {number}") for number in range(40)
        )
        self.start_tour(
            f"/odoo/printer-devices/{self.device.id}",
            "printer_equipment_timeline",
            login="test-equipment_supervisor",
        )

    def test_engineer_enters_counters_and_sees_them_at_once(self):
        self.device._enter_reading(14280, 0)
        self.start_tour(
            f"/odoo/printer-devices/{self.device.id}", "printer_enter_counters", login="test-engineer"
        )
        self.env.invalidate_all()
        self.assertEqual(self.device.meter_mono, 15000)
