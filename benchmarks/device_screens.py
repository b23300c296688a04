"""The device's screens with 100,000 devices beside the same with 100: list, form, search; and who is covered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from frame import Race
from lxml import etree
from rows import multiply
from screens import specification, timed

FEW, MANY = 100, 100_000
COVERED = 10_000
LOOKUP_QUERIES = 10
UNITS = 10
PAGE = 80
# part of the serial number of device 7, as somebody types it
TYPED = hashlib.md5(b"7").hexdigest()[:8].upper()  # numbers that look random, nothing secret


def races(env: Any) -> Iterator[Race]:
    """Each screen's time with many devices to its time with few; the number of queries must be the same."""
    figures: dict[int, dict[str, tuple[float, int]]] = {}

    def measure(count: int, screen: str) -> float:
        if not figures:
            # all screens in one go, few devices first: making them takes longer than looking at them
            figures.update(_screens(env))
        queries = {size: screens[screen][1] for size, screens in figures.items()}
        if queries[FEW] != queries[MANY]:
            raise AssertionError(f"{screen}: queries grow with the devices: {queries}")
        return figures[count][screen][0]

    for name in ("list", "search", "form"):
        yield Race(
            f"device {name}, 100,000 devices to 100",
            partial(measure, MANY, name),
            partial(measure, FEW, name),
            limit=1.5,
            rounds=1,
        )
    yield Race(
        "queries to find the agreements of 10,000 devices",
        lambda: float(_lookup_queries(env)),
        lambda: float(LOOKUP_QUERIES),
        limit=1,
        unit="queries",
        rounds=1,
    )


def _first_device(env: Any) -> Any:
    """One device of a new customer with ten units; all others are out of the way."""
    Partner = env["res.partner"]
    customer = Partner.create({"name": "基准单位", "is_company": True, "printer_unit_kind": "customer"})
    units = Partner.create(
        [
            {"name": f"基准{n}", "is_company": True, "printer_unit_kind": "unit", "parent_id": customer.id}
            for n in range(UNITS)
        ]
    )
    Equipment = env["maintenance.equipment"]
    env.flush_all()
    env.cr.execute("UPDATE maintenance_equipment SET active = false")
    device = Equipment.create(
        {
            "name": "HP LaserJet",
            "serial_no": "ZQ000000",
            "asset_tag": "ZQ-000000",
            "model": "M404",
            "brand": "HP",
            "unit_id": units[0].id,
            "category_id": env["maintenance.equipment.category"].search([], limit=1).id,
        }
    )
    device._log_event("registered", "benchmark")
    env.flush_all()
    return device


def _copy(device: Any, begin: int, end: int) -> None:
    """Copies of a device with the numbers from ``begin`` to ``end``, made by the database itself."""
    multiply(
        device,
        begin,
        end,
        name="jsonb_build_object('en_US', 'HP LaserJet ' || n)",
        serial_no="upper(substr(md5(n::text), 1, 12))",
        asset_tag="'ZQ-' || upper(substr(md5('tag' || n), 1, 8))",
        model="'M' || mod(n, 900)",
        unit_id=f"{device.unit_id.id} + mod(n, {UNITS})",
        label_token="NULL",  # a code belongs to one device
    )


def _screens(env: Any) -> dict[int, dict[str, tuple[float, int]]]:
    """Per number of devices and screen the seconds and queries, as the web client asks for them."""
    device = _first_device(env)
    group = env.ref("printer_maintenance.group_equipment_supervisor")
    user = env["res.users"].create(
        {"name": "Bench", "login": "bench-supervisor", "group_ids": [(6, 0, group.ids)], "lang": "en_US"}
    )
    Equipment = device.browse().with_user(user)
    _copy(device, 1, FEW - 1)
    few = _look(Equipment, device.id)
    _copy(device, FEW, MANY - 1)
    return {FEW: few, MANY: _look(Equipment, device.id)}


def _look(Equipment: Any, device_id: int) -> dict[str, tuple[float, int]]:
    """Per screen seconds and queries of one visit."""
    ref = Equipment.env.ref
    views = Equipment.get_views(
        [(ref(f"printer_maintenance.equipment_view_{kind}").id, kind) for kind in ("list", "form", "search")]
    )["views"]
    columns = specification(Equipment, etree.fromstring(views["list"]["arch"]))
    form = specification(Equipment, etree.fromstring(views["form"]["arch"]))
    box = etree.fromstring(views["search"]["arch"]).find(".//field[@filter_domain]").get("filter_domain")

    def read(domain: list) -> dict:
        return Equipment.web_search_read(domain, columns, limit=PAGE, count_limit=10_001)

    searched = eval(box, {"self": TYPED})  # the product's own search view
    found = read(searched)["length"]
    if found != 1:
        raise AssertionError(f"{found} devices found, not one")
    return {
        "list": timed(Equipment, lambda: read([])),
        "search": timed(Equipment, lambda: read(searched)),
        "form": timed(Equipment, lambda: Equipment.browse(device_id).web_read(form)),
    }


def _lookup_queries(env: Any) -> int:
    """Queries to find which agreement covers each of many devices."""
    _copy(_first_device(env), 1, COVERED - 1)
    devices = env["maintenance.equipment"].search([("asset_tag", "=like", "ZQ-%")])
    if len(devices) != COVERED:
        raise AssertionError(f"{len(devices)} devices, not {COVERED}")
    env.invalidate_all()
    before = env.cr.sql_log_count
    env["printer.agreement"]._covering(devices, env.cr.now().date())
    return env.cr.sql_log_count - before
