"""Extra rounds after an abnormal finding, in bad weather, at a start-up or shutdown."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestBoosts(InspectionCase):
    def setUp(self):
        super().setUp()
        self.plan.write({"rhythm": "weeks", "on_monday": True})

    def _boost(self, **values):
        return (
            self.env["printer.inspection.boost"]
            .with_user(self.supervisor)
            .create({"plan_id": self.plan.id, "unit_id": self.unit.id, "days": 3, **values})
        )

    def test_bad_weather_brings_a_round_on_each_day(self):
        self.plan.action_run()
        self._boost(date_begin="2026-03-02", reason="weather")
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-09"])
        self.assertEqual(self._rounds().filtered("boost_id").mapped("boost_id.reason"), ["weather"])

    def test_extra_rounds_taken_back_go_again(self):
        self.plan.action_run()
        self._boost(date_begin="2026-03-02").unlink()
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-09"])

    def test_extra_days_in_an_outage_are_not_lost(self):
        self._crons_do_not_commit()
        self.plan.action_run()
        self._boost(date_begin="2026-03-10", days=4)
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-09"], "beyond the horizon")
        with self._at("2026-03-20 01:00:00"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual(
            self._days(),
            [f"2026-03-{day:02}" for day in (2, 9, 10, 11, 12, 13, 16, 23)],
        )

    def test_something_unsafe_brings_extra_rounds_by_itself(self):
        self.plan.boost_days = 2
        record = self._begun()
        sheet = self._inspect(record.sheet_ids, Leakage_current="0.9")
        sheet.finding_ids.settle("request")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-09"])

    def test_anything_abnormal_is_enough_where_the_plan_says_so(self):
        self.plan.boost_days = 1
        record = self._begun()
        sheet = self._inspect(record.sheet_ids, No_unusual_noise="not_ok")
        sheet.finding_ids.settle("request")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-09"])
        self.plan.boost_after = "abnormal"
        record.sudo()._boost_after_findings(record.sudo().sheet_ids)
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-03", "2026-03-09"])

    def test_engineers_order_no_extra_rounds(self):
        with self.assertRaises(AccessError):
            self._boost().with_user(self.leader).copy()
