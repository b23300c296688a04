"""Importing a customer's register of devices, beside the plain creation of the same devices (the floor)."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import Any

from frame import Race
from openpyxl import Workbook

ROWS = 2_000
UNITS = 13
HEADINGS = ["资产编号", "使用单位", "部门", "设备类别", "品牌", "型号", "序列号"]


def _register() -> bytes:
    """A register of the demo's shape, with serial numbers that no other register has."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(ROWS):
        unit, department = number % UNITS, number % 40
        kind = ("打印机", "计算机")[number % 2]
        sheet.append(
            [
                f"BM-{number:06}",
                f"基准单位{unit}",
                f"科室{department}",
                kind,
                "HP",
                f"型号{number % 25}",
                f"BMSN{number:06}",
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def races(env: Any) -> Iterator[Race]:
    """One race: the product's import dialog against ``create`` of the equipment with the same values."""
    customer = env["res.partner"].create({"name": "基准客户", "is_company": True})
    category = env["maintenance.equipment.category"].create({"name": "基准类别"})
    content = base64.b64encode(_register())

    def ours() -> None:
        dialog = env["printer.register.import"].create(
            {"file": content, "filename": "register.xlsx", "partner_id": customer.id}
        )
        dialog.action_check()
        dialog.action_import()
        made = env["maintenance.equipment"].search_count([("serial_no", "=like", "BMSN%")])
        if made != ROWS:
            raise AssertionError(f"{made} devices were imported, not {ROWS}")

    def peer() -> None:
        env["maintenance.equipment"].with_context(tracking_disable=True).create(
            [
                {"name": f"HP 型号{n % 25}", "serial_no": f"BMSN{n:06}", "category_id": category.id}
                for n in range(ROWS)
            ]
        )

    yield Race("register import", ours, peer, limit=4, pieces=ROWS, unit="s/row")
