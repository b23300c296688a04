"""How long requests wait for parts, on average."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestWaitingMeasure(PartsCase):
    def _waited(self, start, end):
        self.env["printer.sla.pause"]._through_door().create(
            {
                "ticket_id": self._report(reported_at="2026-03-01 00:00:00").id,
                "reason_id": self.env.ref("printer_maintenance.reason_part").id,
                "start": start,
                "end": end,
            }
        )

    def _figure(self, first=date(2026, 3, 1), last=date(2026, 3, 31)):
        measure = self.env["printer.measure"]._measures()["waiting_for_parts"]
        return measure.figures(self.agreement, first, last)[self.agreement.id]

    @freeze_time("2026-05-01 00:00:00")
    def test_waits_that_ended_in_the_period_count_whole(self):
        self._waited("2026-02-27 00:00:00", "2026-03-02 00:00:00")
        self._waited("2026-03-10 00:00:00", "2026-03-10 01:00:00")
        self._waited("2026-02-10 00:00:00", "2026-02-11 00:00:00")
        self.assertEqual(self._figure().value, (3 * 1440 + 60) / 2)

    @freeze_time("2026-05-01 00:00:00")
    def test_part_that_never_comes_does_not_make_the_figure_better(self):
        self._waited("2026-03-30 16:00:00", False)
        figure = self._figure()
        # to midnight in Shanghai at the end of the month
        self.assertEqual((figure.value, figure.total), (1440, 1))
        self.assertEqual(self._figure(date(2026, 4, 1), date(2026, 4, 30)).value, 31 * 1440)

    @freeze_time("2026-03-31 00:00:00")
    def test_wait_under_way_counts_up_to_now(self):
        self._waited("2026-03-30 23:00:00", False)
        self.assertEqual(self._figure().value, 60)
