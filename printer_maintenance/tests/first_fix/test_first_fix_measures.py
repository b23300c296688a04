"""First-time fix and signatures as the customer and the management read them: measures and figures of visits."""

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from ..visit.test_signature import drawing
from ..visit.visit_common import at
from .first_fix_common import FirstFixCase


@tagged("post_install", "-at_install")
class TestFirstFixMeasures(FirstFixCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.commitment_ids.unlink()

    def _promise(self, measure):
        return self.env["printer.commitment"].create(
            {
                "name": measure,
                "agreement_id": self.agreement.id,
                "measure": measure,
                "target": 90,
                "period": "month",
            }
        )

    def _measured(self, promise, moment):
        with freeze_time(moment):
            self.agreement.action_measure()
        result = promise.last_result_id
        return result.good_count, result.total_count, result.value

    def test_share_of_first_time_fixes_counts_what_was_solved_in_the_period(self):
        promise = self._promise("first_time_fix")
        self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        self._mended(
            "2026-03-05 08:00:00", "2026-03-05 08:40:00", "2026-03-05 09:30:00", symptom_id=self.streaks.id
        )
        self._mended(
            "2026-02-20 08:00:00",
            "2026-02-20 08:40:00",
            "2026-02-20 09:00:00",
            equipment_id=self._make_device("SN-0002").id,
        )
        self.assertEqual(self._measured(promise, "2026-03-10 08:00:00"), (2, 2, 100.0))
        again = self._fault("2026-03-20 08:00:00")
        self.assertEqual(self._measured(promise, "2026-03-21 08:00:00"), (1, 2, 50.0))
        self.assertEqual(promise.last_result_id.failed_ids, again.repeat_of_id.ids)

    def test_last_month_is_measured_anew_when_a_repair_does_not_hold(self):
        promise = self._promise("first_time_fix")
        self._mended("2026-03-20 08:00:00", "2026-03-20 08:40:00", "2026-03-20 09:30:00")
        self._measured(promise, "2026-03-31 08:00:00")
        march = promise.last_result_id
        self._fault("2026-04-10 08:00:00")
        self._crons_do_not_commit()
        self.agreement._through_door().measured_on = "2026-04-10"
        with freeze_time("2026-04-11 01:00:00"):
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual((march.good_count, march.total_count), (0, 1))

    def test_share_of_signed_work(self):
        promise = self._promise("signed_work")
        self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        visit = self.env["printer.visit"].search([("ticket_id.agreement_id", "=", self.agreement.id)])
        self.assertEqual(self._measured(promise, "2026-03-10 08:00:00"), (0, 1, 0.0))
        self.assertEqual(promise.last_result_id.failed_ids, visit.ids)
        with freeze_time("2026-03-11 08:00:00"):
            visit._sign("Contact", drawing(), self.contact)
        self.assertEqual(self._measured(promise, "2026-03-12 08:00:00"), (1, 1, 100.0))

    def test_figures_charge_the_repeat_to_the_first_engineer(self):
        self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        self._mended("2026-03-20 08:00:00", "2026-03-20 08:40:00", "2026-03-20 09:10:00", self.colleague)
        self.env.flush_all()
        rows = self.env["printer.visit.report"]._read_group(
            [("agreement_id", "=", self.agreement.id)],
            ["engineer_id"],
            [
                "first_fix_percent:avg",
                "signed_percent:avg",
                "by_hand_percent:avg",
                "work_minutes:avg",
                "__count",
            ],
        )
        self.assertEqual(
            {engineer: figures for engineer, *figures in rows},
            {self.engineer: [0.0, 0.0, 100.0, 50.0, 1], self.colleague: [100.0, 0.0, 100.0, 30.0, 1]},
        )

    def test_figures_of_a_second_visit_leave_first_time_fix_alone(self):
        ticket = self._fault("2026-03-02 08:00:00")
        first = self._visit(ticket, "2026-03-02 08:40:00")
        second = self._leave(first, "2026-03-02 09:00:00", "part")
        with freeze_time("2026-03-03 08:00:00"):
            second._confirm(at("2026-03-03 08:40:00"), self.contact)
            second.action_leave()
        with freeze_time("2026-03-03 08:30:00"):
            second.action_arrive()
        self._finish(second, "2026-03-03 09:15:00")
        self.env.flush_all()
        rows = self.env["printer.visit.report"].search([("ticket_id", "=", ticket.id)], order="id")
        self.assertEqual(rows.mapped("is_first"), [True, False])
        self.assertEqual(rows.mapped("unfinished_percent"), [100.0, 0.0])
        self.assertEqual([row.travel_minutes for row in rows], [0.0, 30.0])
        self.assertEqual(rows[0].first_fix_percent, 0.0)

    def test_engineer_of_another_station_does_not_see_the_figures(self):
        self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        self.env.flush_all()
        stranger = new_test_user(
            self.env, login="test-stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        mine = [("agreement_id", "=", self.agreement.id)]
        Report = self.env["printer.visit.report"]
        self.assertFalse(Report.with_user(stranger).search(mine))
        self.assertTrue(Report.with_user(self.engineer).search(mine))
        self.assertTrue(Report.with_user(self.users["project_manager"]).search(mine))

    def test_odoos_own_reliability_is_right_over_several_visits(self):
        """Three failures in 2026: two visits for the first; MTTR and MTBF by hand.

        In service since 2026-01-01. Closed after 2, 0 and 4 days: 2 days on average. From 2026-01-01 to the last
        report on 2026-05-01 are 120 days, a third of it is 40.
        """
        self.device.effective_date = "2026-01-01"
        first = self._fault("2026-02-02 08:00:00")
        second = self._leave(self._visit(first, "2026-02-02 08:40:00"), "2026-02-02 09:00:00", "part")
        with freeze_time("2026-02-04 08:00:00"):
            second._confirm(at("2026-02-04 08:40:00"), self.contact)
            second.action_arrive()
        self._finish(second, "2026-02-04 09:00:00")
        self._mended("2026-03-20 08:00:00", "2026-03-20 08:40:00", "2026-03-20 09:00:00")
        self._mended("2026-05-01 08:00:00", "2026-05-05 08:40:00", "2026-05-05 09:00:00")
        self.device.invalidate_recordset()
        self.assertEqual(self.device.mttr, 2)
        self.assertEqual(self.device.mtbf, 40)
