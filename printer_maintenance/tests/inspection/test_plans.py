"""Plans give rounds: one per plan, place and day, however often and whatever happened to the last one."""

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import InspectionPlanError
from .inspection_common import InspectionCase

WEEK = [f"2026-03-{day:02}" for day in range(2, 10)]


@tagged("post_install", "-at_install")
class TestPlans(InspectionCase):
    def test_running_plan_has_its_rounds_for_the_horizon(self):
        self.plan.with_user(self.supervisor).action_run()
        self.assertEqual(self._days(), WEEK)
        first = self._rounds()[0]
        self.assertEqual((first.unit_id, first.state, first.kind), (self.unit, "planned", "daily"))
        self.assertEqual((first.leader_id, first.second_id), (self.leader, self.second))
        self.assertEqual(str(first.start_at), "2026-03-02 00:30:00", "half past eight in Shanghai")

    def test_days_shown_and_proposed_are_the_companys(self):
        with self._at("2026-03-02 23:30:00"):
            plan = self.plan.with_context(tz="UTC", lang="en_US")
            self.assertTrue(plan.dates_text.startswith("03/03/2026"), plan.dates_text)
            for model in (plan, plan.env["printer.inspection.boost"]):
                self.assertEqual(str(model.default_get(["date_begin"])["date_begin"]), "2026-03-03")

    def test_generating_again_makes_nothing_twice(self):
        self.plan.action_run()
        before = self._rounds()
        self._crons_do_not_commit()
        self.plan._make_rounds()
        self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual(self._rounds(), before)

    def test_next_day_comes_whoever_did_the_last_round_or_not(self):
        self.plan.action_run()
        self._crons_do_not_commit()
        with self._at("2026-03-03 01:00:00"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual(self._days(), [*WEEK, "2026-03-10"])

    def test_server_that_stood_still_leaves_no_gap(self):
        self.plan.action_run()
        self._crons_do_not_commit()
        with self._at("2026-03-20 01:00:00"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual(self._days(), [f"2026-03-{day:02}" for day in range(2, 28)])

    def test_round_done_early_leaves_the_next_date_where_it_was(self):
        self.plan.write({"rhythm": "weeks", "on_monday": True, "horizon": 21})
        self.plan.action_run()
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"])
        early = self._rounds()[1].with_user(self.leader)
        with self._at("2026-03-05 01:00:00"):
            early.action_begin()
            self._handed_in(early)
            self.plan._make_rounds()
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"])

    def test_round_done_late_leaves_the_next_date_where_it_was(self):
        self.plan.write({"rhythm": "weeks", "on_monday": True, "horizon": 21})
        self.plan.action_run()
        late = self._rounds()[0].with_user(self.leader)
        # on the day on which the next one is due
        with self._at("2026-03-09 01:00:00"):
            late.give_reason("short")
            late.action_begin()
            self._handed_in(late)
            self.plan._make_rounds()
        self.assertEqual(self._days(), [f"2026-03-{day:02}" for day in (2, 9, 16, 23, 30)])
        self.assertEqual(set(self._rounds()[1:].mapped("state")), {"planned"})

    def test_leap_day_has_its_round(self):
        self.agreement._through_door().write({"date_end": "2029-12-31"})
        self.plan.write({"rhythm": "months", "date_begin": "2027-12-31", "horizon": 70})
        with self._at("2028-01-20 01:00:00"):
            self.plan.action_run()
        self.assertEqual(self._days(), ["2028-01-31", "2028-02-29"])
        self.assertEqual(str(self._rounds()[1].start_at), "2028-02-29 00:30:00")

    def test_moved_round_stays_moved_and_the_next_one_stays(self):
        self.plan.action_run()
        moved = self._rounds()[2].with_user(self.dispatcher)
        moved._arrange(self.leader, self.second, self._moment("2026-03-06 00:00:00").date(), "Elections")
        self.plan._make_rounds()
        self.assertEqual(self._days(), WEEK)
        self.assertEqual((str(moved.date), moved.moved_days), ("2026-03-06", 2))

    def test_months_end_and_leap_day(self):
        self.plan.write({"rhythm": "months", "date_begin": "2026-01-31", "horizon": 90})
        self.plan.action_run()
        self.assertEqual(self._days(), ["2026-03-31", "2026-04-30", "2026-05-31"])

    def test_public_holidays_are_left_out_when_the_plan_says_so(self):
        year = {"year": 2026, "country_id": self.env.company.country_id.id}
        Holiday = self.env["calendar.public.holiday"]
        holidays = Holiday.search([(name, "=", value) for name, value in year.items()]) or Holiday.create(
            year
        )
        holidays.line_ids.unlink()
        self.env["calendar.public.holiday.line"].create(
            {"public_holiday_id": holidays.id, "date": "2026-03-04", "name": "Holiday"}
        )
        self.plan.action_run()
        self.assertIn("2026-03-04", self._days())
        self.plan.holidays = "off"
        self.assertNotIn("2026-03-04", self._days())
        self.assertEqual(len(self._days()), 7)

    def test_agreement_that_ends_gives_no_more_rounds(self):
        self.plan.action_run()
        self.agreement._through_door().write({"date_end": "2026-03-05"})
        self.plan._make_rounds()
        self.assertEqual(self._days()[-1], "2026-03-05")

    def test_each_unit_gets_its_own_round(self):
        other = self.env["res.partner"].create(
            {
                "name": "Other unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": self.bureau.id,
            }
        )
        self._make_device("SN-9", unit_id=other.id, department_id=False)
        self.plan.action_run()
        self.assertEqual(self._rounds().unit_id, self.unit | other)
        self.assertEqual(len(self._rounds()), 16)

    def test_departments_get_rounds_of_their_own(self):
        self._make_device("SN-9", department_id=False)
        self.plan.by_department = True
        self.plan.action_run()
        self.assertEqual(len(self._rounds()), 16)
        self.assertEqual(len(self._begun().sheet_ids), 1)

    def test_scope_names_units_types_and_key_devices(self):
        shredder = self.env.ref("printer_maintenance.category_shredder")
        self._make_device("SN-9", category_id=shredder.id)
        self.plan.category_ids = shredder
        self.assertEqual(self._begun().sheet_ids.equipment_id.serial_no, "SN-9")

    def test_plan_without_devices_or_people_does_not_run(self):
        self.plan.key_only = True
        with self.assertRaisesRegex(InspectionPlanError, "no device"):
            self.plan.action_run()
        self.plan.write({"key_only": False, "second_id": False})
        with self.assertRaisesRegex(InspectionPlanError, "second inspector"):
            self.plan.action_run()

    def test_plan_without_a_checklist_names_the_type(self):
        self.checklist.category_ids = self.env.ref("printer_maintenance.category_shredder")
        with self.assertRaisesRegex(InspectionPlanError, self.device.category_id.name):
            self.plan.action_run()

    def test_both_inspectors_are_never_the_same_person(self):
        with self.assertRaises(ValidationError):
            self.plan.second_id = self.leader
        record = self._round()
        with self.assertRaises(ValidationError):
            record.with_user(self.dispatcher)._arrange(self.leader, self.leader)

    def test_rule_that_cannot_be_understood_is_told_with_what_to_do(self):
        for rule, words in (
            ("FREQ=SOMETIMES", "FREQ=MONTHLY;BYDAY=1MO"),
            ("nonsense", "FREQ=MONTHLY;BYDAY=1MO"),
            ("", "FREQ=MONTHLY;BYDAY=1MO"),
            ("DTSTART:20260101;FREQ=DAILY", "“First day”"),
            ("FREQ=MINUTELY", "DAILY, WEEKLY, MONTHLY or YEARLY"),
        ):
            with self.subTest(rule), self.assertRaisesRegex(ValidationError, words):
                self.plan.write({"rhythm": "rule", "rule": rule})

    def test_one_plan_that_fails_does_not_hold_up_the_others(self):
        self._crons_do_not_commit()
        other = self._make_plan(name="Fine")
        (self.plan | other)._set_state("running")
        Plan = type(self.plan)
        make = Plan._make_own_rounds

        def fail(plan):
            if plan == self.plan:
                raise ValueError("broken")
            return make(plan)

        self.patch(Plan, "_make_own_rounds", fail)
        with mute_logger("odoo.addons.printer_maintenance.models.inspection.plan_rounds"):
            self.env["printer.inspection.plan"]._cron_make_rounds()
        self.assertEqual((self._days(), self._days(other)), ([], WEEK))

    def test_hour_follows_the_clock_on_the_wall_when_the_clocks_change(self):
        self.env.company.partner_id.tz = "Europe/Berlin"
        self.plan.write({"date_begin": "2026-03-27", "horizon": 30, "hour": 2.5})
        self.plan.action_run()
        starts = {str(r.planned_on): str(r.start_at) for r in self._rounds()}
        self.assertEqual(
            [starts[f"2026-03-{day}"] for day in (28, 29, 30)],
            ["2026-03-28 01:30:00", "2026-03-29 01:30:00", "2026-03-30 00:30:00"],
            "of the night without this hour it begins with the hour after",
        )
        self.assertEqual(len(starts), 6, "no day is lost or comes twice")

    def test_day_ends_at_midnight_on_the_wall_when_the_clocks_have_changed(self):
        self.env.company.partner_id.tz = "Europe/Berlin"
        self._crons_do_not_commit()
        self.plan.write({"date_begin": "2026-03-28", "horizon": 30})
        self.plan.action_run()
        of_sunday = self._rounds().filtered(lambda r: str(r.planned_on) == "2026-03-29")
        for moment, state in (("2026-03-29 21:59:00", "planned"), ("2026-03-29 22:01:00", "missed")):
            with self._at(moment):
                self.env["printer.inspection.round"]._cron_miss()
            self.assertEqual(of_sunday.state, state, moment)

    def test_list_of_plans_asks_for_holidays_once(self):
        counts = []
        for number in (2, 12):
            plans = self.env["printer.inspection.plan"].union(
                *(self._make_plan(name=f"Plan {number}-{n}", holidays="off") for n in range(number))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            plans.mapped("dates_text")
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_units_of_another_customer_are_refused(self):
        stranger = self.env["res.partner"].create(
            {"name": "Stranger", "is_company": True, "printer_unit_kind": "customer"}
        )
        with self.assertRaises(ValidationError):
            self.plan.unit_ids = [Command.link(stranger.id)]

    def test_engineers_read_plans_and_do_not_write_them(self):
        plan = self.plan.with_user(self.leader)
        self.assertEqual(plan.name, "Daily round")
        with self.assertRaises(AccessError):
            plan.name = "Mine"
        with self.assertRaises(AccessError):
            plan.action_run()

    def test_next_days_are_shown_before_the_plan_runs(self):
        self.assertTrue(self.plan.dates_text)
        self.assertEqual([str(day) for day in self.plan._days_ahead()[:2]], ["2026-03-02", "2026-03-03"])

    def test_many_units_cost_the_same_number_of_queries(self):
        counts = []
        for number in (2, 20):
            for index in range(number):
                unit = self.env["res.partner"].create(
                    {
                        "name": f"Unit {number}-{index}",
                        "is_company": True,
                        "printer_unit_kind": "unit",
                        "parent_id": self.bureau.id,
                    }
                )
                self._make_device(f"SN-{number}-{index}", unit_id=unit.id, department_id=False)
            plan = self._make_plan(name=f"Plan {number}")
            plan.action_run()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            plan._make_rounds()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
