"""Weeks of inspections that lie behind the demo customer, and today's rounds before the demo's engineers."""

from datetime import date, datetime, timedelta
from math import ceil

from odoo import api, fields, models

DAILY_DAYS = 42
WEEKS = 12
# of the round's hours after midnight in Shanghai: half past eight is half past midnight UTC
START = timedelta(minutes=30)
# the days ago on which a daily round was missed, with the reason; the last one still waits for it
MISSED = {23: "meeting", 11: "short", 3: False}
# at the demo's devices: how much the leakage current of the n-th one grows per week, in mA
DRIFT = (0.02, 0.0, 0.01, 0.0, 0.13, 0.0)
OPINIONS = (
    ("5", "打印速度快，很满意"),
    ("4", "偶尔卡纸，处理及时"),
    ("4", ""),
    ("3", "希望增加彩色打印"),
    ("5", ""),
)
# how far each unit is, in percent of an even pace: two of them are behind
DONE_SHARES = (104, 110, 55, 102, 108, 101, 115, 34, 106, 103, 120, 107, 102)
HALF_YEAR_DAYS = 184
FINDINGS = (
    ("fixed", "外壳螺丝松动，已紧固"),
    ("fixed", "夹入碎纸，已清理"),
    ("fixed", "风扇积灰，已清理"),
    ("request", "运转有异响，需拆机更换"),
    ("supervisor", "运转有异响，需停机检修"),
)


