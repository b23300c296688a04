"""Shares of promises kept, raw and adjusted, counted from the clocks."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL

from ...models.sla.measures import MEASURES
from .test_exclusions import ExclusionCase


class MeasureCase(ExclusionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.commitment_ids.unlink()

    def _promise(self, measure="promise_confirm", agreement=None, **values):
        return self.env["printer.commitment"].create(
            {
                "name": measure,
                "agreement_id": (agreement or self.agreement).id,
                "measure": measure,
                "target": 100,
                "period": "month",
                **values,
            }
        )

    def _measure(self, at):
        with freeze_time(at):
            self.agreement.action_measure()

    def _figures(self, promise):
        result = promise.last_result_id
        return (
            result.good_count,
            result.total_count,
            result.value,
            result.excluded_count,
            result.adjusted_value,
        )


@tagged("post_install", "-at_install")
class TestSlaMeasures(MeasureCase):
    def test_accepted_exclusion_moves_the_adjusted_figure_at_once_and_leaves_the_raw_one(self):
        promise = self._promise()
        self._missed_clock(stamped="2026-03-02 01:20:00")
        missed = self._missed_clock()
        self._measure("2026-03-03 02:00:00")
        self.assertEqual(self._figures(promise), (1, 2, 50.0, 0, 50.0))
        self.assertEqual(promise.verdict, "missed")
        self._decide(self._propose(missed))
        self.assertEqual(self._figures(promise), (1, 2, 50.0, 1, 100.0))
        self.assertEqual(promise.verdict, "met", "the verdict follows the adjusted figure")
        self.assertEqual(promise.last_result_id.failed_ids, missed.ids, "raw cases stay open to inspection")

    def test_refused_exclusion_changes_no_figure(self):
        promise = self._promise()
        self._decide(self._propose(self._missed_clock()), "refused")
        self._measure("2026-03-05 02:00:00")
        self.assertEqual(self._figures(promise), (0, 1, 0.0, 0, 0.0))

    def test_nothing_is_left_to_measure_when_all_is_left_out(self):
        promise = self._promise()
        self._decide(self._propose(self._missed_clock()))
        self._measure("2026-03-05 02:00:00")
        self.assertEqual((promise.last_result_id.excluded_count, promise.verdict), (1, "no_data"))

    def test_late_clock_counts_as_missed_and_one_not_due_is_no_case(self):
        promise = self._promise()
        with freeze_time("2026-03-02 01:00:00"):
            self._report()
        self._measure("2026-03-02 01:29:00")
        self.assertEqual((promise.last_result_id.total_count, promise.verdict), (0, "no_data"))
        self._measure("2026-03-02 01:31:00")
        self.assertEqual(self._figures(promise), (0, 1, 0.0, 0, 0.0))

    def test_cancelled_and_paused_clocks_are_no_cases(self):
        promise = self._promise()
        with freeze_time("2026-03-02 01:00:00"):
            withdrawn, waiting = self._report(service_kind="consultation", equipment_id=False), self._report()
        reason = self.env.ref("printer_maintenance.reason_no_access", raise_if_not_found=False) or self.env[
            "printer.sla.reason"
        ].search([("party", "=", "customer"), ("needs_quote", "=", False)], limit=1)
        stage = self.env["helpdesk.ticket.stage"].search(
            [("closed", "=", True), ("outcome", "!=", "solved")], limit=1
        )
        with freeze_time("2026-03-02 01:10:00"):
            waiting._wait(reason)
            withdrawn.stage_id = stage
        self.assertEqual(withdrawn.clock_ids.mapped("state"), ["cancelled"] * 3)
        self.assertEqual(set(waiting.clock_ids.mapped("state")), {"paused"})
        self._measure("2026-03-03 02:00:00")
        self.assertEqual(promise.last_result_id.total_count, 0)

    def test_clock_counts_in_the_month_in_which_it_started_at_the_companys_seat(self):
        promise = self._promise()
        # 23:59:59 on 31 March and 00:00:00 on 1 April in Shanghai
        march = self._missed_clock(reported="2026-03-31 15:59:59", stamped="2026-03-31 17:00:00")
        april = self._missed_clock(reported="2026-03-31 16:00:00", stamped="2026-03-31 17:00:00")
        self._measure("2026-03-31 15:59:59")
        self._measure("2026-04-02 02:00:00")
        with freeze_time("2026-04-02 02:00:00"):
            promise._measure_period(date(2026, 3, 31))
        by_start = {result.period_start: result.failed_ids for result in promise.result_ids}
        self.assertEqual(by_start, {date(2026, 3, 1): march.ids, date(2026, 4, 1): april.ids})

    def test_what_is_decided_after_the_periods_end_still_counts_in_it(self):
        promise = self._promise()
        self._crons_do_not_commit()
        with freeze_time("2026-03-31 15:50:00"):
            ticket = self._report()
        with freeze_time("2026-03-31 16:05:00"):
            # five past midnight: not due yet, and the month is closed
            self.env["printer.agreement"]._cron_measure()
        march = promise.result_ids.filtered(lambda result: result.period_start == date(2026, 3, 1))
        self.assertEqual(march.total_count, 0)
        with freeze_time("2026-03-31 16:10:00"):
            ticket._stamp("confirmed_at")
        with freeze_time("2026-04-01 16:05:00"):
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual((march.good_count, march.total_count), (1, 1))
        self.assertEqual(promise.last_result_id.period_start, date(2026, 4, 1), "April is what is shown")

    def test_figures_are_not_measured_before_the_agreement_began(self):
        later = self.agreement.copy({"date_start": "2026-03-15", "commitment_ids": []})
        later.commitment_ids.unlink()
        promise = self._promise(agreement=later)
        later.action_start()
        self._crons_do_not_commit()
        with freeze_time("2026-03-20 02:00:00"):
            self.env["printer.agreement"]._cron_measure()
        self.assertEqual(promise.result_ids.mapped("period_start"), [date(2026, 3, 1)])

    def test_exclusion_accepted_next_month_moves_the_month_of_the_clock(self):
        promise = self._promise()
        missed = self._missed_clock()
        self._measure("2026-03-31 02:00:00")
        self._measure("2026-04-10 02:00:00")
        self._decide(self._propose(missed), at="2026-05-20 01:00:00", decided_at="2026-05-19 01:00:00")
        march = promise.result_ids.filtered(lambda result: result.period_start == date(2026, 3, 1))
        self.assertEqual((march.value, march.excluded_count, march.period_end), (0.0, 1, date(2026, 3, 31)))

    def test_corrected_fact_moves_the_figure_at_once(self):
        promise = self._promise()
        missed = self._missed_clock()
        self._measure("2026-03-03 02:00:00")
        with freeze_time("2026-03-04 01:00:00"):
            missed.ticket_id.with_user(self.director)._correct_fact(
                "confirmed_at", missed.start, "Confirmed in the call of the report"
            )
        self.assertEqual(self._figures(promise), (1, 1, 100.0, 0, 100.0))

    def test_each_milestone_has_its_measure(self):
        promises = {code: self._promise(code) for code in MEASURES}
        self.policy.target_ids = [
            (0, 0, {"milestone": "report", "minutes": 5, "severity": "major", "start_from": "severity"}),
            (0, 0, {"milestone": "answer", "minutes": 30, "service_kind": "consultation"}),
            (0, 0, {"milestone": "resolve", "minutes": 240}),
        ]
        with freeze_time("2026-03-02 01:00:00"):
            major = self._report(severity="major")
            question = self._report(service_kind="consultation", equipment_id=False)
        with freeze_time("2026-03-02 01:04:00"):
            major._stamp("major_told_at")
        with freeze_time("2026-03-02 01:50:00"):
            major._stamp("confirmed_at", "responded_at", "arrived_at")
            question._stamp("confirmed_at", "responded_at", "answered_at")
        with freeze_time("2026-03-02 04:00:00"):
            major._solve("2026-03-02 03:00:00")
        self._measure("2026-03-03 02:00:00")
        self.assertEqual(
            {
                code: (p.last_result_id.good_count, p.last_result_id.total_count)
                for code, p in promises.items()
            },
            {
                "promise_confirm": (0, 2),
                "promise_respond": (2, 2),
                "promise_arrive": (1, 2),
                "promise_report": (1, 1),
                "promise_answer": (0, 1),
                "promise_resolve": (1, 2),
            },
        )

    def test_agreements_are_counted_in_one_query_however_many(self):
        others = self.env["printer.agreement"]
        for index in range(4):
            others += self.agreement.copy({"name": f"Agreement {index}", "commitment_ids": []})
        measure, span = MEASURES["promise_arrive"], (date(2026, 3, 1), date(2026, 3, 31))
        self._missed_clock("arrive", stamped="2026-03-02 03:00:00")
        for agreements in (self.agreement, self.agreement | others):
            agreements.mapped("company_id.partner_id.tz")
            self.env.flush_all()
            with self.assertQueryCount(1):
                figures = measure.figures(agreements, *span)
            self.assertEqual(len(figures), len(agreements))
            self.assertEqual(figures[self.agreement.id].total, 1)

    def test_counting_uses_the_index_of_the_promise(self):
        measure = MEASURES["promise_confirm"]
        counted = measure._counted(self.env.company, date(2026, 3, 1), date(2026, 3, 31))
        query = (
            self.env["printer.sla.clock"]
            .sudo()
            ._search([("agreement_id", "in", self.agreement.ids), *counted])
        )
        self.env.flush_all()
        # a test's table is small enough to be read from end to end
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute("SET LOCAL enable_bitmapscan = off")
        self.env.cr.execute(SQL("EXPLAIN %s", query.select()))
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("printer_sla_clock_promise", plan)

    def test_pivot_tells_raw_and_adjusted_shares_by_unit_and_engineer(self):
        self._missed_clock(stamped="2026-03-02 01:20:00")
        self._missed_clock(stamped="2026-03-02 01:25:00")
        self._decide(self._propose(self._missed_clock()))
        self._missed_clock()
        Report = self.env["printer.sla.promise.report"]
        with freeze_time("2026-03-02 02:00:00"):
            groups = Report._read_group(
                [("agreement_id", "=", self.agreement.id), ("milestone", "=", "confirm")],
                ["unit_id", "user_id"],
                [
                    "__count",
                    "kept_percent:avg",
                    "adjusted_percent:avg",
                    "excluded_count:sum",
                    "missed_count:sum",
                ],
            )
        (unit, _user, count, kept, adjusted, excluded, missed) = groups[0]
        self.assertEqual((unit, count, kept, excluded, missed), (self.unit, 4, 50.0, 1, 2))
        self.assertAlmostEqual(adjusted, 66.67, 2)

    def test_pivot_shows_a_role_what_its_clocks_show(self):
        clock = self._missed_clock()
        mine = [("clock_id", "=", clock.id)]
        for role in (
            "engineer",
            "agent",
            "project_manager",
            "equipment_supervisor",
            "service_director",
            "admin",
        ):
            with self.subTest(role=role):
                self.assertEqual(
                    self.env["printer.sla.promise.report"].with_user(self.users[role]).search_count(mine), 1
                )
        self.agreement.manager_id = self.users["admin"]
        self.team.user_ids = False
        clock.ticket_id.user_id = False
        for role in ("engineer", "project_manager"):
            with self.subTest(role=role):
                self.assertEqual(
                    self.env["printer.sla.promise.report"].with_user(self.users[role]).search_count(mine), 0
                )

    def test_other_measures_have_no_other_adjusted_figure(self):
        promise = self._promise("good_condition")
        self._measure("2026-03-03 02:00:00")
        result = promise.last_result_id
        self.assertEqual((result.adjusted_value, result.excluded_count), (result.value, 0))


@tagged("post_install", "-at_install")
class TestAdjustedFigureOnThePortal(MeasureCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        supervisor = cls.env["res.partner"].create({"name": "Supervisor", "parent_id": cls.bureau.id})
        other = cls.env["res.partner"].create(
            {"name": "Other bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        stranger = cls.env["res.partner"].create({"name": "Stranger", "parent_id": other.id})
        for login, partner in (("test-bureau", supervisor), ("test-stranger", stranger)):
            new_test_user(
                cls.env,
                login=login,
                password=login,
                groups="base.group_portal",
                partner_id=partner.id,
                lang="en_US",
            )

    def setUp(self):
        super().setUp()
        self._promise("promise_confirm", name="Confirmed within 30 minutes")
        for _index in range(2):
            self._missed_clock(stamped="2026-03-02 01:20:00")
        self._missed_clock()
        self._decide(self._propose(self._missed_clock()))
        self._measure("2026-03-05 02:00:00")

    def test_the_customer_sees_both_figures(self):
        self.authenticate("test-bureau", "test-bureau")
        page = " ".join(self.url_open("/my/commitments").text.split())
        self.assertIn("50.00", page)
        self.assertIn("66.66", page)
        self.assertIn("left out with your consent", page)

    def test_another_customer_and_a_subordinate_unit_see_neither(self):
        self.contact_user.password = "test-contact"
        for login in ("test-stranger", "test-contact"):
            self.authenticate(login, login)
            page = self.url_open("/my/commitments").text
            self.assertNotIn("Confirmed within 30 minutes", page)
            self.assertNotIn("66.66", page)
