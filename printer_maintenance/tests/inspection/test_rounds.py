"""A round by two people: frozen when it starts, confirmed by the second, handed in by the leader, accepted."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, InspectionError, TransitionError
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestRounds(InspectionCase):
    def test_devices_are_frozen_when_the_round_starts(self):
        record = self._begun()
        self._make_device("SN-LATE")
        self.assertEqual(record.sheet_ids.equipment_id, self.device)
        self.assertEqual((record.state, str(record.started_at)), ("under_way", "2026-03-02 01:00:00"))

    def test_starting_twice_lays_out_nothing_twice(self):
        record = self._begun()
        record.with_user(self.second).action_begin()
        self.assertEqual(len(record.sheet_ids), 1)

    def test_stops_come_in_walking_order(self):
        for serial, place in (("D", "A座10层"), ("B", "A座2楼201"), ("C", "A座2楼210"), ("A", "A座B1机房")):
            self._make_device(serial, place=place)
        serials = self._begun().sheet_ids.sorted("sequence").equipment_id.mapped("serial_no")
        self.assertEqual(serials, ["A", "B", "C", "D", "SN-0001"])

    def test_route_gives_its_own_order_and_leaves_out_what_it_does_not_name(self):
        upper = self._make_device("UP", place="Building A, floor 9")
        self._make_device("ELSEWHERE", place="Building B, floor 1", department_id=False)
        self.plan.route_id = self.env["printer.route"].create(
            {
                "name": "From the top",
                "unit_id": self.unit.id,
                "stop_ids": [
                    (0, 0, {"place": "Building A, floor 9", "sequence": 1}),
                    (0, 0, {"department_id": self.department.id, "sequence": 2}),
                ],
            }
        )
        devices = self._begun().sheet_ids.sorted("sequence").equipment_id
        self.assertEqual(devices, upper | self.device)

    def test_device_retired_or_away_when_the_round_starts_is_not_on_it(self):
        self._make_device("SN-2")
        record = self._round()
        self.device._set_condition("workshop")
        record.action_begin()
        self.assertEqual(record.sheet_ids.equipment_id.serial_no, "SN-2")

    def test_only_the_two_inspectors_enter_something(self):
        record = self._round()
        for user in (self.users["second_line"], self.agent, self.supervisor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                record.with_user(user).action_begin()

    def test_round_without_two_people_does_not_start(self):
        record = self._round()
        record._put(second_id=False)
        with self.assertRaisesRegex(InspectionError, "two people"):
            record.action_begin()

    def test_nothing_is_skipped_in_silence(self):
        self._make_device("SN-2")
        record = self._begun()
        self._inspect(record.sheet_ids[0])
        with self.assertRaisesRegex(InspectionError, "1 devices"):
            record.with_user(self.second).action_confirm()
        record.sheet_ids[1].leave_out("no_access")
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        self.assertEqual(record.state, "handed_in")

    def test_leader_cannot_confirm_for_the_second_and_the_second_does_not_hand_in(self):
        record = self._begun()
        self._inspect_all(record)
        with self.assertRaisesRegex(AccessError, "Second inspector"):
            record.with_user(self.leader).action_confirm()
        with self.assertRaisesRegex(InspectionError, "has not confirmed"):
            record.with_user(self.leader).action_hand_in()
        record.with_user(self.second).action_confirm()
        with self.assertRaises(AccessError):
            record.with_user(self.second).action_hand_in()

    def test_round_that_was_not_begun_says_what_to_do(self):
        record = self._round()
        with self.assertRaisesRegex(InspectionError, "Begin it first"):
            record.with_user(self.second).action_confirm()
        record.action_begin()
        self._handed_in(record)
        with self.assertRaisesRegex(InspectionError, "was handed in"):
            record.action_hand_in()

    def test_what_changes_after_the_confirmation_is_confirmed_anew(self):
        record = self._begun()
        self._inspect_all(record)
        record.with_user(self.second).action_confirm()
        record.sheet_ids.take_up_again()
        self.assertFalse(record.confirmed_at)

    def test_handing_in_tells_the_devices_history(self):
        record = self._handed_in()
        line = self.device.event_ids.filtered(lambda event: event.kind == "inspected")
        self.assertEqual((line.detail, line.origin_id, line.user_id), ("In order", record.id, self.leader))
        self.assertEqual(str(self.device.last_inspected_at), "2026-03-02 01:00:00")

    def test_supervisor_accepts(self):
        record = self._handed_in().with_user(self.supervisor)
        record.action_accept()
        self.assertEqual((record.state, record.accepted_by_id), ("accepted", self.supervisor))
        with self.assertRaises(TransitionError):
            record.action_accept()

    def test_supervisor_sends_sheets_back_with_a_remark(self):
        record = self._handed_in()
        with self.assertRaisesRegex(InspectionError, "doubtful"):
            record.with_user(self.supervisor)._send_back(record.sheet_ids, " ")
        record.with_user(self.supervisor)._send_back(record.sheet_ids, "The reading is doubtful")
        self.assertEqual((record.state, record.sheet_ids.state), ("returned", "returned"))
        sheet = record.sheet_ids
        sheet.answer_points(self._answers(sheet, Leakage_current="0.3"))
        sheet.finish()
        with self.assertRaisesRegex(InspectionError, "has not confirmed"):
            record.action_hand_in()
        record.with_user(self.second).action_confirm()
        record.action_hand_in()
        told = self.device.event_ids.filtered(lambda event: event.kind == "inspected")
        self.assertEqual(len(told), 1, "told once")

    def test_nobody_accepts_their_own_round_and_engineers_accept_none(self):
        record = self._handed_in()
        with self.assertRaises(AccessError):
            record.with_user(self.leader).action_accept()
        record._put(second_id=self.supervisor.id)
        with self.assertRaisesRegex(InspectionError, "another supervisor"):
            record.with_user(self.supervisor).action_accept()

    def test_rounds_are_written_by_the_system_only(self):
        record = self._round().with_user(self.supervisor)
        for values in ({"state": "accepted"}, {"leader_id": self.supervisor.id}, {"date": "2026-04-01"}):
            with self.subTest(values), self.assertRaises(GuardedFieldError):
                record.write(values)
        with self.assertRaises(AccessError):
            record.unlink()
        with self.assertRaises(InspectionError):
            record.sudo().unlink()

    def test_engineers_of_other_teams_see_nothing_of_it(self):
        record = self._begun()
        self.team.user_ids -= self.second
        self.assertTrue(record.with_user(self.second).has_access("read"), "their own round")
        record._put(second_id=self.users["admin"].id)
        self.assertFalse(record.with_user(self.second).has_access("read"))
        self.assertFalse(record.sheet_ids.with_user(self.second).has_access("read"))

    def test_portal_users_see_no_inspection(self):
        record = self._begun()
        with self.assertRaises(AccessError):
            record.with_user(self.contact_user).read(["state"])

    def test_large_round_opens_with_the_same_number_of_queries(self):
        counts = []
        for number, day in ((3, "2026-03-02"), (60, "2026-03-03")):
            for index in range(number):
                self._make_device(f"SN-{number}-{index}")
            record = self._round(day=day)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            record.action_begin()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
