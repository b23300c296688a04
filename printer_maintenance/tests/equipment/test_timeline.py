"""The device's history as its time line shows it, and its corrections."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import AppendOnlyError, PrinterError
from ...models.equipment.equipment_history import EventLine
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTimeline(PrinterCase):
    def _details(self, **options):
        page = self.device.with_user(self.agent).get_timeline(**options)
        return [event["detail"] for event in page["events"]], page

    def test_pages_follow_each_other_without_gap_or_repetition(self):
        self.env["maintenance.equipment"]._log_events(
            EventLine(self.device, "counted", str(number), date="2026-03-01 08:00:00") for number in range(7)
        )
        first, page = self._details(limit=3)
        self.assertTrue(page["more"])
        # something happens between the two pages
        self.device._log_event("moved", "1F → 2F")
        second, page = self._details(limit=3, before_id=page["events"][-1]["id"])
        third, page = self._details(limit=3, before_id=page["events"][-1]["id"])
        self.assertEqual(first + second + third, ["6", "5", "4", "3", "2", "1", "0"])
        self.assertFalse(page["more"])

    def test_filter_shows_one_kind_of_events(self):
        self.device._log_event("part_in", "Roller × 1")
        self.device._log_event("counted", "100 / 5")
        self.assertEqual(self._details(group="parts")[0], ["Roller × 1"])
        self.assertEqual(self._details(group="counters")[0], ["100 / 5"])
        self.assertEqual(self._details(group="inspections")[0], [])

    def test_a_page_costs_the_same_however_long_the_history_is(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.device.with_user(self.agent).get_timeline(limit=30)
            return self.cr.sql_log_count - before

        ticket = self._report()
        self.device._log_event("counted", "1")
        queries()
        few = queries()
        self.env["maintenance.equipment"]._log_events(
            EventLine(self.device, "counted", str(number), ticket) for number in range(300)
        )
        self.assertLessEqual(queries(), few + 1)

    def test_only_what_the_user_may_open_is_offered(self):
        self._report()
        self.assertTrue(self.device.with_user(self.agent).get_timeline()["events"][0]["can_open"])
        director = self.device.with_user(self.users["service_director"])
        self.assertTrue(director.get_timeline()["events"][0]["can_open"])
        stranger = new_test_user(
            self.env, login="stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        self.assertFalse(self.device.with_user(stranger).get_timeline()["events"][0]["can_open"])

    def test_contact_sees_the_history_of_the_own_unit_only(self):
        self._report()
        self.assertEqual(len(self.device.with_user(self.contact_user).get_timeline()["events"]), 1)
        elsewhere = self._make_device("SN-0007", unit_id=self.bureau.id, department_id=False)
        with self.assertRaises(AccessError):
            elsewhere.with_user(self.contact_user).get_timeline()


@tagged("post_install", "-at_install")
class TestCorrection(PrinterCase):
    def setUp(self):
        super().setUp()
        self.event = self.device._log_event("counted", "14280 / 0")

    def _dialog(self, role, text="It was 12480"):
        return (
            self.env["printer.event.correct"]
            .with_user(self.users[role])
            .create({"event_id": self.event.id, "text": text})
        )

    def test_correction_stands_below_its_line_which_stays(self):
        for role in ("equipment_supervisor", "service_director", "admin"):
            self._dialog(role, f"by {role}").action_save()
        shown = self.device.with_user(self.agent).get_timeline()["events"]
        self.assertEqual([line["detail"] for line in shown], ["14280 / 0"])
        self.assertEqual(
            [line["detail"] for line in shown[0]["corrections"]],
            ["by equipment_supervisor", "by service_director", "by admin"],
        )
        self.assertEqual(self.event.detail, "14280 / 0")

    def test_others_may_not_correct(self):
        for role in ("engineer", "agent", "dispatcher", "project_manager", "second_line"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.event.with_user(self.users[role])._correct("It was 12480")
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._dialog(role)

    def test_correction_needs_a_text_and_can_be_corrected_but_not_changed(self):
        with self.assertRaises(PrinterError):
            self.event._correct("  ")
        correction = self.event._correct("It was 12480")
        self.assertEqual(correction._correct("No, 12408").corrects_id, self.event)
        with self.assertRaises(AppendOnlyError):
            correction.write({"corrects_id": False})
        with self.assertRaises(AppendOnlyError):
            correction.unlink()

    def test_correction_is_seen_where_its_line_is_seen(self):
        other = self.unit.copy({"name": "Other unit", "parent_id": self.bureau.id})
        self.device.write({"unit_id": other.id, "department_id": False})
        self.assertEqual(self.event._correct("It was 12480").unit_id, self.unit)
