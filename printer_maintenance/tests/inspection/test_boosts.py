"""Extra rounds after an abnormal finding, in bad weather, at a start-up or shutdown."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import InspectionPlanError
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


@tagged("post_install", "-at_install")
class TestHolidayBoosts(InspectionCase):
    """Thursday 5 and Friday 6 March are holidays: with the weekend four days off, until Sunday 8."""

    def setUp(self):
        super().setUp()
        year = {"year": 2026, "country_id": self.env.company.country_id.id}
        Holiday = self.env["calendar.public.holiday"]
        self.calendar = Holiday.search(
            [(name, "=", value) for name, value in year.items()]
        ) or Holiday.create(year)
        self.calendar.line_ids.unlink()
        self.calendar.workday_ids.unlink()
        self.env["calendar.public.holiday.line"].create(
            [
                {"public_holiday_id": self.calendar.id, "date": day, "name": "Holiday"}
                for day in ("2026-03-05", "2026-03-06")
            ]
        )
        self.plan.write({"rhythm": "weeks", "on_monday": True, "horizon": 9})

    def _by_rule(self):
        boosts = self.plan.boost_ids.filtered("is_by_rule").sorted("date_begin")
        return [(boost.reason, str(boost.date_begin), boost.days) for boost in boosts]

    def test_last_and_first_working_days_get_a_round(self):
        self.plan.write({"shutdown_days": 2, "start_up_days": 2})
        self.plan.action_run()
        self.assertEqual(self._by_rule(), [("shutdown", "2026-03-03", 2), ("start_up", "2026-03-09", 2)])
        self.assertEqual(self._days(), ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-09", "2026-03-10"])
        reasons = [record.boost_id.reason for record in self._rounds()]
        self.assertEqual(
            reasons, [False, "shutdown", "shutdown", False, "start_up"], "Mondays are the plan's own"
        )

    def test_planning_again_makes_nothing_twice(self):
        self.plan.shutdown_days = 1
        self.plan.action_run()
        before = self.plan.boost_ids, self._rounds()
        self.plan._make_rounds()
        self.assertEqual((self.plan.boost_ids, self._rounds()), before)

    def test_short_holidays_are_none_of_it(self):
        self.plan.write({"shutdown_days": 1, "long_holiday": 5})
        self.plan.action_run()
        self.assertFalse(self.plan.boost_ids)
        self.plan.long_holiday = 4
        self.assertEqual(self._by_rule(), [("shutdown", "2026-03-04", 1)])

    def test_rounds_go_when_rule_or_holiday_goes(self):
        self.plan.shutdown_days = 1
        self.plan.action_run()
        self.assertIn("2026-03-04", self._days())
        self.calendar.line_ids.unlink()
        self.plan._make_rounds()
        self.assertNotIn("2026-03-04", self._days())
        self.assertFalse(self.plan.boost_ids)

    def test_days_that_have_begun_stay_when_the_rule_goes(self):
        self.plan.shutdown_days = 1
        self.plan.action_run()
        with self._at("2026-03-04 01:00:00"):
            self.plan.shutdown_days = 0
        self.assertIn("2026-03-04", self._days())

    def test_plan_that_stops_opens_none(self):
        self.plan.shutdown_days = 1
        self.plan.action_run()
        self.plan.action_stop()
        self.assertFalse(self.plan.boost_ids)

    def test_rounds_of_the_rule_are_not_deleted_by_hand(self):
        self.plan.shutdown_days = 1
        self.plan.action_run()
        with self.assertRaisesRegex(ValidationError, "Change the days"):
            self.plan.boost_ids.with_user(self.supervisor).unlink()


@tagged("post_install", "-at_install")
class TestWarning(InspectionCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.partner"].create(
            {
                "name": "Other unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": self.bureau.id,
            }
        )
        self._make_device("SN-9", unit_id=self.other.id, department_id=False)
        self.plan.write({"rhythm": "weeks", "on_monday": True})
        self.plan.action_run()

    def _warning(self, user=None, **values):
        return (
            self.env["printer.inspection.warning"]
            .with_user(user or self.dispatcher)
            .create({"date_begin": "2026-03-03", "days": 2, "note": "Typhoon", **values})
        )

    def test_all_units_of_an_area_get_their_rounds_in_one_step(self):
        self.team.area_unit_ids = self.bureau
        warning = self._warning(team_id=self.team.id)
        self.assertEqual((warning.unit_ids, warning.plan_ids), (self.bureau, self.plan))
        action = warning.action_done()
        boosts = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual((boosts.unit_id, boosts.reason, boosts.note), (self.bureau, "weather", "Typhoon"))
        rounds = self._rounds().filtered("boost_id")
        self.assertEqual(rounds.unit_id, self.unit | self.other)
        self.assertEqual(len(rounds), 4)

    def test_only_the_places_named_are_visited(self):
        self._warning(unit_ids=self.other.ids).action_done()
        self.assertEqual(self._rounds().filtered("boost_id").unit_id, self.other)

    def test_both_inspectors_are_told_why(self):
        self._warning(unit_ids=self.other.ids).action_done()
        mails = self.env["mail.mail"].search([("subject", "ilike", "Typhoon")])
        told = mails.recipient_ids | mails.mapped("mail_message_id.partner_ids")
        addresses = ",".join(mails.mapped("email_to") or [""]) if mails else ""
        for person in self.leader | self.second:
            self.assertTrue(person.partner_id in told or (person.email or "-") in addresses, person.login)

    def test_second_click_or_colleague_plans_nothing_twice(self):
        self._warning(unit_ids=self.other.ids).action_done()
        before = self._rounds()
        with self.assertRaisesRegex(InspectionPlanError, "planned already"):
            self._warning(unit_ids=self.other.ids).action_done()
        self.assertEqual(self._rounds(), before)

    def test_places_without_rounds_are_told(self):
        empty = self.env["res.partner"].create(
            {
                "name": "Empty unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": self.bureau.id,
            }
        )
        warning = self._warning(unit_ids=empty.ids)
        self.assertFalse(warning.plan_ids)
        warning.plan_ids = self.plan
        with self.assertRaisesRegex(InspectionPlanError, "Choose other places"):
            warning.action_done()

    def test_engineers_give_no_warnings(self):
        with self.assertRaises(AccessError):
            self._warning(user=self.leader, unit_ids=self.other.ids)
