"""Importing a customer's register of devices, beside the plain creation of the same devices (the floor)."""

from __future__ import annotations

import base64
import io
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frame import Race
from openpyxl import Workbook

ROWS = 20_000
UNITS = 13
DEPARTMENTS = 40
MEMORY_LIMIT_MB = 600
HEADINGS = [
    "资产编号",
    "使用单位",
    "部门",
    "设备类别",
    "品牌",
    "型号",
    "序列号",
    "位置",
    "启用日期",
    "黑白计数",
]


def register(rows: int = ROWS) -> bytes:
    """A register of the demo's shape, with serial numbers that no other register has."""
    # not write_only: that would write texts into the cells, where Excel keeps them in a table
    book = Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(
            [
                f"BM-{number:06}",
                f"基准单位{number % UNITS}",
                f"科室{number % DEPARTMENTS}",
                ("打印机", "计算机")[number % 2],
                "HP",
                f"型号{number % 25}",
                f"BMSN{number:06}",
                f"{number % 9}楼{number % 100}室",
                "2021-03-05",
                # every other device has a counter
                number if number % 2 else None,
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def import_register(env: Any, customer: Any, content: bytes) -> float:
    """Seconds for the product's import of a file, from choosing it to the last device."""
    begin = time.perf_counter()
    dialog = (
        env["printer.register.import"]
        .with_context(printer_register_now=True)
        .create({"file": content, "filename": "register.xlsx", "partner_id": customer.id})
    )
    dialog.action_check()
    dialog.action_import()
    env.flush_all()
    return time.perf_counter() - begin


def races(env: Any) -> Iterator[Race]:
    """The import against ``create`` of the devices with the same values; the same file again; memory."""
    customer = env["res.partner"].create(
        {"name": "基准客户", "is_company": True, "printer_unit_kind": "customer"}
    )
    content = base64.b64encode(register())
    seconds: dict[str, float] = {}

    def ours() -> float:
        seconds["first"] = import_register(env, customer, content)
        made = env["maintenance.equipment"].search_count([("serial_no", "=like", "BMSN%")])
        if made != ROWS:
            raise AssertionError(f"{made} devices were imported, not {ROWS}")
        env.invalidate_all()
        seconds["again"] = import_register(env, customer, content)
        return seconds["first"]

    def peer() -> float:
        values = _values(env, customer)
        begin = time.perf_counter()
        env["maintenance.equipment"].with_context(tracking_disable=True).create(values)
        env.flush_all()
        return time.perf_counter() - begin

    yield Race("register import, 20,000 rows", ours, peer, limit=4, pieces=ROWS, unit="s/row", rounds=2)
    yield Race(
        "the same register again, to the first time",
        lambda: seconds["again"],
        lambda: seconds["first"],
        limit=0.2,
        pieces=ROWS,
        unit="s/row",
        rounds=1,
    )
    yield Race(
        "register import, peak memory to what it may take",
        lambda: _peak_memory(env.cr.dbname),
        lambda: float(MEMORY_LIMIT_MB),
        limit=1,
        unit="MB",
        rounds=1,
    )


def _values(env: Any, customer: Any) -> list[dict[str, Any]]:
    """The devices of the register as values for ``create``; their units and departments are there already."""
    Partner = env["res.partner"]
    units = Partner.create(
        [
            {
                "name": f"基准单位{n}",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": customer.id,
            }
            for n in range(UNITS)
        ]
    )
    departments = {
        (unit.id, number): Partner.create(
            {
                "name": f"科室{number}",
                "type": "other",
                "printer_unit_kind": "department",
                "parent_id": unit.id,
            }
        ).id
        for unit in units
        for number in range(DEPARTMENTS)
    }
    category = env["maintenance.equipment.category"].create({"name": "基准类别"})
    env.flush_all()
    return [
        {
            "name": f"HP 型号{n % 25}",
            "brand": "HP",
            "model": f"型号{n % 25}",
            "serial_no": f"BMSN{n:06}",
            "asset_tag": f"BM-{n:06}",
            "place": f"{n % 9}楼{n % 100}室",
            "in_service_date": "2021-03-05",
            "category_id": category.id,
            "unit_id": units[n % UNITS].id,
            "department_id": departments[units[n % UNITS].id, n % DEPARTMENTS],
        }
        for n in range(ROWS)
    ]


def _peak_memory(database: str) -> float:
    """Peak of a process of its own that imports the register, in MB; nothing of it is kept."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), database], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(done.stderr[-2000:])
    return float(done.stdout.split()[-1])


def _measure_here(database: str) -> None:
    """Imports the register in this process and prints the peak of its memory in MB."""
    import odoo.service.server  # only this process of its own starts Odoo
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["-d", database, "--no-http", "--log-level=error"], setup_logging=True)
    odoo.service.server.load_server_wide_modules()
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        customer = env["res.partner"].create(
            {"name": "基准内存", "is_company": True, "printer_unit_kind": "customer"}
        )
        import_register(env, customer, base64.b64encode(register()))
        cr.rollback()
    # Linux counts in kilobytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _measure_here(sys.argv[1])
