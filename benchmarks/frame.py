"""What a benchmark is, and how it is run: ours and the peer's by turns, in one process, on one database.

A file of this folder that defines ``races(env)`` takes part in ``make bench``; ``NAME=part`` chooses files and races by
a part of their name. The function yields :class:`Race` objects; it may prepare shared records before the first one.
Every side runs in a savepoint that is rolled back, so that both meet the same database each time.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

HERE = Path(__file__).resolve().parent
Side = Callable[[], "float | None"]


@dataclass(frozen=True)
class Race:
    """Two ways to do the same amount of work.

    :param name: what is measured, as the table shows it
    :param ours: does it our way; a number that it returns counts in place of the time (memory, say)
    :param peer: does it the peer's way
    :param limit: ours may take at most this many times what the peer takes
    :param pieces: how many pieces of work one call does; figures are per piece
    :param unit: what a figure means, for instance ``s/row``
    :param rounds: how often each side runs; the median counts
    """

    name: str
    ours: Side
    peer: Side
    limit: float
    pieces: int = 1
    unit: str = "s"
    rounds: int = 3


class _Undo(Exception):
    """Ends a savepoint without an error."""


def run(env: Any, wanted: str, result_file: Path) -> int:
    """Runs all races whose file or own name contains ``wanted``; prints a table and writes the result file.

    :return: 1 if a race is beyond its limit, 2 if there was none to run, else 0
    """
    results: list[dict[str, Any]] = []
    for file in sorted(HERE.glob("*.py")):
        races = getattr(_load(file), "races", None)
        if races is None:
            continue
        with undone(env):
            for race in races(env):
                if wanted in file.stem or wanted in race.name:
                    results.append(_run_race(env, race))
                    _print_row(results[-1])
    result_file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if not results:
        print(f"No benchmark has a name with {wanted!r} in it.", file=sys.stderr)
        return 2
    return int(not all(result["ok"] for result in results))


def _load(file: Path) -> Any:
    if file == Path(__file__).resolve():
        return None
    spec = importlib.util.spec_from_file_location(f"printer_benchmarks_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def undone(env: Any) -> Iterator[None]:
    """Runs a block and takes back what it did. Commits inside it only write to the database's memory."""
    with patch.object(env.cr, "commit", env.flush_all):
        try:
            with env.cr.savepoint():
                yield
                env.flush_all()
                raise _Undo
        except _Undo:
            env.invalidate_all(flush=False)


def _run_race(env: Any, race: Race) -> dict[str, Any]:
    ours, peer = [], []
    for _round in range(race.rounds):
        ours.append(_measure(env, race.ours, race.pieces))
        peer.append(_measure(env, race.peer, race.pieces))
    ours_s, peer_s = statistics.median(ours), statistics.median(peer)
    ratio = ours_s / peer_s if peer_s else float("inf")
    return {
        "name": race.name,
        "ours_s": round(ours_s, 9),
        "peer_s": round(peer_s, 9),
        "ratio": round(ratio, 4),
        "limit": race.limit,
        "ok": ratio <= race.limit,
        "unit": race.unit,
    }


def _measure(env: Any, side: Side, pieces: int) -> float:
    """Seconds (or what the side returns) per piece; what is still to be written counts."""
    gc.collect()
    with undone(env):
        begin = time.perf_counter()
        returned = side()
        env.flush_all()
        seconds = time.perf_counter() - begin
    return (seconds if returned is None else float(returned)) / pieces


def _figure(value: float, unit: str) -> str:
    if not unit.startswith("s"):
        return f"{value:.2f} {unit}"
    for factor, name in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1 or name == "µs":
            return f"{value * factor:.2f} {name}{unit[1:]}"
    return ""


def _print_row(result: dict[str, Any]) -> None:
    figures = (_figure(result["ours_s"], result["unit"]), _figure(result["peer_s"], result["unit"]))
    verdict = "ok" if result["ok"] else "TOO SLOW"
    print(
        f"{result['name']:<48} ours {figures[0]:>14}   peer {figures[1]:>14}   "
        f"ratio {result['ratio']:>8.3f}   limit {result['limit']:g}   {verdict}",
        flush=True,
    )
