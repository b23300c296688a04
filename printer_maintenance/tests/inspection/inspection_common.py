"""What tests of inspections share: two inspectors, a checklist of every kind of answer, a daily plan."""

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from ..common import PrinterCase


class InspectionCase(PrinterCase):
    """Monday, 2 March 2026; the company sits in Shanghai, so its day begins at 16:00 UTC of the day before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.tz = "Asia/Shanghai"
        cls.env["printer.inspection.plan"].search([("state", "=", "running")])._set_state("stopped")
        cls.leader = cls.engineer
        cls.second = new_test_user(
            cls.env,
            login="test-second",
            name="Second inspector",
            groups="base.group_user,printer_maintenance.group_engineer",
        )
        cls.team.user_ids += cls.second
        cls.supervisor = cls.users["equipment_supervisor"]
        cls.dispatcher = cls.users["dispatcher"]
        (cls.leader | cls.second).tz = "Asia/Shanghai"
        cls.checklist = cls._make_checklist("daily")
        cls.plan = cls._make_plan()

    # what the clock shows; None lets it go
    now = "2026-03-02 01:00:00"

    def setUp(self):
        super().setUp()
        if self.now:
            self.startPatcher(freeze_time(self.now))

    def _at(self, moment):
        return freeze_time(moment)

    @classmethod
    def _make_checklist(cls, kind, **values):
        items = [
            {"name": "No unusual noise", "answer_kind": "choice", "sense": "listen"},
            {
                "name": "Leakage current",
                "answer_kind": "number",
                "measure": "mA",
                "is_limited": True,
                "minimum": 0,
                "maximum": 0.75,
                "is_bounded": True,
                "lowest": 0,
                "highest": 100,
                "is_critical": True,
            },
            {
                "name": "Toner",
                "answer_kind": "option",
                "option_ids": [
                    Command.create({"name": "Full", "sequence": 1}),
                    Command.create({"name": "Empty", "sequence": 2, "is_abnormal": True}),
                ],
            },
            {"name": "Dusted", "answer_kind": "tick"},
            {"name": "Remark", "answer_kind": "text", "required": False},
        ]
        return cls.env["printer.checklist"].create(
            {
                "name": f"List {kind}",
                "purpose": "inspection",
                "inspection_kind": kind,
                "item_ids": [Command.create({"sequence": n, **item}) for n, item in enumerate(items)],
                **values,
            }
        )

    @classmethod
    def _make_plan(cls, **values):
        with freeze_time("2026-03-02 01:00:00"):
            return cls.env["printer.inspection.plan"].create(
                {
                    "name": "Daily round",
                    "agreement_id": cls.agreement.id,
                    "kind": "daily",
                    "rhythm": "days",
                    "date_begin": "2026-03-02",
                    "horizon": 7,
                    "leader_id": cls.leader.id,
                    "second_id": cls.second.id,
                    **values,
                }
            )

    def _rounds(self, plan=None):
        return self.env["printer.inspection.round"].search(
            [("plan_id", "=", (plan or self.plan).id)], order="planned_on, id"
        )

    def _days(self, plan=None):
        return [str(record.planned_on) for record in self._rounds(plan)]

    def _round(self, plan=None, day="2026-03-02"):
        """The round of a day, as its leader sees it; the plan runs."""
        plan = plan or self.plan
        if plan.state != "running":
            plan.action_run()
        return self._rounds(plan).filtered(lambda r: str(r.planned_on) == day)[:1].with_user(self.leader)

    def _begun(self, plan=None, day="2026-03-02"):
        record = self._round(plan, day)
        record.action_begin()
        return record

    def _points(self, sheet):
        """The points of a sheet by name."""
        return {point.name: point for point in sheet._points()}

    def _answers(self, sheet, **other):
        """Answers that say that all is well, with others by the point's name (spaces as _)."""
        points = self._points(sheet)
        good = {
            "No unusual noise": "ok",
            "Leakage current": "0.2",
            "Toner": points["Toner"].option_ids[0].id,
            "Dusted": True,
        }
        good.update({name.replace("_", " "): value for name, value in other.items()})
        return {points[name].id: {"value": value} for name, value in good.items()}

    def _inspect(self, sheet, user=None, **other):
        """One device from the label to the finished sheet."""
        sheet = sheet.with_user(user or self.leader)
        sheet.say_why_not_scanned("no_label")
        sheet.write_remarks({"nobody_there": True})
        sheet.answer_points(self._answers(sheet, **other))
        sheet.finish()
        return sheet

    def _inspect_all(self, record, **other):
        for sheet in record.sheet_ids:
            self._inspect(sheet, **other)

    def _handed_in(self, record=None, **other):
        record = record or self._begun()
        self._inspect_all(record, **other)
        record.with_user(self.second).action_confirm()
        record.with_user(self.leader).action_hand_in()
        return record

    @staticmethod
    def _moment(text):
        return fields.Datetime.to_datetime(text)
