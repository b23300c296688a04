"""What the tests of counters share."""

from datetime import datetime

from freezegun import freeze_time

from ..common import PrinterCase

NOW = "2026-06-30 08:00:00"


@freeze_time(NOW)
class MeterCase(PrinterCase):
    def _read(self, mono, date, color=0, device=None, role="engineer"):
        device = (device or self.device).with_user(self.users[role])
        return device._enter_reading(mono, color, datetime.fromisoformat(date)).sudo()

    def _counters(self):
        self.env.invalidate_all()
        return self.device.meter_mono, self.device.meter_color
