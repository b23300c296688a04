"""The inspector's telephone: what is read, what is delivered, each deed once."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import DayError
from ..workshop.test_photos import picture
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestMyRounds(InspectionCase):
    def setUp(self):
        super().setUp()
        self.Rounds = self.env["printer.my.rounds"].with_user(self.leader)

    def _deliver(self, sheet, kind, uid="telephone-1", user=None, **args):
        Rounds = self.Rounds.with_user(user) if user else self.Rounds
        return Rounds.deliver({"uid": uid, "sheet_id": sheet.id, "kind": kind, "args": args, "age": 0})

    def test_rounds_of_today_with_all_that_is_needed(self):
        record = self._begun()
        data = self.Rounds.read_rounds()
        told = next(one for one in data["rounds"] if one["id"] == record.id)
        self.assertTrue(told["is_leader"])
        sheet = told["sheets"][0]
        self.assertEqual((sheet["device"]["serial"], sheet["department"]), ("SN-0001", "Archive"))
        points = data["lists"][sheet["list"]]["points"]
        self.assertEqual([p["kind"] for p in points], ["choice", "number", "option", "tick", "text"])
        self.assertEqual((points[1]["minimum"], points[1]["maximum"], points[1]["measure"]), (0, 0.75, "mA"))
        self.assertTrue(data["words"]["left_out_reason"])

    def test_rounds_ahead_and_those_of_others_are_not_shown(self):
        self._round()
        shown = self.Rounds.read_rounds()["rounds"]
        self.assertEqual([one["date"] for one in shown], ["2026-03-02"])
        self.assertFalse(self.Rounds.with_user(self.users["second_line"]).read_rounds()["rounds"])

    def test_day_is_the_companys_whatever_the_inspectors_clock_says(self):
        self.leader.tz = "UTC"
        record = self._round(day="2026-03-03")
        with self._at("2026-03-02 23:30:00"):
            told = self.Rounds.with_context(tz="UTC").read_rounds()
            waiting = self.env["printer.my.day"].with_user(self.leader).with_context(tz="UTC").read_day()
        self.assertEqual(told["day"], "2026-03-03", "half past seven in Shanghai")
        self.assertEqual([one["date"] for one in told["rounds"]], ["2026-03-02", "2026-03-03"])
        self.assertEqual([one["is_late"] for one in told["rounds"]], [True, False])
        self.assertEqual(told["rounds"][1]["id"], record.id)
        self.assertEqual(waiting["rounds"], 2)

    def test_nobody_without_the_role_reads_or_delivers(self):
        sheet = self._begun().sheet_ids
        for user in (self.contact_user, self.agent, self.supervisor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.Rounds.with_user(user).read_rounds()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._deliver(sheet, "finish", user=user)

    def test_colleague_who_is_not_on_the_round_is_refused(self):
        sheet = self._begun().sheet_ids
        answer = self._deliver(sheet, "all_in_order", user=self.users["second_line"])
        self.assertEqual(answer["status"], "refused")

    def test_a_sheet_from_the_label_to_the_finding(self):
        sheet = self._begun().sheet_ids
        answers = self._answers(sheet, No_unusual_noise="not_ok")
        deeds = [
            ("scan", {"code": "SN-0001"}),
            ("write", {"values": {"operator_remark": "Loud"}, "base": {"operator_remark": ""}}),
            ("answer", {"values": {str(key): value for key, value in answers.items()}, "base": {}}),
            ("photo", {"item_id": False, "data": picture(), "uid": "photo-0001"}),
            ("finish", {}),
            (
                "settle",
                {"item_id": self._points(sheet)["No unusual noise"].id, "how": "fixed", "text": "Oiled"},
            ),
        ]
        for number, (kind, args) in enumerate(deeds):
            answer = self.Rounds.deliver(
                {"uid": f"telephone-{number}", "sheet_id": sheet.id, "kind": kind, "args": args, "age": 0}
            )
            self.assertEqual(answer["status"], "done", answer)
        self.assertEqual(answer["sheet"]["findings"][0]["state"], "fixed")
        self.assertEqual((sheet.state, sheet.sudo().photo_ids.uid), ("done", "photo-0001"))

    def test_what_was_wrongly_entered_as_fixed_is_taken_back(self):
        sheet = self._inspect(self._begun().sheet_ids, No_unusual_noise="not_ok")
        finding = {"item_id": sheet.finding_ids.item_id.id}
        self._deliver(sheet, "settle", "telephone-1", how="fixed", text="Oiled", **finding)
        answer = self._deliver(sheet, "settle_anew", "telephone-2", **finding)
        told = answer["sheet"]["findings"][0]
        self.assertEqual((answer["status"], told["state"], told["done"]), ("done", "open", ""))
        self._deliver(sheet, "settle", "telephone-3", how="request", text="It is not", **finding)
        self.assertEqual(sheet.finding_ids.state, "requested")

    def test_deed_that_is_sent_twice_is_done_once(self):
        sheet = self._begun().sheet_ids
        point = self._points(sheet)["No unusual noise"]
        self._deliver(sheet, "answer", values={str(point.id): {"value": "ok"}}, base={})
        with self._at("2026-03-02 02:00:00"):
            self._deliver(sheet, "answer", values={str(point.id): {"value": "not_ok"}}, base={})
        self.assertEqual(sheet.sudo().check_ids.choice, "ok")

    def test_conflict_comes_back_with_both_values_and_can_be_decided(self):
        sheet = self._begun().sheet_ids
        point = self._points(sheet)["No unusual noise"]
        key = str(point.id)
        self._deliver(sheet, "answer", "telephone-a", values={key: {"value": "ok"}}, base={key: None})
        args = {"values": {key: {"value": "not_ok"}}, "base": {key: None}}
        answer = self._deliver(sheet, "answer", "telephone-b", user=self.second, **args)
        self.assertEqual((answer["status"], answer["conflict"][0]["theirs"]), ("conflict", "OK"))
        args["base"][key] = answer["conflict"][0]["current"]
        answer = self._deliver(sheet, "answer", "telephone-b", user=self.second, **args)
        self.assertEqual((answer["status"], sheet.sudo().check_ids.choice), ("done", "not_ok"))

    def test_what_fits_nothing_is_refused(self):
        sheet = self._begun().sheet_ids
        for deed in (None, {}, {"uid": "x" * 10, "sheet_id": "1", "kind": "finish"}):
            with self.subTest(deed), self.assertRaises(DayError):
                self.Rounds.deliver(deed)
        self.assertEqual(self._deliver(sheet, "explode")["status"], "refused")
        self.assertEqual(self._deliver(sheet, "settle", uid="telephone-2", id=999999)["status"], "refused")

    def test_large_round_is_read_with_the_same_number_of_queries(self):
        counts = []
        for number in (3, 40):
            plan = self._make_plan(name=f"Plan {number}", date_begin="2026-03-02")
            for index in range(number):
                self._make_device(f"SN-{number}-{index}")
            record = self._begun(plan)
            for sheet in record.sheet_ids:
                sheet.add_point_photo(False, picture(), f"photo-{sheet.id}")
                self._inspect(sheet, No_unusual_noise="not_ok")
                sheet.finding_ids.settle("request")
            self.Rounds.read_rounds()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.Rounds.read_rounds()
            counts.append(self.cr.sql_log_count - before)
            record._put(leader_id=self.users["admin"].id, second_id=self.supervisor.id)
        self.assertLessEqual(counts[1], counts[0])
