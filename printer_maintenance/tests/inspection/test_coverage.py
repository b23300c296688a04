"""The half-year list: frozen when the period starts, kept true, counted, with the day it will be through."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .inspection_common import InspectionCase


class FullCase(InspectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_checklist("full")
        cls.full = cls._make_plan(name="Full inspection", kind="full", rhythm="weeks", on_monday=True)
        cls.Due = cls.env["printer.inspection.due"]

    def _keep(self, moment="2026-03-02 01:00:00"):
        self._crons_do_not_commit()
        with self._at(moment):
            self.Due._cron_keep_lists()

    def _rows(self, device=None):
        domain = [("agreement_id", "=", self.agreement.id)]
        return self.Due.search(domain + ([("equipment_id", "=", device.id)] if device else []))


@tagged("post_install", "-at_install")
class TestCoverage(FullCase):
    def setUp(self):
        super().setUp()
        self.full.action_run()

    def test_one_agreement_that_fails_does_not_hold_up_the_others(self):
        Due = type(self.Due)
        keep, broken = Due._keep, []

        def fail_once(due, agreement, day):
            if agreement != self.agreement:
                broken.append(agreement)
                raise ValueError("broken")
            return keep(due, agreement, day)

        other = self.agreement.copy({"name": "Broken"})
        with self._at("2026-03-02 01:00:00"):
            self._make_plan(name="Broken", kind="full", agreement_id=other.id)._set_state("running")
        self.patch(Due, "_keep", fail_once)
        with mute_logger("odoo.addons.printer_maintenance.models.inspection.due_keeping"):
            self._keep()
        self.assertEqual((broken, len(self._rows())), ([other], 1))

    def test_list_is_frozen_when_the_period_starts(self):
        self._keep()
        row = self._rows()
        self.assertEqual((row.equipment_id, row.state), (self.device, "due"))
        self.assertEqual((str(row.period_start), str(row.period_end)), ("2026-01-01", "2026-06-30"))
        self.assertFalse(row.is_addition)
        self._keep()
        self.assertEqual(self._rows(), row, "bringing it up to date again adds nothing")

    def test_next_period_gets_its_own_list(self):
        self._keep()
        self._keep("2026-06-30 16:00:01")
        self.assertEqual(len(self._rows(self.device)), 2)
        self.assertEqual(str(self._rows(self.device)[0].period_start), "2026-07-01", "midnight in Shanghai")

    def test_devices_that_come_or_go_are_reconciled(self):
        leaving = self._make_device("SN-2")
        self._keep()
        late = self._make_device("SN-3")
        self.device._set_condition("retired")
        leaving.write({"unit_id": False, "department_id": False})
        self._keep("2026-03-10 01:00:00")
        self.assertTrue(self._rows(late).is_addition)
        self.assertEqual(
            (self._rows(self.device).state, self._rows(self.device).drop_reason), ("dropped", "retired")
        )
        self.assertEqual((self._rows(leaving).state, self._rows(leaving).drop_reason), ("dropped", "left"))
        leaving.unit_id = self.unit
        self._keep("2026-03-11 01:00:00")
        self.assertEqual((self._rows(leaving).state, self._rows(leaving).drop_reason), ("due", False))

    def test_device_that_moves_is_due_where_it_is_now(self):
        self._keep()
        other = self.env["res.partner"].create(
            {"name": "Other", "type": "other", "printer_unit_kind": "department", "parent_id": self.unit.id}
        )
        self.device.department_id = other
        self._keep("2026-03-10 01:00:00")
        self.assertEqual(self._rows(self.device).department_id, other)

    def test_handed_in_inspection_counts_and_stays_where_it_was_done(self):
        self._make_device("SN-2")
        self._keep()
        record = self._begun(self.full)
        self.assertEqual(len(record.sheet_ids), 2)
        self._inspect(record.sheet_ids[0])
        record.sheet_ids[1].leave_out("in_use")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        done = self._rows().filtered(lambda row: row.state == "done")
        self.assertEqual((done.sheet_id, str(done.done_on)), (record.sheet_ids[0], "2026-03-02"))
        again = self._begun(self.full, "2026-03-09")
        self.assertEqual(
            again.sheet_ids.equipment_id, record.sheet_ids[1].equipment_id, "only what is still due"
        )

    def test_what_was_sent_back_and_then_left_out_is_due_again(self):
        self._keep()
        record = self._handed_in(self._begun(self.full))
        row = self._rows(self.device)
        self.assertEqual(row.state, "done")
        record.with_user(self.supervisor)._send_back(record.sheet_ids, "Nobody was there")
        self.assertEqual((row.state, row.done_on), ("due", False), "what is doubtful does not count")
        self.assertFalse(row.sheet_id)
        record.sheet_ids.leave_out("no_access")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertEqual((row.state, row.sheet_id), ("due", self.env["printer.inspection.sheet"]))
        coverage = self.env["printer.inspection.coverage"].search([("agreement_id", "=", self.agreement.id)])
        self.assertEqual(coverage.share, 0)
        self.assertEqual(self._begun(self.full, "2026-03-09").sheet_ids.equipment_id, self.device)

    def test_only_the_sheets_that_were_sent_back_are_due_again(self):
        self._make_device("SN-2")
        self._keep()
        record = self._handed_in(self._begun(self.full))
        record.with_user(self.supervisor)._send_back(record.sheet_ids[0], "Doubtful")
        self.assertEqual(self._rows().mapped("state").count("done"), 1)
        self._inspect(record.sheet_ids[0])
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertEqual(set(self._rows().mapped("state")), {"done"})
        self.assertEqual(self._rows().sheet_id, record.sheet_ids)

    def test_what_is_corrected_in_the_next_period_counts_for_the_one_in_which_it_was_done(self):
        with self._at("2026-06-29 01:00:00"):
            self._keep("2026-06-29 01:00:00")
            self.full._make_rounds()
            record = self._handed_in(self._begun(self.full, "2026-06-29"))
        self._keep("2026-07-01 01:00:00")
        with self._at("2026-07-01 02:00:00"):
            record.with_user(self.supervisor)._send_back(record.sheet_ids, "Doubtful")
            self._handed_in(record)
        states = {str(row.period_start): row.state for row in self._rows(self.device)}
        self.assertEqual(states, {"2026-01-01": "done", "2026-07-01": "due"})

    def test_coverage_by_department_with_the_forecast(self):
        for number in range(9):
            self._make_device(f"SN-{number + 2}")
        self._keep()
        record = self._begun(self.full)
        for sheet in record.sheet_ids[:2]:
            self._inspect(sheet)
        for sheet in record.sheet_ids[2:]:
            sheet.leave_out("in_use")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        row = self.env["printer.inspection.coverage"].search([("agreement_id", "=", self.agreement.id)])
        self.assertEqual((row.department_id, row.due_count, row.done_count), (self.department, 10, 2))
        self.assertEqual(row.share, 20)
        # 2 in 61 days: 10 need 305 days
        self.assertEqual((str(row.forecast_on), row.standing), ("2026-11-01", "behind"))
        self.assertIn(row, row.search([("standing", "=", "behind")]))
        self.assertEqual(len(self.Due.search(row.action_view_devices()["domain"])), 10)

    def test_promise_of_four_a_year_has_quarters(self):
        self.agreement.inspections_per_year = 4
        self._keep()
        self.assertEqual(str(self._rows().period_end), "2026-03-31")

    def test_list_of_many_devices_costs_the_same_statements(self):
        counts = []
        for number in (3, 60):
            for index in range(number):
                self._make_device(f"SN-{number}-{index}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.Due._keep(self.agreement, self._moment("2026-03-02 00:00:00").date())
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestOpinions(FullCase):
    def test_what_users_say_is_in_the_customers_file(self):
        record = self._begun(self.full)
        sheet = record.sheet_ids
        sheet.write_remarks({"opinion": "Fast enough", "opinion_score": "4"})
        self._inspect(sheet)
        told = self.unit.with_user(self.supervisor).printer_file["opinions"]
        self.assertEqual(
            (told[0]["text"], told[0]["score"], told[0]["unit"]), ("Fast enough", 80, "Test unit")
        )

    def test_score_that_does_not_exist_is_none(self):
        sheet = self._begun(self.full).sheet_ids
        sheet.write_remarks({"opinion_score": "11"})
        self.assertFalse(sheet.opinion_score)
