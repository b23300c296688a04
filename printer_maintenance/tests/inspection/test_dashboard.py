"""Inspections at a glance: the ledger's own figures, with the reader's own rights, each opening its records."""

import json
from datetime import date

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from .test_coverage import FullCase


@tagged("post_install", "-at_install")
class TestDashboard(FullCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        # the demo's agreements have figures of their own
        others = self.env["printer.agreement"].search([("id", "!=", self.agreement.id)])
        others._through_door().write({"state": "draft"})
        self.manager = self.users["project_manager"]
        self.agreement.manager_id = self.manager
        self.Dashboard = self.env["printer.inspection.dashboard"].with_user(self.manager)

    def _figures(self, span="month", user=None):
        Dashboard = self.Dashboard.with_user(user) if user else self.Dashboard
        return {figure["code"]: figure for figure in Dashboard.read_figures(span)["figures"]}

    def _cases(self, code, **values):
        action = self.Dashboard.open_cases(code, **values)
        json.dumps(action["domain"], default=str)
        return self.env[action["res_model"]].with_user(self.manager).search(action["domain"])

    def _one_done_one_missed(self):
        self.plan.action_run()
        record = self._handed_in(No_unusual_noise="ok")
        with self.env.cr.savepoint(), self._at("2026-03-03 16:30:00"):
            self.env["printer.inspection.round"]._cron_miss()
        return record

    def test_figures_are_those_of_the_ledger(self):
        self._one_done_one_missed()
        with self._at("2026-03-04 01:00:00"):
            figure = self._figures()["daily_rounds"]
            measured = self.env["printer.measure"]._measures()["daily_rounds"]
            ledger = measured.figures(self.agreement, date(2026, 2, 3), date(2026, 3, 4))[self.agreement.id]
            self.assertEqual((figure["value"], figure["count_text"]), (50.0, "1 of 2"))
            self.assertEqual(figure["value"], ledger.value)
            self.assertEqual(figure["bad_text"], "Late or not made: 1")
            self.assertEqual(len(self._cases("daily_rounds")), 2)
            failed = self._cases("daily_rounds", only_failed=True)
            self.assertEqual((failed.state, str(failed.date)), ("missed", "2026-03-03"))

    def test_promise_of_the_agreement_colours_the_figure(self):
        self._one_done_one_missed()
        self.env["printer.commitment"].search([("agreement_id", "=", self.agreement.id)]).unlink()
        with self._at("2026-03-04 01:00:00"):
            self.assertEqual(self._figures()["daily_rounds"]["target_text"], "")
            for target, tone in ((40, "success"), (90, "danger")):
                self.env["printer.commitment"].create(
                    {
                        "name": "Rounds",
                        "agreement_id": self.agreement.id,
                        "measure": "daily_rounds",
                        "target": target,
                    }
                )
                figure = self._figures()["daily_rounds"]
                self.assertEqual((figure["target_text"], figure["tone"]), (f"Promised: {target} %", tone))

    def test_time_looked_at_is_chosen(self):
        self._one_done_one_missed()
        with self._at("2026-03-20 01:00:00"):
            self.assertIsNone(self._figures("week")["daily_rounds"]["value"])
            self.assertEqual(self._figures("half_year")["daily_rounds"]["count_text"], "1 of 2")
            with self.assertRaisesRegex(ValidationError, "anew"):
                self._figures("century")
            with self.assertRaisesRegex(ValidationError, "anew"):
                self.Dashboard.open_cases("nothing")

    def test_coverage_with_its_forecast(self):
        for number in range(9):
            self._make_device(f"SN-{number + 2}")
        self.full.action_run()
        self._keep()
        record = self._begun(self.full)
        for sheet in record.sheet_ids[:2]:
            self._inspect(sheet)
        for sheet in record.sheet_ids[2:]:
            sheet.leave_out("in_use")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        figure = self._figures()["full_inspections"]
        self.assertEqual((figure["value"], figure["count_text"], figure["tone"]), (20.0, "2 of 10", "danger"))
        self.assertEqual(figure["note"], "Done at this pace on 11/01/2026")
        self.assertEqual(figure["bad_text"], "Departments behind: 1")
        self.assertEqual(self._cases("full_inspections", only_failed=True).department_id, self.department)

    def test_findings_and_condition(self):
        record = self._begun()
        sheet = self._inspect(record.sheet_ids, No_unusual_noise="not_ok")
        sheet.finding_ids.settle("fixed", "Tightened")
        with self._at("2026-03-06 01:00:00"):
            figures = self._figures()
            self.assertEqual(figures["findings_in_time"]["value"], 100.0)
            self.assertEqual(self._cases("findings_in_time"), sheet.sudo().finding_ids)
            self.assertEqual(figures["good_condition"]["value"], 100.0)
            self.device._set_condition("faulty")
            self.assertEqual(self._figures()["good_condition"]["bad_text"], "Not in good condition: 1")
            self.assertEqual(self._cases("good_condition", only_failed=True), self.device)

    def test_empty_figures_say_what_to_do(self):
        for figure in self._figures().values():
            self.assertTrue(figure["value"] is None) if figure["code"] != "good_condition" else None
            self.assertEqual(bool(figure["hint"]), figure["value"] is None, figure["code"])
        self.assertIn("Inspection plans", self._figures()["daily_rounds"]["hint"])

    def test_managers_see_their_own_agreements_only(self):
        self._one_done_one_missed()
        other = new_test_user(
            self.env,
            login="test-other-manager",
            groups="base.group_user,printer_maintenance.group_project_manager",
        )
        with self._at("2026-03-04 01:00:00"):
            self.assertIsNone(self._figures(user=other)["daily_rounds"]["value"])
            self.assertIsNone(self._figures(user=other)["good_condition"]["value"])
            for role in ("equipment_supervisor", "service_director"):
                self.assertEqual(self._figures(user=self.users[role])["daily_rounds"]["value"], 50.0)

    def test_nobody_else_reads_it(self):
        for user in (self.engineer, self.agent, self.contact_user):
            Dashboard = self.Dashboard.with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                Dashboard.read_figures()
            with self.subTest(user.login), self.assertRaises(AccessError):
                Dashboard.open_cases("daily_rounds")

    def test_telephones_get_cards_instead_of_the_wide_list(self):
        kinds = [
            [section["type"] for section in self.Dashboard.read_figures("month", is_small)["sections"]]
            for is_small in (False, True)
        ]
        self.assertEqual(kinds, [["graph", "list", "graph", "graph"], ["graph", "kanban", "graph", "graph"]])


@tagged("post_install", "-at_install")
class TestInspectionReport(FullCase):
    """The table beside the dashboard tells the same figures as the ledger."""

    def _told(self, subject):
        rows = self.env["printer.inspection.report"].search(
            [("subject", "=", subject), ("agreement_id", "=", self.agreement.id)]
        )
        return rows, [rows.mapped("missed_count").count(0), len(rows)]

    def _ledger(self, code):
        measure = self.env["printer.measure"]._measures()[code]
        figure = measure.figures(self.agreement, date(2026, 3, 1), date(2026, 3, 31))[self.agreement.id]
        return [figure.good, figure.total]

    def test_rounds_and_findings_are_the_cases_of_the_measures(self):
        self._crons_do_not_commit()
        self._make_checklist("electrical")
        weekly = self._make_plan(name="Weekly", kind="electrical", rhythm="weeks", on_monday=True)
        weekly.action_run()
        self.plan.action_run()
        sheet = self._inspect(self._begun().sheet_ids, No_unusual_noise="not_ok")
        sheet.finding_ids.settle("request")
        self._rounds()[0].with_user(self.second).action_confirm()
        self._rounds()[0].with_user(self.leader).action_hand_in()
        self._handed_in(self._begun(weekly))
        moved = self._rounds()[1]
        moved.with_user(self.dispatcher)._arrange(self.leader, self.second, date(2026, 3, 4), "Elections")
        with self._at("2026-03-04 01:00:00"):
            moved.with_user(self.leader).action_begin()
            self._handed_in(moved.with_user(self.leader))
        with self._at("2026-03-05 16:30:00"):
            self.env["printer.inspection.round"]._cron_miss()
            self.env.flush_all()
            for subject, code in (
                ("daily", "daily_rounds"),
                ("electrical", "weekly_checks"),
                ("finding", "findings_in_time"),
            ):
                self.assertEqual(self._told(subject)[1], self._ledger(code), subject)
            rows, counts = self._told("daily")
            self.assertEqual(counts, [1, 4], "one in time, one moved, two missed")
            finding, _counts = self._told("finding")
            self.assertEqual((str(finding.day), finding.in_time_percent), ("2026-03-05", 0.0))
            self.assertEqual(finding.action_view_case()["res_model"], "printer.inspection.finding")
            self.assertEqual(rows[0].action_view_case()["res_model"], "printer.inspection.round")


@tagged("post_install", "-at_install")
class TestDashboardTour(FullCase, HttpCase):
    now = None

    def test_figures_and_charts_open_their_records(self):
        self.plan.date_begin = fields.Date.today()
        record = self._rounds() or self.plan.action_run() or self._rounds()
        record[0].with_user(self.leader).action_begin()
        self._handed_in(record[0].with_user(self.leader))
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang in ("en_US", "zh_CN"):
            self.supervisor.write({"password": self.supervisor.login, "lang": lang})
            self.start_tour(
                "/odoo/printer-inspection-dashboard",
                "printer_inspection_dashboard",
                login=self.supervisor.login,
                timeout=120,
            )
