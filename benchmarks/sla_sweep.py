"""The sweep with a million running clocks beside the same with ten thousand; a thousand are due in both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from frame import Race, undone
from rows import multiply, settle
from service import MILESTONES, PROMISED_MINUTES, STEPS, Service, make_service

FEW, MANY = 10_000, 1_000_000
DUE = 1_000
REPEATS = 5
# when the first step of each clock is due
FIRST_STEP = PROMISED_MINUTES * STEPS[0][0] // 100


def races(env: Any) -> Iterator[Race]:
    """Seconds of one sweep that calls every step that is due and tells everybody concerned."""
    seconds: dict[int, float] = {}

    def sweep(clocks: int) -> float:
        if not seconds:
            seconds.update(_sweeps(env))
        return seconds[clocks]

    yield Race(
        "sweep, 1,000 due: of 1,000,000 to of 10,000",
        partial(sweep, MANY),
        partial(sweep, FEW),
        limit=1.5,
        pieces=DUE,
        unit="s/clock",
        rounds=1,
    )


def _sweeps(env: Any) -> dict[int, float]:
    """Per number of running clocks the median seconds of a sweep, few first: a million rows take their time."""
    # what is due in the demo is not ours to call
    env.cr.execute("UPDATE printer_sla_clock SET next_event_at = NULL")
    env.cr.execute("UPDATE printer_sla_notice SET told_at = now() AT TIME ZONE 'UTC' WHERE told_at IS NULL")
    service = make_service(env)
    origin = env["helpdesk.ticket"].create(service.requests(1))
    origin_clocks = origin.clock_ids
    seconds, begin = {}, 1
    for clocks in (FEW, MANY):
        end = clocks // len(MILESTONES)
        _fill(origin, origin_clocks, begin, end - 1)
        seconds[clocks] = statistics.median(_seconds(service) for _time in range(REPEATS))
        begin = end
    return seconds


def _fill(origin: Any, clocks: Any, begin: int, end: int) -> None:
    """Requests with their running clocks; of the first thousand, one clock each is due since a minute."""
    multiply(origin, begin, end, id=f"{origin.id} + n", number="'BK' || n", access_token="NULL")
    now = "(now() AT TIME ZONE 'UTC')"
    for clock in clocks:
        is_due = f"n <= {DUE}" if clock.milestone == MILESTONES[0] else "FALSE"
        age = f"(CASE WHEN {is_due} THEN {FIRST_STEP} + 1 ELSE mod(n, 200) END)"
        start = f"{now} - interval '1 minute' * {age}"
        multiply(
            clock,
            begin,
            end,
            ticket_id=f"{origin.id} + n",
            start=start,
            deadline=f"{start} + interval '1 minute' * {PROMISED_MINUTES}",
            next_event_at=f"{start} + interval '1 minute' * {FIRST_STEP}",
        )
    settle(clocks.env, clocks._table)


def _seconds(service: Service) -> float:
    """Seconds of a sweep, which is taken back afterwards: the next one finds the same clocks due."""
    env = service.env
    Log, Notice = env["printer.sla.escalation.log"], env["printer.sla.notice"]
    with undone(env):
        before = Log.search_count([]), Notice.search_count([])
        env.invalidate_all()
        begin = time.perf_counter()
        env["printer.sla.clock"]._cron_sweep()
        env.flush_all()
        taken = time.perf_counter() - begin
        logs, told = Log.search_count([]), Notice.search_count([("told_at", "!=", False)])
        if (logs - before[0], told - before[1]) != (DUE, DUE):
            raise AssertionError(f"{logs - before[0]} steps called, {told - before[1]} told, not {DUE}")
        return taken
