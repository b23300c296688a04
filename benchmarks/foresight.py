"""Foresight over 20,000 devices in one batch, beside the rows that it leaves behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from frame import Race
from rows import multiply, settle
from service import Service, make_service

from odoo import models

DEVICES = 20_000
READINGS = 12
FEW = 100


def races(env: Any) -> Iterator[Race]:
    """Ours to bare rows made by the ORM; and the queries, which must not grow with the devices."""
    stage = Stage(make_service(env))
    yield Race(
        "foresight over 20,000 devices, to bare rows",
        stage.foresee,
        stage.bare_rows,
        limit=3,
        pieces=DEVICES,
        unit="s/device",
    )
    yield Race(
        "queries of it, 20,000 devices to 100",
        lambda: stage.queries(DEVICES),
        lambda: stage.queries(FEW),
        limit=1.0,
        unit="queries",
        rounds=1,
    )
    yield Race(
        "where 20,000 next parts come from, to bare rows",
        stage.settle,
        stage.bare_rows,
        limit=1,
        pieces=DEVICES,
        unit="s/device",
    )


class Stage:
    """A unit's twenty thousand printers, each with a toner in it and a year of monthly readings."""

    def __init__(self, service: Service):
        self.service, self.env = service, service.env
        env = self.env
        self.toner = env["product.product"].create(
            {
                "name": "基准粉盒",
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "part_kind": "consumable",
                "wear_pages": 30_000,
            }
        )
        first = env["maintenance.equipment"].create(
            {
                "name": "基准打印机",
                "serial_no": "BENCH-0",
                "brand": "BENCH",
                "model": "M1",
                "unit_id": service.contact.parent_id.id,
                "category_id": env.ref("printer_maintenance.category_printer").id,
            }
        )
        multiply(
            first,
            1,
            DEVICES - 1,
            serial_no="'BENCH-' || n",
            label_token="NULL",  # a code belongs to one device
        )
        self.devices = env["maintenance.equipment"].search([("serial_no", "=like", "BENCH-%")])
        assert len(self.devices) == DEVICES
        self._fill()

    def _fill(self) -> None:
        """A fitting and readings of each device, made by the database itself."""
        env = self.env
        env.cr.execute(
            """
            INSERT INTO printer_part_fitting (equipment_id, unit_id, product_id, quantity, fitted_at, company_id,
                        meter_mono, meter_color, create_uid, create_date)
                 SELECT id, unit_id, %s, 1, now() - interval '1 year', %s, 1000, 0, 1, now()
                   FROM maintenance_equipment WHERE id = ANY(%s)
            """,
            [self.toner.id, env.company.id, self.devices.ids],
        )
        env.cr.execute(
            """
            INSERT INTO printer_meter_reading (equipment_id, date, meter_mono, meter_color, source, state, is_reset,
                        pages, days, create_uid, create_date)
                 SELECT id, now() - interval '1 year' + n * interval '30 days', 1000 + n * (500 + mod(id, 2000)), 0,
                        'network', 'accepted', false, 500 + mod(id, 2000), 30, 1, now()
                   FROM maintenance_equipment, generate_series(1, %s) AS n WHERE id = ANY(%s)
            """,
            [READINGS, self.devices.ids],
        )
        for table in ("printer_part_fitting", "printer_meter_reading", "maintenance_equipment"):
            settle(env, table)

    def foresee(self) -> None:
        """All devices at once."""
        self.env.invalidate_all()
        Row = self.env["printer.part.foresight"]
        Row._foresee(self.devices)
        assert Row.search_count([("product_id", "=", self.toner.id), ("empty_on", "!=", False)]) == DEVICES

    def bare_rows(self) -> None:
        """As many rows, by the ORM alone."""
        env = self.env
        env.cr.execute(
            "SELECT id, equipment_id FROM printer_part_fitting WHERE product_id = %s", [self.toner.id]
        )
        today = env.cr.now().date()
        models.BaseModel.create(
            env["printer.part.foresight"],
            [
                {
                    "equipment_id": device_id,
                    "fitting_id": fitting_id,
                    "product_id": self.toner.id,
                    "company_id": env.company.id,
                    "quantity": 1,
                    "empty_on": today,
                    "days_left": 1,
                    "pages_left": 1,
                    "pages_per_day": 1,
                    "rule": "pages",
                    "sureness": "sure",
                }
                for fitting_id, device_id in env.cr.fetchall()
            ],
        )

    def queries(self, count: int) -> float:
        """Queries for so many devices."""
        env, some = self.env, self.devices[:count]
        env["printer.part.foresight"]._foresee(some)
        env.flush_all()
        env.invalidate_all()
        before = env.cr.sql_log_count
        env["printer.part.foresight"]._foresee(some)
        return float(env.cr.sql_log_count - before)

    def settle(self) -> float:
        """Where each next part comes from; foreseeing them first does not count."""
        self.env["printer.part.foresight"]._foresee(self.devices)
        self.env.flush_all()
        begin = time.perf_counter()
        self.env["printer.part.foresight"]._settle_supply(self.toner.ids)
        return time.perf_counter() - begin
