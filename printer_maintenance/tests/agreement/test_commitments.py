"""Promises, measured from the records."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from ...models.agreement.measure import Figure, Measure
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestCommitments(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.commitment_ids.unlink()
        cls.broken = cls._make_device("SN-0002", brand="HP", model="M1", place="1F")
        cls.broken._set_condition("faulty")
        cls.device.write({"brand": "HP", "model": "M1", "place": "1F"})

    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()

    def _promise(self, measure, target, **values):
        self.agreement.commitment_ids = [
            Command.create(
                {"name": measure, "measure": measure, "target": target, "period": "month", **values}
            )
        ]
        return self.agreement.commitment_ids[-1:]

    def test_good_condition_names_the_devices_against_us(self):
        promise = self._promise("good_condition", 98)
        with freeze_time("2026-06-10 02:00:00"):
            self.agreement.action_measure()
        result = promise.last_result_id
        self.assertEqual((result.value, result.good_count, result.total_count), (50.0, 1, 2))
        self.assertEqual(result.verdict, "missed")
        self.assertEqual((result.period_start, result.period_end), (date(2026, 6, 1), date(2026, 6, 30)))
        self.assertEqual(promise.action_view_failed()["domain"], [("id", "in", self.broken.ids)])

    def test_stored_and_retired_devices_do_not_count(self):
        self.broken._set_condition("stored")
        promise = self._promise("good_condition", 98)
        self.agreement.action_measure()
        self.assertEqual((promise.value, promise.verdict), (100.0, "met"))

    def test_register_completeness_sees_what_is_missing(self):
        self.broken.place = False
        promise = self._promise("register_completeness", 100)
        self.agreement.action_measure()
        self.assertEqual(promise.value, 50.0)
        self.assertEqual(promise.last_result_id.failed_ids, self.broken.ids)
        self.assertIn("Place", self.broken.register_gaps)
        self.assertFalse(self.device.register_gaps)

    def test_either_serial_or_asset_number_is_enough(self):
        self.device.write({"serial_no": False, "asset_tag": "ZC-1"})
        promise = self._promise("register_completeness", 100)
        self.agreement.action_measure()
        self.assertEqual(promise.value, 100.0)

    def test_no_key_device_means_nothing_to_measure(self):
        promise = self._promise("key_device_duty", 100)
        self.agreement.action_measure()
        self.assertEqual(promise.verdict, "no_data")

    def test_devices_of_others_do_not_count(self):
        other = self.env["res.partner"].create({"name": "Other", "printer_unit_kind": "customer"})
        self._make_device("SN-9", unit_id=other.id, department_id=False)
        promise = self._promise("good_condition", 98)
        self.agreement.action_measure()
        self.assertEqual(promise.last_result_id.total_count, 2)

    def test_measured_twice_in_a_period_stands_once_and_new_period_begins_anew(self):
        promise = self._promise("good_condition", 98)
        for day in ("2026-06-10", "2026-06-30", "2026-07-01"):
            with freeze_time(f"{day} 02:00:00"):
                self.env["printer.agreement"]._cron_measure()
        self.assertEqual(
            [
                (result.period_start, result.measured_on)
                for result in promise.result_ids.sorted("period_start")
            ],
            [(date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 7, 1))],
        )

    def test_suspended_days_do_not_wipe_out_what_was_measured(self):
        promise = self._promise("good_condition", 98)
        with freeze_time("2026-06-10 02:00:00"):
            self.agreement.action_measure()
            self.agreement._suspend("Budget frozen")
        with freeze_time("2026-06-11 02:00:00"):
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual((promise.verdict, promise.value), ("missed", 50.0))
        self.assertEqual(promise.last_result_id.measured_on, date(2026, 6, 10))

    def test_periods_that_ended_while_nothing_ran_are_closed_afterwards(self):
        days = []

        class Looking(Measure):
            label = "Looking back"
            model = "helpdesk.ticket"

            def figures(self, agreements, first, last):
                days.append((first, last))
                return {agreement.id: Figure(100.0, 1, 1) for agreement in agreements}

        registry = type(self.env["printer.measure"])
        known = registry._measures
        self.patch(registry, "_measures", lambda model: {**known(model), "looking": Looking()})
        promise = self._promise("looking", 100)
        with freeze_time("2026-03-15 02:00:00"):
            self.env["printer.agreement"]._cron_measure()
        days.clear()
        with freeze_time("2026-06-02 02:00:00"):
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual(
            [last for _first, last in days],
            [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 2)],
        )
        self.assertEqual(len(promise.result_ids), 6, "January to June")

    def test_nightly_run_takes_each_agreement_once_a_day(self):
        self._promise("good_condition", 98)
        with freeze_time("2026-06-10 02:00:00"):
            self.env["printer.agreement"]._cron_measure()
            self.broken._set_condition("in_service")
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual(self.agreement.commitment_ids.value, 50.0)
        self.assertEqual(self.agreement.measured_on, date(2026, 6, 10))

    def test_run_that_is_killed_goes_on_with_the_rest(self):
        self._promise("good_condition", 98)
        other = self.agreement.copy({"name": "Second"})
        other.action_start()
        both = self.agreement | other
        with freeze_time("2026-06-10 02:00:00"):
            self._crons_do_not_commit(time_left=0)
            done_after = []
            for _run in range(len(self.env["printer.agreement"].search([("state", "=", "running")]))):
                self.env["printer.agreement"]._cron_measure()
                done_after.append(len(both.filtered("measured_on")))
        self.assertEqual(done_after[-1], 2)
        self.assertIn(1, done_after, "one after the other, not both at once")
        self.assertEqual(len(both.commitment_ids.result_ids), 2)

    def test_result_is_nobodys_to_write(self):
        promise = self._promise("good_condition", 98)
        self.agreement.action_measure()
        with self.assertRaises(GuardedFieldError):
            promise.last_result_id.value = 100
        with self.assertRaises(GuardedFieldError):
            promise.last_result_id.with_user(self.users["project_manager"]).write({"value": 100})
        with self.assertRaises(AccessError):
            promise.with_user(self.users["project_manager"]).target = 10

    def test_new_agreement_takes_over_what_is_ready_made_in_both_languages(self):
        ready = self.env["printer.commitment"].create(
            {"name": "A promise of ours", "target": 5, "period": "year"}
        )
        ready.with_context(lang="zh_CN").name = "我们的承诺"
        agreement = self.agreement.copy({"commitment_ids": []})
        mine = agreement.commitment_ids.filtered(lambda c: c.name == "A promise of ours")
        self.assertEqual(mine.with_context(lang="zh_CN").name, "我们的承诺")
        self.assertEqual(mine.customer_id, self.bureau)

    def test_manager_measures_own_agreement_and_engineer_does_not(self):
        self._promise("good_condition", 98)
        # the unit's own agreement, of another manager, takes its devices out of the bureau's, whoever measures
        own = self.agreement.copy({"partner_id": self.unit.id, "name": "Own", "commitment_ids": []})
        own.manager_id = self.users["admin"]
        own.action_start()
        self._make_device("SN-B", unit_id=self.bureau.id, department_id=False)
        self.agreement.with_user(self.users["project_manager"]).action_measure()
        self.assertEqual(self.agreement.commitment_ids.last_result_id.total_count, 1)
        with self.assertRaises(AccessError):
            self.agreement.with_user(self.engineer).action_measure()
