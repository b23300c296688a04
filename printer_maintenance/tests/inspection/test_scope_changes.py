"""A plan whose places change in mid-period: each device is on one round a day, also on the day of the change."""

from collections import Counter

from odoo.tests import tagged

from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestScopeChanges(InspectionCase):
    """Monday, nine o'clock: today's rounds were planned and may have been begun."""

    def setUp(self):
        super().setUp()
        partners = self.env["res.partner"]
        self.other = partners.create(
            {"name": "Other", "type": "other", "printer_unit_kind": "department", "parent_id": self.unit.id}
        )
        self._make_device("SN-2", department_id=self.other.id)
        self.plan.horizon = 2
        self.plan.action_run()

    def _of_day(self, day):
        return self._rounds().filtered(lambda r: str(r.planned_on) == day)

    def _places(self, day):
        return {(r.unit_id.name, r.department_id.name or "") for r in self._of_day(day)}

    def _route(self, unit):
        values = {"name": "Through all rooms", "unit_id": unit.id}
        stops = [(0, 0, {"department_id": place.id}) for place in (self.department, self.other)]
        return self.env["printer.route"].create({**values, "stop_ids": stops})

    def _begin_all(self, day):
        """Begin what was not begun yet, and count on how many rounds each device is."""
        rounds = self._of_day(day).with_user(self.leader)
        for record in rounds:
            record.action_begin()
        return Counter(rounds.sheet_ids.equipment_id.browse(s.equipment_id.id) for s in rounds.sheet_ids)

    def _assert_each_device_once(self, day):
        self.assertEqual(set(self._begin_all(day).values()), {1})

    @property
    def by_departments(self):
        return {(self.unit.name, self.department.name), (self.unit.name, self.other.name)}

    @property
    def by_unit(self):
        return {(self.unit.name, "")}

    def test_departments_take_the_place_of_todays_unit_that_nobody_began(self):
        self.plan.by_department = True
        for day in ("2026-03-02", "2026-03-03"):
            with self.subTest(day):
                self.assertEqual(self._places(day), self.by_departments)
        self._assert_each_device_once("2026-03-02")

    def test_unit_that_was_begun_today_has_its_departments_from_tomorrow_on(self):
        self._begun()
        self.plan.by_department = True
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self.assertEqual(self._places("2026-03-03"), self.by_departments)
        self._assert_each_device_once("2026-03-02")

    def test_unit_takes_the_place_of_todays_departments(self):
        self.plan.by_department = True
        self.plan.by_department = False
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self._assert_each_device_once("2026-03-02")

    def test_day_on_which_one_department_was_begun_stays_by_departments(self):
        self.plan.by_department = True
        self._of_day("2026-03-02").filtered(lambda r: r.department_id == self.other).with_user(
            self.leader
        ).action_begin()
        self.plan.by_department = False
        self.assertEqual(self._places("2026-03-02"), self.by_departments)
        self.assertEqual(self._places("2026-03-03"), self.by_unit)
        self._assert_each_device_once("2026-03-02")

    def test_day_of_which_one_department_was_moved_stays_by_departments(self):
        self.plan.by_department = True
        moved = self._of_day("2026-03-03")[0].with_user(self.dispatcher)
        moved._arrange(self.leader, self.second, self._moment("2026-03-04 00:00:00").date(), "Elections")
        self.plan.by_department = False
        self.assertEqual(self._places("2026-03-03"), self.by_departments)
        self.assertEqual(self._places("2026-03-04"), self.by_unit)
        self._assert_each_device_once("2026-03-03")

    def test_devices_without_a_department_are_on_one_round_too(self):
        self._make_device("SN-3", department_id=False)
        self.plan.by_department = True
        self.assertEqual(self._places("2026-03-02"), self.by_departments | self.by_unit)
        self._assert_each_device_once("2026-03-02")

    def test_route_of_the_parent_takes_the_place_of_todays_unit(self):
        self.plan.route_id = self._route(self.bureau)
        for day in ("2026-03-02", "2026-03-03"):
            with self.subTest(day):
                self.assertEqual(self._places(day), {(self.bureau.name, "")})
        self._assert_each_device_once("2026-03-02")

    def test_route_begins_tomorrow_where_todays_unit_was_begun(self):
        self._begun()
        self.plan.route_id = self._route(self.bureau)
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self.assertEqual(self._places("2026-03-03"), {(self.bureau.name, "")})
        self._assert_each_device_once("2026-03-02")

    def test_units_take_the_place_of_todays_route_unless_it_was_begun(self):
        self.plan.route_id = self._route(self.bureau)
        self._of_day("2026-03-03").with_user(self.leader).action_begin()
        self.plan.route_id = False
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self.assertEqual(self._places("2026-03-03"), {(self.bureau.name, "")}, "begun early")
        for day in ("2026-03-02", "2026-03-03"):
            with self.subTest(day):
                self._assert_each_device_once(day)

    def test_what_is_past_stays_as_it_was_planned(self):
        self._begun()
        with self._at("2026-03-04 01:00:00"):
            self.plan.by_department = True
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self.assertEqual(self._places("2026-03-03"), self.by_unit, "nobody made it; it will be missed")
        for day in ("2026-03-04", "2026-03-05", "2026-03-06"):
            with self.subTest(day):
                self.assertEqual(self._places(day), self.by_departments)

    def test_todays_round_stays_when_only_the_rhythm_changes(self):
        self.plan.write({"rhythm": "weekdays", "on_wednesday": True})
        self.assertEqual(self._places("2026-03-02"), self.by_unit)
        self.assertFalse(self._places("2026-03-03"))

    def test_todays_round_of_a_place_that_lost_its_devices_goes(self):
        self.plan.by_department = True
        self.device.department_id = self.other
        self.plan._make_rounds()
        self.assertEqual(self._places("2026-03-02"), {(self.unit.name, self.other.name)})
