"""The hotline with 100,000 devices beside the same with 100: search by each kind of key, card, page of devices."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from frame import Race

FEW, MANY = 100, 100_000
# one of the customer's people and one call for every so many devices
DEVICES_A_PERSON = 10
UNITS = 10
REPEATS = 15
# an agent must not wait while somebody is on the telephone (issue 4)
LIMIT_S = 0.3
CALLER = 7
# part of the serial number of device 7, as somebody types it
TYPED = hashlib.md5(b"7").hexdigest()[:8].upper()  # numbers that look random, nothing secret
ASKS = ("number", "end of a number", "serial number", "name", "card", "page of devices")


def races(env: Any) -> Iterator[Race]:
    """Each answer's time with many devices to its time with few, and to the limit; queries must be the same."""
    figures: dict[int, dict[str, tuple[float, int]]] = {}

    def measure(count: int, ask: str) -> float:
        if not figures:
            figures.update(_answers(env))
        queries = {size: asks[ask][1] for size, asks in figures.items()}
        if queries[FEW] != queries[MANY]:
            raise AssertionError(f"{ask}: queries grow with the devices: {queries}")
        return figures[count][ask][0]

    for ask in ASKS:
        yield Race(
            f"hotline {ask}, 100,000 devices to 100",
            partial(measure, MANY, ask),
            partial(measure, FEW, ask),
            limit=1.5,
            rounds=1,
        )
    yield Race(
        "hotline, slowest answer to the limit of 300 ms",
        lambda: max(measure(MANY, ask) for ask in ASKS),
        lambda: LIMIT_S,
        limit=1,
        rounds=1,
    )


def _customer(env: Any) -> Any:
    """A customer with ten units, the first of which has a caller and a device; all other devices are out of the way."""
    Partner = env["res.partner"]
    customer = Partner.create({"name": "基准单位", "is_company": True, "printer_unit_kind": "customer"})
    units = Partner.create(
        [
            {"name": f"基准{n}", "is_company": True, "printer_unit_kind": "unit", "parent_id": customer.id}
            for n in range(UNITS)
        ]
    )
    env.flush_all()
    env.cr.execute("UPDATE maintenance_equipment SET active = false")
    person = Partner.create({"name": "基准来电人", "parent_id": units[0].id, "phone": "13700000000"})
    device = env["maintenance.equipment"].create(
        {
            "name": "HP LaserJet",
            "serial_no": "ZQ000000",
            "asset_tag": "ZQ-000000",
            "model": "M404",
            "unit_id": units[0].id,
            "custodian_phone": "13600000000",
            "category_id": env["maintenance.equipment.category"].search([], limit=1).id,
        }
    )
    call = env["printer.call"].create({"partner_id": person.id, "direction": "in", "result": "answered"})
    env.flush_all()
    return units, person, device, call


def _multiply(env: Any, record: Any, begin: int, end: int, special: dict[str, str]) -> None:
    """Copies of a record with the numbers from ``begin`` to ``end``, made by the database itself."""
    table = record._table
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = current_schema",
        [table],
    )
    special = {"id": f"nextval('{table}_id_seq')", **special}
    columns = [name for (name,) in env.cr.fetchall()]
    values = ", ".join(special.get(name, f'model."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}"  # names of the table's own columns
        f" FROM {table} AS model, generate_series(%s, %s) AS n WHERE model.id = %s",
        [begin, end, record.id],
    )
    # what the database does by itself within a minute or so after many rows came in
    env.cr.execute(
        "SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
        " JOIN pg_am ON pg_am.oid = relam WHERE indrelid = %s::regclass AND amname = 'gin'",
        [table],
    )
    env.cr.execute(f"ANALYZE {table}")


def _fill(env: Any, units: Any, person: Any, device: Any, call: Any, begin: int, end: int) -> None:
    """Devices with the numbers from ``begin`` to ``end``, and the people and calls that go with them."""
    _multiply(
        env,
        device,
        begin,
        end,
        {
            "name": "jsonb_build_object('en_US', 'HP LaserJet ' || n)",
            "serial_no": "upper(substr(md5(n::text), 1, 12))",
            "asset_tag": "'ZQ-' || upper(substr(md5('tag' || n), 1, 8))",
            "model": "'M' || mod(n, 900)",
            "unit_id": f"{units[0].id} + mod(n, {UNITS})",
            "custodian_phone": "'136' || lpad((n * 7)::text, 8, '0')",
            "custodian_phone_key": "'136' || lpad((n * 7)::text, 8, '0')",
            "label_token": "NULL",
        },
    )
    people = (begin // DEVICES_A_PERSON + 1, end // DEVICES_A_PERSON)
    number = "'137' || lpad((n * 13)::text, 8, '0')"
    _multiply(
        env,
        person,
        *people,
        {
            "name": "'基准' || upper(substr(md5('p' || n), 1, 6))",
            "complete_name": "'基准' || upper(substr(md5('p' || n), 1, 6))",
            "phone": number,
            "printer_phone_key": number,
            "parent_id": f"{units[0].id} + mod(n, {UNITS})",
            "commercial_partner_id": f"{units[0].id} + mod(n, {UNITS})",
        },
    )
    _multiply(env, call, *people, {"phone": number, "phone_key": number})
    env.invalidate_all()


def _answers(env: Any) -> dict[int, dict[str, tuple[float, int]]]:
    """Per number of devices and ask the seconds and queries of one answer."""
    world = _customer(env)
    group = env.ref("printer_maintenance.group_agent")
    agent = env["res.users"].create(
        {"name": "Bench", "login": "bench-agent", "group_ids": [(6, 0, group.ids)], "lang": "en_US"}
    )
    hotline = env["printer.hotline"].with_user(agent)
    _fill(env, *world, 1, FEW - 1)
    few = _ask(hotline, *world)
    _fill(env, *world, FEW, MANY - 1)
    return {FEW: few, MANY: _ask(hotline, *world)}


def _ask(hotline: Any, units: Any, _person: Any, device: Any, _call: Any) -> dict[str, tuple[float, int]]:
    number = f"137{CALLER * 13:08}"
    caller = hotline.env["res.partner"].search([("phone", "=", number)])
    found = hotline.search_all(f"+86 {number}")["groups"]
    # the number's owner, then the one who called from it in these made-up calls
    if found[0]["items"][0]["id"] != caller.id or len(found[0]["items"]) != 2:
        raise AssertionError(f"{number} is not found: {found}")
    return {
        "number": _timed(hotline, lambda: hotline.search_all(f"+86 {number}")),
        "end of a number": _timed(hotline, lambda: hotline.search_all(number[-6:])),
        "serial number": _timed(hotline, lambda: hotline.search_all(TYPED)),
        "name": _timed(hotline, lambda: hotline.search_all("来电人")),
        "card": _timed(
            hotline, lambda: hotline.card(partner_id=caller.id, equipment_id=device.id, number=number)
        ),
        "page of devices": _timed(hotline, lambda: hotline.devices(units[0].id, "", 8)),
    }


def _timed(model: Any, action: Callable[[], Any]) -> tuple[float, int]:
    """Median of the seconds, and the queries of one call, beginning without anything in memory."""
    seconds, queries = [], 0
    action()
    for _time in range(REPEATS):
        model.env.invalidate_all()
        before, begin = model.env.cr.sql_log_count, time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begin)
        queries = model.env.cr.sql_log_count - before
    return statistics.median(seconds), queries
