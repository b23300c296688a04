"""What clocks cost when requests come in and move on, beside those of helpdesk_mgmt_sla."""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from frame import Race, undone
from service import MILESTONES, PROMISED_MINUTES, Service, make_service

REQUESTS = 2_000
CLOCKS = REQUESTS * len(MILESTONES)
LIMIT = 1 / 40
# ours is the small difference of two large times, each round beside one of its own without any clocks;
# the peer needs a minute for a round, and its cost is far above any noise
ROUNDS = {"ours": 9, "peer": 1}
WORK = ("creation", "stage change", "milestone")


def races(env: Any) -> Iterator[Race]:
    """Extra cost of a clock: what the same work takes with clocks, less what it takes without any."""
    extra: dict[str, dict[str, float]] = {}

    def cost(side: str, work: str) -> float:
        if not extra:
            extra.update(_extra_costs(make_service(env)))
        return extra[side][work]

    for name, work, peers_work in (
        ("clock: 2,000 requests created, extra", "creation", "creation"),
        ("clock: stage of 2,000 requests, extra", "stage change", "stage change"),
        # the peer knows no milestones: its stages stand for them
        ("clock: milestone of 2,000 requests, extra", "milestone", "stage change"),
    ):
        yield Race(
            name,
            partial(cost, "ours", work),
            partial(cost, "peer", peers_work),
            limit=LIMIT,
            unit="s/clock",
            rounds=1,
        )


def _extra_costs(service: Service) -> dict[str, dict[str, float]]:
    """Per side and work the seconds that one clock adds."""
    _peers_promises(service)
    _one_round(service, "ours")  # caches are warm for all
    # as in a database that lives: PostgreSQL knows that these tables are not empty and plans its key checks anew
    service.env.cr.execute("ANALYZE helpdesk_ticket, printer_sla_clock, helpdesk_ticket_sla")
    extra: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number in range(max(ROUNDS.values())):
        bare = _one_round(service, "bare")
        for side, rounds in ROUNDS.items():
            if number < rounds:
                for work, taken in _one_round(service, side).items():
                    extra[side][work].append(taken - bare[work])
    return {
        side: {work: max(statistics.median(extra[side][work]), 0) / CLOCKS for work in WORK}
        for side in ROUNDS
    }


def _peers_promises(service: Service) -> None:
    """The same four promises as the peer knows them: hours of working time, kept when a stage is reached."""
    env = service.env
    stages = env["helpdesk.ticket.stage"].search([("closed", "=", False)], order="sequence desc, id desc")
    for number, milestone in enumerate(MILESTONES):
        env["helpdesk.sla"].create(
            {
                "name": milestone,
                "team_ids": [(6, 0, service.team.ids)],
                "hours": PROMISED_MINUTES // 60 + number,
                "stage_id": stages[0].id,
            }
        )


def _one_round(service: Service, side: str) -> dict[str, float]:
    """Seconds for each work with nobody's clocks (``bare``), with ours or with the peer's."""
    env = service.env
    Ticket = env["helpdesk.ticket"]
    with undone(env):
        # neither pays for the other: one has no policy, the other no use of its promises
        service.agreement.policy_id = service.policy if side == "ours" else False
        service.team.use_sla = side == "peer"
        env.flush_all()
        values = service.requests(REQUESTS)
        seconds = {"creation": _seconds(env, lambda: Ticket.create(values))}
        tickets = Ticket.search([("team_id", "=", service.team.id)], limit=REQUESTS)
        _check(tickets, side)
        stage = env["helpdesk.ticket.stage"].search(
            [("closed", "=", False), ("id", "not in", tickets.stage_id.ids)], limit=1
        )
        seconds["stage change"] = _seconds(env, lambda: tickets.write({"stage_id": stage.id}))
        seconds["milestone"] = _seconds(env, lambda: tickets._stamp("confirmed_at"))
        return seconds


def _check(tickets: Any, side: str) -> None:
    """Each side has its own clocks and none of the other's."""
    found = (len(tickets), len(tickets.clock_ids), len(tickets.ticket_sla_ids))
    wanted = (REQUESTS, CLOCKS * (side == "ours"), CLOCKS * (side == "peer"))
    if found != wanted:
        raise AssertionError(f"{side}: requests, our clocks, the peer's: {found}, not {wanted}")


def _seconds(env: Any, work: Callable[[], Any]) -> float:
    env.invalidate_all()
    gc.collect()
    gc.disable()  # as timeit does: when the collector runs is chance
    try:
        begin = time.perf_counter()
        work()
        env.flush_all()
        return time.perf_counter() - begin
    finally:
        gc.enable()
