"""A device on a round: answers are true records, in one batch, and nobody overwrites anybody in silence."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, InspectionError, PhotoError
from ..workshop.test_photos import picture
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestSheets(InspectionCase):
    def setUp(self):
        super().setUp()
        self.sheet = self._begun().sheet_ids.with_user(self.leader)
        self.points = self._points(self.sheet)

    def _answer(self, name, value, base=None, user=None):
        point = self.points[name]
        seen = {point.id: base} if base is not None else None
        return self.sheet.with_user(user or self.leader).answer_points({point.id: {"value": value}}, seen)

    def _check(self, name):
        return self.sheet.sudo().check_ids.filtered(lambda check: check.item_id == self.points[name])

    def test_who_and_when_are_stamped_per_answer(self):
        self._answer("No unusual noise", "ok")
        with self._at("2026-03-02 01:05:00"):
            self._answer("Dusted", True, user=self.second)
        first, other = self._check("No unusual noise"), self._check("Dusted")
        self.assertEqual((first.answered_by_id, str(first.answered_at)), (self.leader, "2026-03-02 01:00:00"))
        self.assertEqual((other.answered_by_id, str(other.answered_at)), (self.second, "2026-03-02 01:05:00"))

    def test_reading_outside_its_limits_is_abnormal_by_itself(self):
        self._answer("Leakage current", "0,75 mA")
        self.assertFalse(self._check("Leakage current").is_abnormal)
        self._answer("Leakage current", "0，76")
        self.assertEqual(
            (self._check("Leakage current").number, self._check("Leakage current").is_abnormal), (0.76, True)
        )

    def test_impossible_reading_is_asked_again_and_nothing_is_written(self):
        point, noise = self.points["Leakage current"], self.points["No unusual noise"]
        with self.assertRaisesRegex(InspectionError, "cannot be true"):
            self.sheet.answer_points({point.id: {"value": "5000"}, noise.id: {"value": "ok"}})
        self.assertFalse(self.sheet.sudo().check_ids)
        for typed, words in (("0.2 V", "mA"), ("a little", "one number"), ("1,234", "one number")):
            with self.subTest(typed), self.assertRaisesRegex(InspectionError, words):
                self._answer("Leakage current", typed)

    def test_answers_of_another_point_or_kind_are_refused(self):
        other = self._make_checklist("other").item_ids[0]
        with self.assertRaises(InspectionError):
            self.sheet.answer_points({other.id: {"value": "ok"}})
        for name, value in (("No unusual noise", "fine"), ("Toner", 999999), ("Dusted", "yes")):
            with self.subTest(name), self.assertRaises(InspectionError):
                self._answer(name, value)

    def test_what_cannot_be_understood_gets_a_word_and_writes_nothing(self):
        point = self.points["No unusual noise"]
        for answers in (
            None,
            [],
            "ok",
            {"²": {"value": "ok"}},
            {point.id: "ok"},
            {point.id: {"value": ["ok"]}},
        ):
            with self.subTest(answers), self.assertRaises(InspectionError):
                self.sheet.answer_points(answers)
        for values in (None, ["x"], {"verdict": "in_order"}):
            with self.subTest(values), self.assertRaises(InspectionError):
                self.sheet.write_remarks(values)
        self.sheet.write_remarks({"opinion_score": ["5"]})
        self.assertFalse(self.sheet.opinion_score)
        self.assertFalse(self.sheet.sudo().check_ids)

    def test_two_telephones_on_one_sheet_do_not_overwrite_each_other(self):
        self._answer("No unusual noise", "ok", base=None)
        point = self.points["No unusual noise"]
        answer = self.sheet.with_user(self.second).answer_points(
            {point.id: {"value": "not_ok"}}, {point.id: None}
        )
        self.assertEqual(
            answer["conflict"],
            [
                {
                    "name": str(point.id),
                    "label": point.name,
                    "mine": "Not OK",
                    "theirs": "OK",
                    "current": {"value": "ok", "note": ""},
                }
            ],
        )
        self.assertEqual(self._check("No unusual noise").choice, "ok")
        self.sheet.with_user(self.second).answer_points({point.id: {"value": "not_ok"}}, {point.id: "ok"})
        self.assertEqual(
            self._check("No unusual noise").choice, "not_ok", "decided, with the other one in sight"
        )

    def test_answer_that_was_changed_meanwhile_is_not_taken_back_in_silence(self):
        point = self.points["Remark"]
        self._answer("Remark", "Dusty")
        self._answer("Remark", "Dusty and wet", user=self.second)
        answer = self._answer("Remark", None, base={"value": "Dusty", "note": ""})
        clash = answer["conflict"][0]
        self.assertEqual((clash["mine"], clash["theirs"]), ("–", "Dusty and wet"))
        self.assertEqual(self._check("Remark").text, "Dusty and wet")
        self.assertIsNone(self._answer("Remark", None, base=clash["current"]), "decided")
        self.assertFalse(self._check("Remark"))
        self.assertIsNone(self._answer("Remark", None, base={"value": "Dusty", "note": ""}), "gone already")
        answer = self._answer("Remark", "Wet", base={"value": "Dusty", "note": ""})
        self.assertEqual((answer["conflict"][0]["label"], answer["conflict"][0]["theirs"]), (point.name, "–"))

    def test_remark_of_the_other_one_is_not_overwritten_in_silence(self):
        key = self.points["No unusual noise"].id
        seen = {key: {"value": "ok", "note": ""}}
        self.sheet.answer_points({key: {"value": "ok"}})
        self.sheet.with_user(self.second).answer_points({key: {"value": "ok", "note": "Oiled in May"}}, seen)
        answer = self.sheet.answer_points({key: {"value": "ok", "note": "Hums"}}, seen)
        clash = answer["conflict"][0]
        self.assertEqual((clash["mine"], clash["theirs"]), ("OK · Hums", "OK · Oiled in May"))
        self.assertEqual(clash["current"], {"value": "ok", "note": "Oiled in May"})
        self.assertEqual(self._check("No unusual noise").note, "Oiled in May")
        self.assertIsNone(
            self.sheet.answer_points({key: {"value": "ok", "note": "Hums"}}, {key: clash["current"]})
        )
        self.assertEqual(self._check("No unusual noise").note, "Hums")

    def test_page_that_was_loaded_before_the_remark_counted_still_delivers(self):
        self._answer("No unusual noise", "ok")
        self.assertIsNone(self._answer("No unusual noise", "not_ok", base="ok"))
        self.assertTrue(self._answer("No unusual noise", "na", base="ok")["conflict"])

    def test_same_answer_from_both_is_no_conflict(self):
        self._answer("No unusual noise", "ok")
        point = self.points["No unusual noise"]
        self.assertIsNone(
            self.sheet.with_user(self.second).answer_points({point.id: {"value": "ok"}}, {point.id: None})
        )
        self.assertEqual(self._check("No unusual noise").answered_by_id, self.leader)

    def test_remarks_of_two_people_are_put_beside_each_other(self):
        self.sheet.write_remarks({"operator_remark": "Jams on Mondays"}, {"operator_remark": ""})
        answer = self.sheet.with_user(self.second).write_remarks(
            {"operator_remark": "All well"}, {"operator_remark": ""}
        )
        self.assertEqual(answer["conflict"][0]["theirs"], "Jams on Mondays")

    def test_user_is_asked_first_and_the_label_scanned_or_said_why_not(self):
        self.sheet.answer_points(self._answers(self.sheet))
        with self.assertRaisesRegex(InspectionError, "scan the label"):
            self.sheet.finish()
        self.assertIn("refused", self.sheet.scan_label("SN-OTHER"))
        self.assertEqual(self.sheet.scan_label("SN-0001"), {})
        with self.assertRaisesRegex(InspectionError, "ask the user"):
            self.sheet.finish()
        self.sheet.write_remarks({"operator_remark": "Works well"})
        self.sheet.finish()
        self.assertEqual((self.sheet.state, self.sheet.verdict), ("done", "in_order"))

    def test_sheet_with_open_points_names_them(self):
        self.sheet.say_why_not_scanned("camera")
        self.sheet.write_remarks({"nobody_there": True})
        self._answer("No unusual noise", "ok")
        with self.assertRaisesRegex(InspectionError, "Leakage current.*Toner.*Dusted"):
            self.sheet.finish()

    def test_one_tap_only_where_the_checklist_allows_it_and_never_for_readings(self):
        with self.assertRaisesRegex(InspectionError, "by itself"):
            self.sheet.answer_all_in_order()
        self.checklist.allows_quick = True
        self.sheet.answer_all_in_order()
        answered = self.sheet.sudo().check_ids.item_id.mapped("name")
        self.assertEqual(set(answered), {"No unusual noise", "Toner", "Dusted"})

    def test_quick_answer_leaves_what_was_answered_alone(self):
        self.checklist.allows_quick = True
        self._answer("No unusual noise", "not_ok")
        self.sheet.answer_all_in_order()
        self.assertEqual(self._check("No unusual noise").choice, "not_ok")

    def test_photo_of_thirty_megabytes_is_refused_with_a_word(self):
        with self.assertRaisesRegex(PhotoError, "10 MB"):
            self.sheet.add_point_photo(False, "A" * 40_000_000, "telephone-1")

    def test_wanted_photo_keeps_the_sheet_open(self):
        self.env["printer.checklist.item"].create(
            {"checklist_id": self.checklist.id, "name": "Front", "answer_kind": "photo", "sequence": 90}
        )
        sheet = self._begun(day="2026-03-03").sheet_ids
        with self.assertRaisesRegex(InspectionError, "photo of “Front”"):
            self._inspect(sheet)
        point = self._points(sheet)["Front"]
        first = sheet.add_point_photo(point.id, picture(), "telephone-1")
        self.assertEqual(sheet.add_point_photo(point.id, picture(), "telephone-1"), first, "sent twice")
        sheet.finish()
        self.assertEqual(sheet.sudo().photo_ids.item_id, point)

    def test_finished_sheet_takes_nothing_until_it_is_taken_up_again(self):
        self._inspect(self.sheet)
        with self.assertRaisesRegex(InspectionError, "finished"):
            self._answer("Dusted", True)
        self.sheet.take_up_again()
        self._answer("No unusual noise", "na")

    def test_device_retired_meanwhile_is_left_out(self):
        self.device._set_condition("retired")
        with self.assertRaisesRegex(InspectionError, "retired meanwhile"):
            self._inspect(self.sheet)
        self.sheet.leave_out("retired")
        self.assertEqual(self.sheet.state, "left_out")

    def test_leaving_out_needs_a_reason(self):
        for reason, note in (("", ""), ("because", ""), ("other", " ")):
            with self.subTest(reason), self.assertRaises(InspectionError):
                self.sheet.leave_out(reason, note)

    def test_strangers_answer_nothing_and_fields_cannot_be_forged(self):
        for user in (self.users["second_line"], self.agent, self.contact_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._answer("Dusted", True, user=user)
        with self.assertRaises(GuardedFieldError):
            self.sheet.write({"verdict": "in_order"})
        with self.assertRaises(GuardedFieldError):
            self.env["printer.inspection.check"].with_user(self.leader).create(
                {"sheet_id": self.sheet.id, "item_id": self.points["Dusted"].id}
            )

    def test_sheet_of_twenty_points_is_one_batch(self):
        counts = []
        for number, day in ((4, "2026-03-03"), (20, "2026-03-04")):
            self.checklist.write(
                {
                    "item_ids": [
                        (0, 0, {"name": f"Point {number}-{n}", "answer_kind": "choice", "sequence": 100 + n})
                        for n in range(number)
                    ]
                }
            )
            sheet = self._begun(day=day).sheet_ids
            answers = self._answers(sheet) | {
                p.id: {"value": "ok"} for p in sheet._points() if p.name.startswith("Point")
            }
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            sheet.answer_points(answers)
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_counter_read_on_a_round_is_a_reading_of_the_device(self):
        self.device._enter_reading(1000, 0, date=self._moment("2026-02-01 01:00:00"))
        self.env["printer.checklist.item"].create(
            {
                "checklist_id": self.checklist.id,
                "name": "Page counter",
                "answer_kind": "number",
                "counter": "mono",
                "required": False,
                "sequence": 90,
            }
        )
        record = self._begun(day="2026-03-03")
        counter = self._points(record.sheet_ids)["Page counter"]
        record.sheet_ids.answer_points({counter.id: {"value": "1 850"}})
        self._handed_in(record).with_user(self.supervisor).action_accept()
        reading = self.env["printer.meter.reading"].search([("equipment_id", "=", self.device.id)], limit=1)
        self.assertEqual((reading.meter_mono, reading.source, reading.pages), (1850, "inspection", 850))
        self.assertEqual(self.device.meter_mono, 1850)

    def test_readings_of_all_versions_make_one_curve(self):
        self._answer("Leakage current", "0.2")
        self._check("Leakage current")  # read once
        self.checklist.item_ids[1].maximum = 0.5
        sheet = self._begun(day="2026-03-03").sheet_ids
        sheet.answer_points({self._points(sheet)["Leakage current"].id: {"value": "0.6"}})
        check = sheet.sudo().check_ids
        self.assertTrue(check.is_abnormal, "by the new limit")
        action = check.action_view_curve()
        readings = self.env["printer.inspection.check"].search(action["domain"], order="id").mapped("number")
        self.assertEqual(readings, [0.2, 0.6])
