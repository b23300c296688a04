"""Once a week the dispatcher is told what runs out and is nowhere yet."""

from freezegun import freeze_time

from odoo.tests import tagged

from .foresight_common import NOW, ForesightCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDigest(ForesightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.dispatcher_id = cls.users["dispatcher"]
        cls._fit(cls.device, cls.toner)
        cls._steady(cls.device)

    def _tell(self):
        self._crons_do_not_commit()
        self.env["printer.agreement"]._cron_tell_shortages()

    def _activities(self):
        kind = self.env.ref("printer_maintenance.activity_parts_short")
        return self.agreement.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_dispatcher_is_told_once_however_often_it_runs(self):
        self._night()
        for _run in range(3):
            self._tell()
        self.assertEqual(self._activities().user_id, self.users["dispatcher"])
        self.assertEqual(len(self._activities()), 1)
        self.assertIn("Toner", self._activities().note)

    def test_settled_activity_comes_again_after_a_week_and_not_before(self):
        self._night()
        self._tell()
        self._activities().action_done()
        with freeze_time("2026-04-06 01:00:00"):
            self._tell()
            self.assertFalse(self._activities())
        with freeze_time("2026-04-07 01:00:00"):
            self._tell()
            self.assertEqual(len(self._activities()), 1)
        with freeze_time("2026-04-14 01:00:00"):
            self._tell()
            self.assertEqual(len(self._activities()), 1, "the open one is renewed")
            self.assertEqual(self._activities().date_deadline, self._date("2026-04-14"))

    def test_what_is_in_stock_or_runs_out_later_is_not_told(self):
        self._stock(self.toner, 1)
        self._night()
        self._tell()
        self.assertFalse(self._activities())
        self.toner.wear_pages = 20_000
        self._stock(self.toner, -1)
        self._row().action_foresee()
        self.assertEqual(self._row().supply, "short")
        self._tell()
        self.assertFalse(self._activities())
