"""A round in Chromium at 390 pixels, in Chinese: the connection is really lost, the second confirms by themselves."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..day.losing_connection import LosingConnection
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestMyRoundsTour(LosingConnection, InspectionCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True
    now = None

    def setUp(self):
        super().setUp()
        self._listen()
        self.env["res.lang"]._activate_lang("zh_CN")
        for user in self.leader | self.second:
            user.write({"password": user.login, "lang": "zh_CN"})
        names = {"No unusual noise": "无异常噪声", "Leakage current": "漏电流"}
        for item in self.checklist.item_ids:
            if item.name in names:
                item.with_context(lang="zh_CN").name = names[item.name]
            else:
                item.required = False
        self.plan.date_begin = fields.Date.today()
        self.plan.action_run()

    def _tour(self, name, user):
        self.start_tour("/odoo/printer-my-rounds", name, login=user.login, timeout=120)
        self.env.invalidate_all()

    def test_round_by_two_people_with_a_lost_connection(self):
        self._tour("printer_my_rounds_leader", self.leader)
        record = self._rounds()[:1]
        sheet = record.sheet_ids
        self.assertEqual((sheet.state, sheet.verdict), ("done", "abnormal"))
        self.assertEqual(sheet.operator_remark, "打印有噪音")
        reading = sheet.check_ids.filtered(lambda check: check.item_id.answer_kind == "number")
        self.assertEqual((reading.number, len(sheet.photo_ids)), (0.35, 1))
        self.assertEqual((sheet.finding_ids.state, sheet.finding_ids.done_text), ("fixed", "已紧固"))
        self._tour("printer_my_rounds_second", self.second)
        self.assertEqual(record.confirmed_by_id, self.second)
        self._tour("printer_my_rounds_hand_in", self.leader)
        self.assertEqual((record.state, record.handed_in_by_id), ("handed_in", self.leader))
