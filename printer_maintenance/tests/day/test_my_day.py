"""The engineer's day: what is read, what is delivered, each deed once, and nobody's words overwritten."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import DayError
from ..visit.visit_common import VisitCase
from ..workshop.test_photos import picture


class DayCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engineer.tz = "Asia/Shanghai"

    def setUp(self):
        super().setUp()
        self.startPatcher(self._at("08:20"))
        self.Day = self.env["printer.my.day"].with_user(self.engineer)

    def _deliver(self, visit, kind, uid="telephone-1", age=0, user=None, **args):
        Day = self.Day.with_user(user) if user else self.Day
        return Day.deliver({"uid": uid, "visit_id": visit.id, "kind": kind, "args": args, "age": age})

    def _write(self, visit, uid="telephone-1", base=None, **values):
        base = {**{name: visit._day_values()[name] for name in values}, **(base or {})}
        return self._deliver(visit, "write", uid, values=values, base=base)

    def _at_work(self):
        visit = self._agreed()
        visit.action_arrive()
        return visit


@tagged("post_install", "-at_install")
class TestReadDay(DayCase):
    def test_day_holds_what_is_open_today_and_what_was_ended_today(self):
        today = self._agreed()
        later = self._agreed(start="2026-03-03 08:40:00", equipment_id=self._make_device("SN-2").id)
        with self._at("08:20"):
            colleagues = self._agreed(equipment_id=self._make_device("SN-3").id)
            colleagues.sudo().engineer_id = self.colleague
        shown = [visit["id"] for visit in self.Day.read_day()["visits"]]
        self.assertIn(today.id, shown)
        self.assertNotIn(later.id, shown)
        self.assertNotIn(colleagues.id, shown)
        today.action_arrive()
        today.sudo()._leave_unfinished(self._reason("second_line"), "Later")
        self.assertIn(today.id, [visit["id"] for visit in self.Day.read_day()["visits"]])

    def test_day_ends_at_the_engineers_midnight(self):
        night = self._agreed(start="2026-03-02 16:30:00")
        self.assertNotIn(
            night.id, [visit["id"] for visit in self.Day.read_day()["visits"]], "00:30 in Shanghai"
        )
        self.engineer.tz = "UTC"
        self.assertIn(night.id, [visit["id"] for visit in self.Day.read_day()["visits"]])

    def test_visit_carries_all_that_is_needed_without_a_connection(self):
        self.unit.write({"street": "1 Test road", "city": "Testtown"})
        visit = self._agreed()
        data = next(one for one in self.Day.read_day()["visits"] if one["id"] == visit.id)
        self.assertEqual(data["address"], "Testtown 1 Test road")
        self.assertEqual(data["contact"]["phone"], "555-0199")
        self.assertEqual(data["device"]["serial"], "SN-0001")
        self.assertEqual(data["start"], "2026-03-02 08:40:00")
        self.assertEqual(
            [s["key"] for s in data["sections"]], ["preparation", "checks", "software", "briefing"]
        )

    def test_nobody_without_the_role_reads_a_day(self):
        for user in (self.contact_user, self.agent):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.Day.with_user(user).read_day()

    def test_long_day_asks_the_database_the_same_number_of_times(self):
        counts = []
        for more in (2, 20):
            for number in range(more):
                self._agreed(equipment_id=self._make_device(f"SN-{more}{number:02}").id)
            self.env.flush_all()
            self.Day.read_day()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.Day.read_day()
            counts.append(self.cr.sql_log_count - start)
        self.assertLessEqual(counts[1], counts[0] + 5)


@tagged("post_install", "-at_install")
class TestDeliver(DayCase):
    def test_a_visit_from_the_telephone_to_the_signature(self):
        visit = self._agreed()
        self.assertEqual(self._deliver(visit, "leave", "telephone-1")["visit"]["state"], "under_way")
        self._deliver(visit, "arrive", "telephone-2", by="label", code="SN-0001")
        self.assertEqual((visit.state, visit.arrival_method), ("on_site", "label"))
        self._write(visit, "telephone-3", fault_cause="Worn roller", work_done="Roller replaced")
        self._write(visit, "telephone-4", is_tested=True, is_explained=True, briefing_omitted="Knows it well")
        photo = {"moment": "before", "data": picture(), "uid": "telephone-5"}
        self.Day.deliver({"uid": "telephone-5", "visit_id": visit.id, "kind": "photo", "args": photo})
        answer = self._deliver(visit, "finish", "telephone-6")
        self.assertEqual(answer["status"], "done")
        self.assertTrue(visit.awaits_signature)
        self.assertEqual(answer["visit"]["photos"], {"before": 1, "after": 0})

    def test_deed_that_is_sent_twice_is_done_once(self):
        visit = self._at_work()
        self._write(visit, fault_cause="Worn roller")
        visit.fault_cause = "Worn roller and belt"
        answer = self._deliver(
            visit, "write", values={"fault_cause": "Worn roller"}, base={"fault_cause": ""}
        )
        self.assertEqual(answer["status"], "done")
        self.assertEqual(
            visit.fault_cause, "Worn roller and belt", "the lost answer's repetition changes nothing"
        )

    def test_wrong_code_sent_twice_costs_one_try(self):
        visit = self._agreed()
        for _again in range(2):
            answer = self._deliver(
                visit, "arrive", by="code", code="0000" if visit.sudo().arrival_code != "0000" else "1"
            )
        self.assertEqual(visit.code_tries, 1)
        self.assertEqual(answer["status"], "done")

    def test_wrong_code_is_said(self):
        visit = self._agreed()
        visit.sudo()._through_door().arrival_code = "4711"
        answer = self._deliver(visit, "arrive", by="code", code="4712")
        self.assertEqual(answer["status"], "refused")
        self.assertIn("4 more tries", answer["message"])

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self):
        visit = self._at_work()
        visit.write({"fault_cause": "Belt", "advice": "Clean it"})
        answer = self._write(visit, base={"fault_cause": ""}, fault_cause="Roller", work_done="Replaced")
        self.assertEqual(answer["status"], "conflict")
        self.assertEqual(
            answer["conflict"],
            [
                {
                    "name": "fault_cause",
                    "label": "Cause found",
                    "mine": "Roller",
                    "theirs": "Belt",
                    "current": "Belt",
                }
            ],
        )
        self.assertFalse(visit.work_done, "nothing half-done")
        answer = self._write(visit, base={"fault_cause": "Belt"}, fault_cause="Roller", work_done="Replaced")
        self.assertEqual(
            (answer["status"], visit.fault_cause, visit.work_done), ("done", "Roller", "Replaced")
        )

    def test_same_words_of_two_people_are_no_conflict(self):
        visit = self._at_work()
        visit.fault_cause = "Roller"
        self.assertEqual(self._write(visit, base={"fault_cause": ""}, fault_cause="Roller")["status"], "done")

    def test_refused_deed_leaves_nothing_and_may_come_again(self):
        visit = self._at_work()
        answer = self._deliver(visit, "finish")
        self.assertEqual(answer["status"], "refused")
        self.assertIn("Work done", answer["message"])
        self._write(visit, "telephone-2", fault_cause="R", work_done="R", is_tested=True, is_explained=True)
        self._write(visit, "telephone-3", briefing_omitted="Knows it well")
        self.assertEqual(self._deliver(visit, "finish")["status"], "done")

    def test_late_arrival_keeps_the_servers_time_and_the_engineers_word(self):
        visit = self._agreed()
        self._deliver(visit, "arrive", age=1500, by="hand")
        self.assertEqual(str(visit.arrived_at), "2026-03-02 08:20:00")
        self.assertIn("25 minutes earlier", "".join(visit.sudo().message_ids.mapped("body")))

    def test_lines_of_another_visit_are_not_reached(self):
        visit = self._agreed()
        other = self._agreed(equipment_id=self._make_device("SN-2").id)
        line = (
            self.env["printer.visit.preparation"]
            ._through_door()
            .create({"visit_id": other.id, "name": "Key"})
        )
        answer = self._deliver(visit, "tick", id=line.id)
        self.assertEqual(answer["status"], "refused")
        self.assertFalse(line.ticked_at)
        self.assertEqual(self._deliver(other, "tick", "telephone-2", id=line.id)["status"], "done")
        self.assertTrue(line.ticked_at)

    def test_point_that_wants_a_photo_is_done_with_it(self):
        visit = self._at_work()
        check = (
            self.env["printer.visit.check"]
            ._through_door()
            .create({"visit_id": visit.id, "name": "Rollers", "answer_kind": "choice", "wants_photo": True})
        )
        answer = self._deliver(visit, "check", id=check.id, value="ok")
        points = {s["key"]: s for s in answer["visit"]["sections"]}["checks"]
        self.assertEqual((points["done"], points["items"][0]["has_photo"]), (0, False))
        answer = self._deliver(visit, "check_photo", "telephone-2", id=check.id, data=picture())
        self.assertEqual({s["key"]: s["done"] for s in answer["visit"]["sections"]}["checks"], 1)
        answer = self._deliver(visit, "check_photo", "telephone-3", id=check.id, data="no picture")
        self.assertEqual(answer["status"], "refused")

    def test_fields_that_are_not_typed_on_the_telephone_are_refused(self):
        visit = self._at_work()
        for name in ("engineer_id", "state", "signed_by", "ticket_id"):
            with self.subTest(name):
                answer = self._deliver(visit, "write", f"telephone-{name}", values={name: 1}, base={})
                self.assertEqual(answer["status"], "refused")

    def test_colleagues_and_strangers_deliver_nothing(self):
        visit = self._at_work()
        stranger = new_test_user(
            self.env, login="stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        answer = self._deliver(visit, "write", user=stranger, values={"advice": "x"}, base={"advice": ""})
        self.assertEqual((answer["status"], answer["visit"]), ("refused", None))
        with self.assertRaises(AccessError):
            self._deliver(visit, "finish", user=self.contact_user)
        self.assertFalse(visit.advice)

    def test_what_is_no_deed_gets_a_clear_word(self):
        visit = self._at_work()
        good = {"uid": "telephone-1", "visit_id": visit.id, "kind": "write", "args": {}, "age": 0}
        for wrong in (
            None,
            {},
            {**good, "uid": 7},
            {**good, "visit_id": "x"},
            {**good, "args": [1]},
            {**good, "age": float("nan")},
            {**good, "age": "x"},
        ):
            with self.subTest(wrong), self.assertRaisesRegex(DayError, "understood"):
                self.Day.deliver(wrong)
        self.assertEqual(self._deliver(visit, "unlink")["status"], "refused")
