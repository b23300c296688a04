"""Closing 500 visits in one batch, beside nothing but the ORM writes that this causes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from frame import Race
from service import make_service

from odoo import fields, models

VISITS = 500


def races(env: Any) -> Iterator[Race]:
    """Ours closes the visits with all that follows; the peer repeats the bare writes that were seen then."""
    service = make_service(env)
    visits = _worked(env, service)
    reason = env.ref("printer_maintenance.visit_reason_paper")

    def ours() -> None:
        env.invalidate_all()
        visits._close_unsigned(reason, "")
        env.flush_all()

    with _seen(env) as calls:
        env.cr.execute("SAVEPOINT seen")
        ours()
        env.cr.execute("ROLLBACK TO SAVEPOINT seen")
        env.invalidate_all()

    def peer() -> None:
        env.invalidate_all()
        for name, kind, ids, values in calls:
            records = env[name].sudo().browse(ids)
            if kind == "write":
                models.BaseModel.write(records, dict(values))
            else:
                models.BaseModel.create(records, [dict(one) for one in values])
        env.flush_all()

    yield Race(
        "closing 500 visits, to their bare ORM writes", ours, peer, limit=3, pieces=VISITS, unit="s/visit"
    )


def _worked(env: Any, service: Any) -> Any:
    """Visits whose work is done, each on a device of its own."""
    unit = service.contact.parent_id
    category = env.ref("printer_maintenance.category_printer")
    devices = env["maintenance.equipment"].create(
        [
            {
                "name": "基准打印机",
                "serial_no": f"BENCH-{n:04}",
                "unit_id": unit.id,
                "category_id": category.id,
            }
            for n in range(VISITS)
        ]
    )
    tickets = env["helpdesk.ticket"].create(
        [
            {
                "name": "基准故障",
                "description": "<p>卡纸</p>",
                "equipment_id": device.id,
                "partner_id": service.contact.id,
                "team_id": service.team.id,
            }
            for device in devices
        ]
    )
    now = fields.Datetime.now()
    visits = (
        env["printer.visit"]
        ._through_door()
        .create(
            [
                {
                    "ticket_id": ticket.id,
                    "engineer_id": service.people["engineer"].id,
                    "contact_id": service.contact.id,
                    "planned_start": now,
                    "state": "on_site",
                    "arrived_at": now - timedelta(minutes=40),
                    "work_finished_at": now,
                    "fault_cause": "搓纸轮磨损",
                    "work_done": "更换搓纸轮",
                    "is_tested": True,
                    "is_explained": True,
                }
                for ticket in tickets
            ]
        )
    )
    env.flush_all()
    return env["printer.visit"].browse(visits.ids)


@contextmanager
def _seen(env: Any) -> Iterator[list[tuple[str, str, list[int], Any]]]:
    """The writes and creations that reach the ORM itself, in their order."""
    calls: list[tuple[str, str, list[int], Any]] = []
    write, create = models.BaseModel.write, models.BaseModel.create

    def write_seen(records: Any, values: dict[str, Any]) -> Any:
        calls.append((records._name, "write", records.ids, dict(values)))
        return write(records, values)

    def create_seen(records: Any, values: Any) -> Any:
        calls.append((records._name, "create", [], [dict(one) for one in values]))
        return create(records, values)

    create_seen._api_model = True
    with (
        patch.object(models.BaseModel, "write", write_seen),
        patch.object(models.BaseModel, "create", create_seen),
    ):
        yield calls