class DemoInspection(models.AbstractModel):
    _name = "printer.demo.inspection"
    _description = "Inspections of the demo customer"

    @api.model
    def _fill(self) -> None:
        """Run the plans and enter what was inspected in the last weeks."""
        ref = self.env.ref
        plans = {
            kind: ref(f"printer_maintenance_suite.plan_{kind}") for kind in ("daily", "electrical", "full")
        }
        for plan in plans.values():
            plan.action_run()
        today = plans["daily"].company_id._printer_day(fields.Datetime.now())
        for back in range(DAILY_DAYS, 0, -1):
            self._enter_daily(plans["daily"], today - timedelta(days=back), back)
        for week in range(WEEKS, 0, -1):
            day = today - timedelta(days=today.weekday() + 7 * week)
            self._enter(plans["electrical"], day, WEEKS - week)
        self._enter_full(plans["full"], today)
        self._enter_findings(plans["daily"], today)

    def _values(self, plan, day: date, unit, **values) -> dict:
        return {
            **plan._round_values(day, unit.id, 0, False),
            **values,
        }

    def _round(self, plan, day: date, unit, **values):
        Round = self.env["printer.inspection.round"]
        return Round.browse(Round._through_door().create(self._values(plan, day, unit, **values)).id)

    def _enter_daily(self, plan, day: date, back: int) -> None:
        if back not in MISSED:
            self._enter(plan, day, back)
            return
        midnight = datetime.combine(day, datetime.min.time()) + timedelta(hours=16)
        self._round(plan, day, plan.unit_ids, state="missed", missed_at=midnight, late_reason=MISSED[back])

    def _enter(self, plan, day: date, number: int) -> None:
        """A round that was made and accepted."""
        devices = self.env["maintenance.equipment"].search(plan._device_domain(day))
        self._enter_round(plan, day, plan.unit_ids, self.env["printer.route"]._walk(devices), number)

    def _enter_round(self, plan, day: date, unit, devices, number: int):
        start = datetime.combine(day, datetime.min.time()) + START
        end = start + timedelta(minutes=4 * len(devices) + 10)
        record = self._round(
            plan,
            day,
            unit,
            state="accepted",
            started_at=start,
            confirmed_at=end,
            confirmed_by_id=plan.second_id.id,
            handed_in_at=end,
            first_handed_in_at=end,
            handed_in_by_id=plan.leader_id.id,
            accepted_at=end + timedelta(hours=2),
            accepted_by_id=self.env.ref("printer_maintenance_suite.user_supervisor").id,
        )
        lists = plan._check_has_lists(devices.category_id)
        record._lay_out(devices, lists)
        self._answer(record.sheet_ids.sorted("sequence"), plan, start, number)
        return record

    def _answer(self, sheets, plan, start: datetime, number: int) -> None:
        points = {checklist: checklist._points(checklist.version) for checklist in sheets.checklist_id}
        checks = []
        for place, sheet in enumerate(sheets):
            at = start + timedelta(minutes=4 * place + 3)
            found = [
                self._check(sheet, point, at, plan.leader_id if n % 2 else plan.second_id, place, number)
                for n, point in enumerate(points[sheet.checklist_id])
                if point.required and point.answer_kind != "photo"
            ]
            checks += found
            values = {
                "state": "done",
                "verdict": "abnormal" if any(check["is_abnormal"] for check in found) else "in_order",
                "scanned_at": at - timedelta(minutes=2),
                "nobody_there": (place + number) % 4 == 0,
                "operator_remark": False if (place + number) % 4 == 0 else "使用正常",
                "done_at": at,
                "done_by_id": plan.leader_id.id,
                "is_told": True,
            }
            if plan.kind == "full" and place % 2 == 0:
                score, text = OPINIONS[(place // 2 + number) % len(OPINIONS)]
                values |= {"opinion_score": score, "opinion": text or False}
            sheet._put(**values)
        self.env["printer.inspection.check"]._through_door().create(checks)

    def _check(self, sheet, point, at: datetime, user, place: int, number: int) -> dict:
        values = {
            "sheet_id": sheet.id,
            "item_id": point.id,
            "equipment_id": sheet.equipment_id.id,
            "point_id": (point.root_id or point).id,
            "answered_at": at,
            "answered_by_id": user.id,
            "is_abnormal": False,
        }
        if point.answer_kind == "number":
            middle = (point.minimum + point.maximum) / 2 if point.is_limited else 10
            values["number"] = round(middle + (place % 5 - 2) * middle / 50, 2)
            if point.principle == "no_leak_electricity":
                values["number"] = round(0.4 + place % 3 * 0.1 + number * DRIFT[place % len(DRIFT)], 2)
        elif point.answer_kind == "option":
            values["option_id"] = point.option_ids[0].id
        elif point.answer_kind == "choice":
            values["choice"] = "ok"
        else:
            values["text"] = "1"
        return values

    def _enter_full(self, plan, today: date) -> None:
        """This half-year's full inspection: most units are on pace, two are behind."""
        Due = self.env["printer.inspection.due"]
        Due._keep(plan.agreement_id, today)
        first, _last = Due._period(plan.agreement_id, today)
        rows = Due.search([("agreement_id", "=", plan.agreement_id.id), ("period_start", "=", first)])
        passed = (today - first).days
        for number, (unit, mine) in enumerate(rows.grouped("unit_id").items()):
            share = DONE_SHARES[number % len(DONE_SHARES)] * passed / HALF_YEAR_DAYS / 100
            done = Due.union(
                *(of_one[: ceil(len(of_one) * share)] for of_one in mine.grouped("department_id").values())
            )
            day = first + timedelta(days=(number + 1) * passed // 14)
            devices = self.env["printer.route"]._walk(done.equipment_id)
            record = self._enter_round(plan, day, unit, devices, number)
            sheets = {sheet.equipment_id: sheet for sheet in record.sheet_ids}
            for row in done:
                row._through_door().write(
                    {"state": "done", "done_on": day, "sheet_id": sheets[row.equipment_id].id}
                )

    def _enter_findings(self, plan, today: date) -> None:
        """What was found on the daily rounds: fixed, repaired, requested, before the supervisor."""
        sheets = self.env["printer.inspection.sheet"].search(
            [
                ("round_id.plan_id", "=", plan.id),
                ("state", "=", "done"),
                ("date", ">=", today - timedelta(days=20)),
            ],
            order="done_at, sequence",
        )
        for (how, text), sheet in zip(
            FINDINGS, sheets[:: max(1, len(sheets) // len(FINDINGS))], strict=False
        ):
            choices = sheet.check_ids.filtered(lambda c: c.item_id.answer_kind == "choice")
            check = choices.filtered(lambda c: c.item_id.aspect == "noise")[:1] or choices[:1]
            check._put(choice="not_ok", is_abnormal=True, note=text)
            sheet._put(verdict="abnormal")
            sheet._follow_findings()
            finding = sheet.finding_ids.with_context(lang="zh_CN")
            if how == "fixed":
                finding._set_state("fixed", done_text=text, closed_at=finding.found_at)
            elif how == "request":
                finding._settle_request(text)
            else:
                finding._set_state("before_supervisor", words=text)
