"""The list of open requests, most urgent first, among a million requests beside the same among a thousand."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from functools import partial
from typing import Any

from frame import Race
from lxml import etree
from rows import multiply
from screens import specification, timed
from service import Service, make_service

FEW, MANY = 1_000, 1_000_000
# one request of so many is still open: two hundred of a thousand, two thousand of a million
OPEN_EVERY = {FEW: 5, MANY: 500}
TEAMS = 10
PAGE = 80


def races(env: Any) -> Iterator[Race]:
    """Seconds of one visit of the list with the product's own filter and order; the number of queries is the same."""
    figures: dict[int, dict[str, tuple[float, int]]] = {}

    def look(count: int, role: str) -> float:
        if not figures:
            figures.update(_lists(env))
        queries = {size: roles[role][1] for size, roles in figures.items()}
        if queries[FEW] != queries[MANY]:
            raise AssertionError(f"{role}: queries grow with the requests: {queries}")
        return figures[count][role][0]

    # the engineer's record rules look at ten times as many open requests before a page is full
    for role, limit in (("agent", 1.5), ("engineer", 2.5)):
        yield Race(
            f"open requests, {role}: of 1,000,000 to of 1,000",
            partial(look, MANY, role),
            partial(look, FEW, role),
            limit=limit,
            rounds=1,
        )


def _lists(env: Any) -> dict[int, dict[str, tuple[float, int]]]:
    """Per number of requests and role the seconds and queries of one visit."""
    env.cr.execute("UPDATE helpdesk_ticket SET active = FALSE")
    service = make_service(env)
    teams = service.team | service.team.create([{"name": f"基准站 {n}"} for n in range(TEAMS - 1)])
    origin = env["helpdesk.ticket"].create(service.requests(1))
    seconds, begin = {}, 1
    for count in (FEW, MANY):
        _fill(origin, teams, begin, count - 1, OPEN_EVERY[count])
        seconds[count] = {role: _look(service, role) for role in ("agent", "engineer")}
        begin = count
    return seconds


def _fill(origin: Any, teams: Any, begin: int, end: int, open_every: int) -> None:
    """Requests of all teams over two years, of which a few are open, spread over the table as time spreads them."""
    closed = origin.env["helpdesk.ticket.stage"].search([("closed", "=", True)], limit=1)
    is_open = f"mod(n, {open_every}) = 0"
    now = "(now() AT TIME ZONE 'UTC')"
    multiply(
        origin,
        begin,
        end,
        number="'BK' || n",
        access_token="NULL",
        team_id=f"(ARRAY{teams.ids})[1 + mod(n / {open_every}, {TEAMS})]",
        stage_id=f"CASE WHEN {is_open} THEN origin.stage_id ELSE {closed.id} END",
        closed=f"NOT ({is_open})",
        next_deadline=f"CASE WHEN {is_open} THEN {now} + interval '1 minute' * mod(n * 7919::int8, 5000) END",
        reported_at=f"{now} - interval '1 minute' * n",
    )


def _look(service: Service, role: str) -> tuple[float, int]:
    """One visit of the list, filtered and sorted as the product opens it."""
    Ticket = service.env["helpdesk.ticket"].with_user(service.people[role])
    ref = Ticket.env.ref
    views = Ticket.get_views(
        [
            (ref("helpdesk_mgmt.ticket_view_tree").id, "list"),
            (ref("helpdesk_mgmt.helpdesk_ticket_view_search").id, "search"),
        ]
    )["views"]
    arch = etree.fromstring(views["list"]["arch"])
    still_open = etree.fromstring(views["search"]["arch"]).find(".//filter[@name='open']").get("domain")
    columns, domain = specification(Ticket, arch), literal_eval(still_open)

    def visit() -> None:
        page = Ticket.web_search_read(
            domain, columns, limit=PAGE, count_limit=10_001, order=arch.get("default_order")
        )
        if not page["records"]:
            raise AssertionError(f"{role} sees no request")

    return timed(Ticket, visit)
