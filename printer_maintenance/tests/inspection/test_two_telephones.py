"""Two inspectors who enter something at the same moment, each in a real transaction of their own."""

from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from ..two_at_once import TwoAtOnceCase

OF_DEVICE = "SELECT id FROM printer_inspection_sheet WHERE equipment_id = %(device)s"
OF_ROUND = f"SELECT round_id FROM printer_inspection_sheet WHERE id IN ({OF_DEVICE})"
# what the tests commit, in the order in which it can be taken away again; deeds and answers go with their sheet
LEFT_BEHIND = (
    "UPDATE maintenance_equipment SET tag_out_sheet_id = NULL, unit_id = NULL WHERE id = %(device)s",
    "DELETE FROM printer_equipment_event WHERE equipment_id = %(device)s",
    f"DELETE FROM printer_inspection_finding WHERE sheet_id IN ({OF_DEVICE})",
    f"CREATE TEMPORARY TABLE gone_round AS {OF_ROUND}",
    "DELETE FROM printer_inspection_sheet WHERE equipment_id = %(device)s",
    "DELETE FROM printer_inspection_round WHERE id IN (SELECT round_id FROM gone_round)",
    "DROP TABLE gone_round",
    "DELETE FROM printer_checklist WHERE id = %(list)s",
    "DELETE FROM res_partner WHERE id = %(unit)s",
)


@tagged("post_install", "-at_install")
class TestTwoTelephones(TwoAtOnceCase):
    """The leader (first) and the second inspector (second), on one sheet of a round that was begun."""

    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            unit = env["res.partner"].create(
                {"name": "Unit of two", "is_company": True, "printer_unit_kind": "unit"}
            )
            checklist = env["printer.checklist"].create(
                {
                    "name": "List of two",
                    "purpose": "inspection",
                    "inspection_kind": "daily",
                    "item_ids": [
                        Command.create({"name": "Cable", "answer_kind": "choice", "is_critical": True}),
                        Command.create({"name": "Remark", "answer_kind": "text", "required": False}),
                    ],
                }
            )
            checklist._use()
            self.unit_id, self.list_id = unit.id, checklist.id
            self.cable, self.remark = (str(point.id) for point in checklist.item_ids)
            device = env["maintenance.equipment"].browse(self.device_id)
            device.unit_id = unit
            round_ = (
                env["printer.inspection.round"]
                ._through_door()
                .create(
                    {
                        "kind": "daily",
                        "unit_id": unit.id,
                        "planned_on": "2026-03-02",
                        "date": "2026-03-02",
                        "start_at": "2026-03-02 00:30:00",
                        "leader_id": env.ref("base.user_admin").id,
                        "second_id": env.ref("base.user_root").id,
                    }
                )
            )
            round_._set_state("under_way")
            round_._lay_out(device, {device.category_id.id: checklist})
            self.sheet_id = round_.sheet_ids.id
        self.addCleanup(self._take_round_away)

    def _take_round_away(self):
        ids = {"device": self.device_id, "list": self.list_id, "unit": self.unit_id}
        with self.registry.cursor() as cr:
            for statement in LEFT_BEHIND:
                cr.execute(statement, ids)

    def _sheet(self, env):
        return env["printer.inspection.sheet"].browse(self.sheet_id)

    def _check(self, env, point):
        return self._sheet(env).check_ids.filtered(lambda check: str(check.item_id.id) == point)

    def _send(self, env, kind, **args):
        """What a telephone sends, and what it is told."""
        deed = {"uid": uuid4().hex, "sheet_id": self.sheet_id, "kind": kind, "args": args, "age": 0}
        return env["printer.my.rounds"].deliver(deed)

    def _answer(self, point, value, seen=None, note=""):
        """A telephone that answers a point, having seen an answer before."""
        values, base = {point: {"value": value, "note": note}}, {point: seen}
        return lambda env: self._send(env, "answer", values=values, base=base)

    def _given(self, point, value, note=""):
        """An answer that both telephones have seen."""
        with self._transaction() as env:
            self._answer(point, value, note=note)(env)
        return {"value": value, "note": note}

    def _assert_told(self, telephone, theirs):
        """The second telephone is told what the first one wrote."""

        def again(env):
            answer = telephone(env)
            self.assertEqual(answer["status"], "conflict", answer)
            self.assertEqual(answer["conflict"][0]["theirs"], theirs)

        return again

    def test_first_answers_of_both_are_put_beside_each_other(self):
        mine = self._answer(self.cable, "ok")
        self._meet(self._answer(self.cable, "not_ok"), mine, self._assert_told(mine, "Not OK"))
        with self._transaction() as env:
            self.assertEqual(self._check(env, self.cable).choice, "not_ok")

    def test_taking_back_meets_a_change(self):
        seen = self._given(self.remark, "Dusty")
        mine = self._answer(self.remark, None, seen)
        theirs = self._answer(self.remark, "Dusty and wet", seen)
        self._meet(theirs, mine, self._assert_told(mine, "Dusty and wet"))
        with self._transaction() as env:
            self.assertEqual(self._check(env, self.remark).text, "Dusty and wet")

    def test_other_remark_on_the_same_answer(self):
        seen = self._given(self.cable, "ok")
        mine = self._answer(self.cable, "ok", seen, note="Replaced in May")
        theirs = self._answer(self.cable, "ok", seen, note="Slightly worn")
        self._meet(theirs, mine, self._assert_told(mine, "OK · Slightly worn"))
        with self._transaction() as env:
            self.assertEqual(self._check(env, self.cable).note, "Slightly worn")

    def test_sheet_is_not_finished_past_an_answer_that_comes_in(self):
        self._given(self.cable, "ok")
        with self._transaction() as env:
            self._send(env, "no_scan", reason="camera")
            self._send(env, "write", values={"nobody_there": True}, base={})
        change = self._answer(self.cable, "not_ok", {"value": "ok", "note": ""})
        self._meet(change, lambda env: self._send(env, "finish"))
        with self._transaction() as env:
            self.assertEqual((self._sheet(env).state, self._sheet(env).verdict), ("done", "unsafe"))

    def test_second_is_told_while_the_first_is_still_at_it(self):
        with self._transaction() as first:
            self._answer(self.cable, "ok")(first)
            first.flush_all()
            with self._transaction() as second:
                answer = self._answer(self.cable, "not_ok")(second)
        self.assertEqual(answer["status"], "refused")
        self.assertIn("try again", answer["message"])

    def test_retest_begun_by_two_at_once_is_one(self):
        self._given(self.cable, "not_ok")
        with self._transaction() as env:
            self._send(env, "no_scan", reason="camera")
            self._send(env, "write", values={"nobody_there": True}, base={})
            self._send(env, "finish")

        def retest(env):
            device = env["maintenance.equipment"].browse(self.device_id)
            device._make_retest(env.ref("base.user_admin"), env.ref("base.user_root"))

        self._meet(retest, retest)
        with self._transaction() as env:
            sheets = env["printer.inspection.sheet"].search([("equipment_id", "=", self.device_id)])
            self.assertEqual(len(sheets.round_id.filtered("is_retest")), 1)
