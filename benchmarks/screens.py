"""Screens as the web client asks for them, timed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from lxml import etree

REPEATS = 15


def specification(model: Any, arch: Any) -> dict[str, dict]:
    """What the web client asks for, given a view."""
    wanted: dict[str, dict] = {}
    for node in arch.xpath(".//field[not(ancestor::field)]"):
        field = model._fields[node.get("name")]
        part: dict = {}
        if field.type == "many2one":
            part = {"fields": {"display_name": {}}}
        elif field.relational:
            inner = node.xpath("./list | ./kanban | ./form")
            rows = model.env[field.comodel_name]
            part = {"fields": specification(rows, _top(inner[0])) if inner else {}, "limit": 30}
        wanted[field.name] = part
    return wanted


def _top(arch: Any) -> Any:
    """A view inside of a view, on its own."""
    return etree.fromstring(etree.tostring(arch))


def timed(model: Any, action: Callable[[], Any]) -> tuple[float, int]:
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
