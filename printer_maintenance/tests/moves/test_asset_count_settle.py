"""Settling: the register becomes what was seen, or nothing happens at all."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import AssetCountError, PrinterError, RetirementError, TransitionError
from .test_asset_count import CountCase


@tagged("post_install", "-at_install")
class TestSettle(CountCase):
    def _counted(self, *codes):
        count = self._begin()
        for code in codes:
            count.action_scan(code)
        count.action_finish()
        return count.with_user(self.supervisor)

    def _events(self, device):
        return device.event_ids.sorted("id").mapped("kind")

    def test_found_devices_are_written_down(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003")
        count.action_settle()
        self.assertEqual(count.state, "settled")
        self.assertEqual(count.settled_user_id, self.supervisor)
        event = self.device.event_ids
        self.assertEqual((event.kind, event.detail), ("inventoried", f"{count.name}: Found"))
        self.assertEqual((event.origin_model, event.origin_id), (count._name, count.id))

    def test_missing_devices_need_a_decision(self):
        count = self._counted("SN-0001", "SN-0002")
        with self.assertRaisesRegex(AssetCountError, "missing"), self.cr.savepoint():
            count.action_settle()
        self.assertEqual(count.state, "counted")
        self.assertFalse(self.device.event_ids, "nothing half-saved")
        count.missing_line_ids.missing_decision = "look"
        count.action_settle()
        self.assertEqual(self.third.condition, "in_service")
        self.assertEqual(self._events(self.third), ["inventoried"])

    def test_lost_device_is_retired(self):
        count = self._counted("SN-0001", "SN-0002")
        count.missing_line_ids.missing_decision = "lost"
        count.action_settle()
        self.assertEqual(self.third.condition, "retired")
        self.assertEqual(self.third.retirement_ids.reason, "lost")
        self.assertEqual(self._events(self.third), ["inventoried", "retired"])

    def test_lost_device_with_an_open_fault_stops_everything(self):
        ticket = self._report(equipment_id=self.third.id)
        count = self._counted("SN-0001", "SN-0002")
        count.missing_line_ids.missing_decision = "lost"
        with self.assertRaisesRegex(RetirementError, ticket.number), self.cr.savepoint():
            count.action_settle()
        self.assertEqual(count.state, "counted")
        self.assertEqual(self._events(self.device), [])

    def test_moved_device_stands_where_it_was_seen(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-0009")
        line = self._line(count, self.elsewhere)
        line.write({"found_department_id": self.hall.id, "found_place": "Room 3"})
        count.action_settle()
        self.assertEqual(
            (self.elsewhere.unit_id, self.elsewhere.department_id, self.elsewhere.place),
            (self.unit, self.hall, "Room 3"),
        )
        event = self.elsewhere.event_ids.filtered(lambda event: event.kind == "moved")
        self.assertEqual(event.detail, f"Test bureau → Test unit / Hall / Room 3 ({count.name})")
        self.assertEqual(event.origin_id, count.id)

    def test_move_that_is_not_accepted_changes_nothing(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-0009")
        self._line(count, self.elsewhere).accept_move = False
        count.action_settle()
        self.assertEqual(self.elsewhere.unit_id, self.bureau)
        self.assertEqual(self._events(self.elsewhere), ["inventoried"])

    def test_device_of_another_customer_is_not_taken(self):
        stranger = self.env["res.partner"].create(
            {"name": "Other customer", "is_company": True, "printer_unit_kind": "customer"}
        )
        theirs = self._make_device("SN-T", unit_id=stranger.id, department_id=False)
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-T")
        line = self._line(count, theirs)
        self.assertFalse(line.accept_move)
        line.accept_move = True
        with self.assertRaisesRegex(AssetCountError, "another customer"):
            count.action_settle()

    def test_device_that_moved_since_it_was_seen_is_not_moved_back(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-0009")
        line = self._line(count, self.elsewhere)
        other = self.unit.copy({"name": "Other unit", "parent_id": self.bureau.id})
        self.elsewhere.write({"unit_id": other.id, "place": "Room 9"})
        with (
            self.assertRaisesRegex(AssetCountError, "LaserJet.*Other unit / Room 9.*tick"),
            self.cr.savepoint(),
        ):
            count.action_settle()
        self.assertEqual(count.state, "counted")
        line.accept_move = False
        count.action_settle()
        self.assertEqual((self.elsewhere.unit_id, self.elsewhere.place), (other, "Room 9"))

    def test_device_that_was_moved_to_where_it_was_seen_is_no_conflict(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-0009")
        self._line(count, self.elsewhere).found_place = "Room 9"
        self.elsewhere.write({"unit_id": self.unit.id, "place": "Room 9"})
        count.action_settle()
        self.assertEqual(self._events(self.elsewhere), ["moved", "inventoried"])

    def test_expected_device_transferred_since_is_not_moved_within_the_unit(self):
        count = self._begin()
        count.action_scan("SN-0001", self.hall.id)
        for code in ("SN-0002", "SN-0003"):
            count.action_scan(code)
        count.action_finish()
        self.device.place = "Room 4"
        with self.assertRaisesRegex(AssetCountError, "Room 4"):
            count.with_user(self.supervisor).action_settle()

    def test_missing_device_that_turned_up_since_is_not_retired(self):
        count = self._counted("SN-0001", "SN-0002")
        count.missing_line_ids.missing_decision = "lost"

        def refused(words):
            with self.assertRaisesRegex(AssetCountError, words), self.cr.savepoint():
                count.action_settle()
            self.assertNotEqual(self.third.condition, "retired")

        self.third.place = "Room 4"
        refused("Room 4.*Keep looking")
        self.third.place = False
        self.third._set_condition("lent")
        refused("Lent.*Keep looking")
        self.third._set_condition("in_service")
        count._through_door().started_at = "2026-05-04 08:00:00"
        later = self._begin()
        later.action_scan("SN-0003")
        refused("another count.*Keep looking")
        count.missing_line_ids.missing_decision = "look"
        count.action_settle()
        self.assertEqual(self.third.condition, "in_service")

    def test_missing_device_retired_by_hand_since_is_not_retired_twice(self):
        count = self._counted("SN-0001", "SN-0002")
        count.missing_line_ids.missing_decision = "lost"
        self.third._set_condition("retired")
        with self.assertRaisesRegex(AssetCountError, "Retired.*Keep looking"):
            count.action_settle()
        self.assertFalse(self.third.retirement_ids)

    def test_missing_device_that_did_not_move_is_retired(self):
        count = self._counted("SN-0001", "SN-0003")
        count.missing_line_ids.missing_decision = "lost"
        count.action_settle()
        self.assertEqual(self.second.condition, "retired")

    def test_lost_device_is_not_retired_on_a_day_to_come(self):
        count = self._begin(date="2099-01-01")
        for code in ("SN-0001", "SN-0002"):
            count.action_scan(code)
        count.action_finish()
        count.missing_line_ids.with_user(self.supervisor).missing_decision = "lost"
        count.with_user(self.supervisor).action_settle()
        self.assertEqual(self.third.scrap_date, fields.Date.context_today(self.third))

    def test_device_that_is_away_by_the_register_is_named_and_keeps_its_state(self):
        self.device._set_condition("lent")
        self.elsewhere._set_condition("stored")
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-0009")
        self.assertEqual(self._line(count, self.device).condition, "lent")
        count.action_settle()
        self.assertEqual((self.device | self.elsewhere).mapped("condition"), ["lent", "stored"])
        self.assertEqual(self.device.event_ids[:1].detail, f"{count.name}: Moved (Lent)")
        message = str(count.message_ids[0].body)
        for words in ("Lent", "Stored", "left as it is"):
            self.assertIn(words, message)
        self.assertNotIn("In service", message)

    def test_device_without_a_unit_is_settled_into_the_counted_one(self):
        nobodys = self._make_device("SN-N", unit_id=False, department_id=False)
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "SN-N")
        self.assertTrue(self._line(count, nobodys).accept_move)
        count.action_settle()
        self.assertEqual((nobodys.unit_id, nobodys.customer_id), (self.unit, self.bureau))

    def test_decision_about_a_missing_device_outlives_another_round(self):
        count = self._counted("SN-0001")
        count.missing_line_ids.missing_decision = "lost"
        count.action_count_on()
        count.action_scan("SN-0002")
        count.action_finish()
        self.assertEqual(count.missing_line_ids.equipment_id, self.third)
        self.assertEqual(count.missing_line_ids.missing_decision, "lost")

    def test_unknown_device_is_registered(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "XYZ-77")
        with self.assertRaisesRegex(AssetCountError, "XYZ-77"), self.cr.savepoint():
            count.action_settle()
        count.unknown_line_ids.write(
            {"device_name": "Old scanner", "category_id": self.device.category_id.id, "found_place": "Cellar"}
        )
        count.action_settle()
        device = count.unknown_line_ids.equipment_id
        self.assertEqual(
            (
                device.name,
                device.serial_no,
                device.unit_id,
                device.place,
                device.entry_kind,
                device.condition,
            ),
            ("Old scanner", "XYZ-77", self.unit, "Cellar", "taken_over", "in_service"),
        )
        self.assertEqual(self._events(device), ["registered"])

    def test_unknown_device_that_is_not_one_of_ours(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "XYZ-77")
        count.unknown_line_ids.register_unknown = False
        count.action_settle()
        self.assertFalse(count.unknown_line_ids.equipment_id)

    def test_serial_number_that_the_customer_has_is_refused(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "XYZ-77")
        count.unknown_line_ids.write(
            {"device_name": "Twin", "category_id": self.device.category_id.id, "serial_no": "SN-0009"}
        )
        with self.assertRaisesRegex(AssetCountError, "Twin.*SN-0009"), self.cr.savepoint():
            count.action_settle()
        self.assertEqual(count.state, "counted")

    def test_serial_number_given_anywhere_is_refused_without_saying_whose_it_is(self):
        stranger = self.env["res.partner"].create(
            {"name": "Other customer", "is_company": True, "printer_unit_kind": "customer"}
        )
        self._make_device("SN-T", unit_id=stranger.id, department_id=False)
        self._make_device("SN-A", active=False)
        count = self._counted("SN-0001", "SN-0002", "SN-0003", "XYZ-77")
        for serial in ("SN-T", "SN-A"):
            count.unknown_line_ids.write(
                {"device_name": "Twin", "category_id": self.device.category_id.id, "serial_no": serial}
            )
            with self.assertRaisesRegex(AssetCountError, f"Twin.*{serial}") as caught, self.cr.savepoint():
                count.action_settle()
            self.assertNotIn("Other customer", str(caught.exception))
            self.assertEqual(count.state, "counted")

    def test_next_count_shows_the_last_result(self):
        count = self._counted("SN-0001", "SN-0002")
        count.missing_line_ids.missing_decision = "look"
        count.action_settle()
        after = self._begin()
        self.assertEqual(self._line(after, self.third).previous_result, "missing")
        self.assertEqual(self._line(after, self.device).previous_result, "found")

    def test_settled_count_is_closed(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003")
        count.action_settle()
        with self.assertRaises(TransitionError):
            count.action_settle()
        with self.assertRaises(AssetCountError):
            count.line_ids[0].note = "later"
        for name, value in (
            ("date", "2026-01-01"),
            ("customer_people", "Nobody"),
            ("note", "later"),
            ("name", "AC-X"),
        ):
            for user in (self.engineer, self.supervisor):
                with self.assertRaises(PrinterError):
                    count.with_user(user).write({name: value})
        count.message_post(body=self.device.name)
        count.activity_schedule("mail.mail_activity_data_todo", user_id=self.supervisor.id)

    def test_finished_counting_keeps_its_day_its_people_and_its_number(self):
        count = self._begin()
        count.customer_people = "Ms Wang"
        for name, value in (("date", "2026-01-01"), ("name", "AC-X")):
            with self.assertRaises(PrinterError):
                count.write({name: value})
        count.action_finish()
        with self.assertRaises(AssetCountError):
            count.customer_people = "Nobody"
        count.note = "Two rooms were locked"

    def test_only_the_supervisor_settles(self):
        count = self._counted("SN-0001", "SN-0002", "SN-0003")
        for role in ("engineer", "agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                count.with_user(self.users[role]).action_settle()
        count.with_user(self.users["admin"]).action_settle()
