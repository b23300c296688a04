"""Inspections: a half-year planned, a large round opened, a sheet handed in, a year counted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from frame import Race
from rows import multiply
from service import Service, make_service

from odoo import fields, models

from odoo.addons.printer_maintenance.models.equipment.equipment_history import EventLine

DEVICES = 10_000
# one after the other by the peer: each takes as long as the next
PEERS_DEVICES = 200
ROUND = 2_000
POINTS = 20
SHEETS = 200
COPIES = 200_000
DAYS, DAILY_DEVICES = 365, 1_000
SECONDS_FOR_FIGURES = 1.0


def races(env: Any) -> Iterator[Race]:
    """Ours beside the peer and beside the bare rows that the work leaves behind."""
    service = make_service(env)
    env["printer.inspection.plan"].search([("state", "=", "running")])._set_state("stopped")
    stage = Stage(service)
    yield Race(
        "half-year round over 10,000 devices",
        stage.plan_half_year,
        stage.peer_plans,
        limit=1 / 20,
        unit="s/device",
        rounds=2,
    )
    yield Race(
        "opening a round of 2,000, to bare rows",
        stage.open_round,
        stage.bare_sheets,
        limit=2,
        pieces=ROUND,
        unit="s/device",
    )
    stage.begin_sheets()
    yield Race(
        "sheet of 20 points handed in, to bare rows",
        stage.answer_sheets,
        stage.bare_checks,
        limit=2.5,
        pieces=SHEETS,
        unit="s/sheet",
    )
    yield Race(
        "database of a sheet of 20 points, to 8 kB",
        stage.size,
        lambda: 8.0,
        limit=1,
        unit="kB/sheet",
        rounds=1,
    )
    stage.fill_a_year()
    yield Race("coverage figures over 365,000 sheets", stage.figures, lambda: SECONDS_FOR_FIGURES, limit=1)


class Stage:
    """A unit with ten thousand devices in fifty departments, and plans for them."""

    def __init__(self, service: Service):
        self.service, self.env = service, service.env
        self.unit = service.contact.parent_id
        # where the company sits it may be tomorrow already
        self.today = service.agreement.company_id._printer_day(fields.Datetime.now())
        self.category = self.env.ref("printer_maintenance.category_printer")
        self._make_devices()
        self.env["printer.checklist"].search([("purpose", "=", "inspection")]).active = False
        self.list = self.env["printer.checklist"].create(
            {
                "name": "基准清单",
                "purpose": "inspection",
                "inspection_kind": "full",
                "category_ids": [(6, 0, self.category.ids)],
                "item_ids": [
                    (0, 0, {"name": f"第{number}项", "answer_kind": "choice", "sequence": number})
                    for number in range(POINTS)
                ],
            }
        )
        self.list.copy({"inspection_kind": "daily"})
        self.plan = self._plan("full", by_department=True)

    def _make_devices(self) -> None:
        env = self.env
        self.departments = env["res.partner"].create(
            [
                {
                    "name": f"科室{number}",
                    "type": "other",
                    "printer_unit_kind": "department",
                    "parent_id": self.unit.id,
                }
                for number in range(50)
            ]
        )
        first = env["maintenance.equipment"].create(
            {
                "name": "基准打印机",
                "serial_no": "BENCH-0",
                "place": "A座1楼101",
                "unit_id": self.unit.id,
                "department_id": self.departments[0].id,
                "category_id": self.category.id,
            }
        )
        low = self.departments[0].id
        multiply(
            first,
            1,
            DEVICES - 1,
            serial_no="'BENCH-' || n",
            label_token="'bench-label-token-' || lpad(n::text, 8, '0')",
            department_id=f"{low} + mod(n, 50)",
            place="'A座' || mod(n, 9) || '楼' || n",
        )

    def _plan(self, kind: str, **values: Any) -> Any:
        people = self.service.people
        return self.env["printer.inspection.plan"].create(
            {
                "name": f"基准计划 {kind}",
                "agreement_id": self.service.agreement.id,
                "kind": kind,
                "rhythm": "half_years" if kind == "full" else "days",
                "date_begin": self.today,
                "horizon": 1,
                "leader_id": people["engineer"].id,
                "second_id": people["agent"].id,
                **values,
            }
        )

    def _begin(self, limit: int | None = None) -> Any:
        self.plan._set_state("running")
        self.plan._make_rounds()
        rounds = self.plan.round_ids[:limit] if limit else self.plan.round_ids
        rounds.action_begin()
        return rounds

    def plan_half_year(self) -> float:
        """The list of the period, the rounds of all departments, and a sheet for each device."""
        begin = time.perf_counter()
        self.env["printer.inspection.due"]._keep(self.service.agreement, self.today)
        rounds = self._begin()
        self.env.flush_all()
        seconds = time.perf_counter() - begin
        assert len(rounds.sheet_ids) == DEVICES
        return seconds / DEVICES

    def peer_plans(self) -> float:
        """One request for each device, from a plan of each, as maintenance_plan has it."""
        env = self.env
        kind = env["maintenance.kind"].create({"name": "基准"})
        devices = env["maintenance.equipment"].search([("unit_id", "=", self.unit.id)], limit=PEERS_DEVICES)
        plans = env["maintenance.plan"].create(
            [
                {
                    "equipment_id": device.id,
                    "maintenance_kind_id": kind.id,
                    "interval": 6,
                    "interval_step": "month",
                    "start_maintenance_date": fields.Date.today(),
                    "maintenance_plan_horizon": 1,
                    "planning_step": "month",
                    "skip_notify_follower_on_requests": True,
                }
                for device in devices
            ]
        )
        env.flush_all()
        begin = time.perf_counter()
        made = sum(len(plan.equipment_id._create_new_request(plan)) for plan in plans)
        env.flush_all()
        assert made == PEERS_DEVICES
        return (time.perf_counter() - begin) / PEERS_DEVICES

    def open_round(self) -> None:
        """Two thousand devices frozen in walking order."""
        record = self._large_round()
        record._freeze(self._some_devices())

    def bare_sheets(self) -> None:
        """The same rows, by the ORM alone."""
        record = self._large_round()
        devices = self._some_devices()
        models.BaseModel.create(
            self.env["printer.inspection.sheet"],
            [
                {
                    "round_id": record.id,
                    "sequence": number,
                    "equipment_id": device.id,
                    "unit_id": self.unit.id,
                    "checklist_id": self.list.id,
                    "checklist_version": 1,
                }
                for number, device in enumerate(devices)
            ],
        )

    def _some_devices(self) -> Any:
        return self.env["maintenance.equipment"].search([("unit_id", "=", self.unit.id)], limit=ROUND)

    def _large_round(self) -> Any:
        today = self.today
        values = self.plan._round_values(today, self.unit.id, self.departments[0].id, False)
        return self.env["printer.inspection.round"]._through_door().create(values)

    def begin_sheets(self) -> None:
        """Sheets of one department, ready to be answered."""
        self.env["printer.inspection.due"]._keep(self.service.agreement, self.today)
        self.sheets = self._begin(limit=1).sheet_ids[:SHEETS]
        self.points = self.list._points(1)
        self.env.flush_all()

    def answer_sheets(self) -> None:
        """Each sheet's twenty answers come in one batch, with all that is checked about them."""
        answers = {point.id: {"value": "ok"} for point in self.points}
        for sheet in self.sheets:
            sheet.answer_points(answers)
            self.env.flush_all()

    def bare_checks(self) -> None:
        """Twenty rows a sheet, by the ORM alone."""
        now = fields.Datetime.now()
        for sheet in self.sheets:
            models.BaseModel.create(
                self.env["printer.inspection.check"],
                [
                    {
                        "sheet_id": sheet.id,
                        "item_id": point.id,
                        "equipment_id": sheet.equipment_id.id,
                        "point_id": point.id,
                        "choice": "ok",
                        "answered_at": now,
                        "answered_by_id": self.env.uid,
                    }
                    for point in self.points
                ],
            )
            self.env.flush_all()

    def size(self) -> float:
        """What a finished sheet adds to the database for good, in kB.

        Its own row, its twenty answers and its line in the device's history, each with its share of the table's
        indexes, of its maps and TOAST, and of what stays empty in the pages. Not counted: photos, findings, the round
        that all its sheets share, and the telephones' deeds, which are forgotten after half a year.
        """
        sheet = self._finished_sheet()
        event = self.env["printer.equipment.event"].search(
            [("equipment_id", "=", sheet.equipment_id.id), ("kind", "=", "inspected")], limit=1
        )
        weights = (
            self._weight(sheet, round_id="1000000000 + n"),
            self._weight(event),
            POINTS
            * self._weight(
                sheet.check_ids[0],
                sheet_id=f"1000000000 + n / {POINTS}",
                item_id=f"1000000000 + mod(n, {POINTS})",
            ),
        )
        return sum(weights) / 1024

    def _finished_sheet(self) -> Any:
        """A sheet as an inspector leaves it, told in the device's history."""
        sheet = self.sheets[0]
        sheet.say_why_not_scanned("no_label")
        sheet.write_remarks({"operator_remark": "打印清晰,偶尔卡纸"})
        sheet.answer_points({point.id: {"value": "ok"} for point in self.points})
        sheet.finish()
        line = EventLine(sheet.equipment_id, "inspected", "正常", sheet.round_id, sheet.done_at)
        self.env["maintenance.equipment"]._log_events([line])
        self.env.flush_all()
        return sheet

    def _weight(self, record: Any, **special: str) -> float:
        """Bytes that one row more like this one takes, the mean of many.

        :param special: see ``multiply``
        """
        table = record._table
        # what the copies refer to does not exist
        self.env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")  # a table's own name
        before = self._bytes(table)
        multiply(record, 1, COPIES, **special)
        return (self._bytes(table) - before) / COPIES

    def _bytes(self, table: str) -> int:
        """A table with its indexes, its maps and its TOAST."""
        self.env.cr.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
        return self.env.cr.fetchone()[0]

    def fill_a_year(self) -> None:
        """A year of daily rounds over a thousand devices, made by the database itself."""
        env, today = self.env, self.today
        daily = self._plan("daily")
        values = daily._round_values(today, self.unit.id, 0, False)
        Round = env["printer.inspection.round"]._through_door()
        first = Round.create({**values, "state": "accepted", "first_handed_in_at": fields.Datetime.now()})
        multiply(
            first,
            1,
            DAYS - 1,
            planned_on="origin.planned_on - n",
            date="origin.date - n",
        )
        rounds = env["printer.inspection.round"].search([("plan_id", "=", daily.id)], order="date")
        devices = env["maintenance.equipment"].search([("unit_id", "=", self.unit.id)], limit=DAILY_DEVICES)
        env.cr.execute(
            """
            INSERT INTO printer_inspection_sheet (round_id, sequence, equipment_id, unit_id, department_id,
                        checklist_id, checklist_version, state, verdict, done_at, create_uid, create_date)
                 SELECT round.id, 1, device.id, device.unit_id, device.department_id, %s, 1, 'done', 'in_order',
                        round.date + interval '9 hours', 1, now()
                   FROM printer_inspection_round AS round, maintenance_equipment AS device
                  WHERE round.id = ANY(%s) AND device.id = ANY(%s)
            """,
            [self.list.id, rounds.ids, devices.ids],
        )
        env.cr.execute("ANALYZE printer_inspection_sheet, printer_inspection_round")
        env["printer.inspection.due"]._keep(self.service.agreement, today)
        env.invalidate_all()

    def figures(self) -> None:
        """What the coverage page, the results of a year and the commitments show."""
        env, today = self.env, self.today
        env.invalidate_all()
        agreement = self.service.agreement
        measures = env["printer.measure"]._measures()
        for code in (
            "daily_rounds",
            "sheets_in_time",
            "late_rounds_explained",
            "full_inspections",
            "findings_in_time",
        ):
            measures[code].figures(agreement, today - timedelta(days=DAYS), today)
        rows = env["printer.inspection.coverage"].search([("agreement_id", "=", agreement.id)])
        rows.mapped("standing")
        env["printer.inspection.sheet"]._read_group(
            [("round_id.agreement_id", "=", agreement.id)], ["department_id", "verdict"], ["__count"]
        )
