"""A plan that changes takes its rounds ahead along, and leaves alone what was begun, moved, or is past."""

from odoo.tests import tagged

from ...exceptions import InspectionPlanError
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestPlanChanges(InspectionCase):
    def setUp(self):
        super().setUp()
        self.plan.action_run()

    def test_rhythm_changed_in_mid_period(self):
        self._begun(day="2026-03-03")
        with self._at("2026-03-04 01:00:00"):
            self.plan.write({"rhythm": "weekdays", "on_friday": True})
        self.assertEqual(
            self._days(),
            ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-06"],
            "what was begun or is past stays, today's too; what is ahead follows the new rhythm",
        )

    def test_hour_and_people_follow_where_nobody_arranged_otherwise(self):
        own = self._rounds()[1]
        third = self.users["second_line"]
        own.with_user(self.dispatcher)._arrange(third, self.second)
        self.plan.write({"hour": 10, "leader_id": self.users["admin"].id})
        self.assertEqual(own.leader_id, third)
        self.assertEqual(self._rounds()[2].leader_id, self.users["admin"])
        self.assertEqual(str(self._rounds()[2].start_at), "2026-03-04 02:00:00")

    def test_stopped_plan_takes_its_rounds_ahead_away(self):
        self._begun()
        self.plan.action_stop()
        self.assertEqual(self._days(), ["2026-03-02"])
        with self._at("2026-03-20 01:00:00"):
            self.plan.action_run()
        self.assertEqual(self._days()[:2], ["2026-03-02", "2026-03-20"], "days without a plan are no gap")

    def test_unit_that_loses_its_devices_loses_its_rounds_ahead(self):
        self.device.write({"unit_id": self.bureau.id, "department_id": False})
        self.plan._make_rounds()
        ahead = self._rounds().filtered(lambda r: str(r.planned_on) > "2026-03-02")
        self.assertEqual(ahead.unit_id, self.bureau)

    def test_what_rounds_have_taken_over_stays(self):
        with self.assertRaises(InspectionPlanError):
            self.plan.kind = "full"

    def test_change_that_leaves_no_device_is_refused(self):
        with self.assertRaises(InspectionPlanError):
            self.plan.key_only = True

    def test_shorter_horizon_says_how_far_it_is_planned_and_leaves_no_gap(self):
        self._crons_do_not_commit()
        self.plan.horizon = 3
        self.assertEqual(self._days()[-1], "2026-03-05")
        self.assertEqual(str(self.plan.generated_until), "2026-03-05")
        with self._at("2026-03-20 01:00:00"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual(self._days(), [f"2026-03-{day:02}" for day in range(2, 24)])
