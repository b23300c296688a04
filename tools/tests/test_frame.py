"""The frame of the benchmarks, with a stand-in for Odoo's environment."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import frame


class _Cursor:
    def commit(self):
        raise AssertionError("a benchmark must not commit")

    @contextmanager
    def savepoint(self):
        yield


class _Environment:
    cr = _Cursor()

    def flush_all(self):
        """Nothing to write."""

    def invalidate_all(self, flush=True):
        """Nothing is kept."""


def _run(tmp_path: Path, monkeypatch, races: str, wanted: str = "") -> tuple[int, list[dict]]:
    (tmp_path / "some.py").write_text(
        f"from frame import Race\n\n\ndef races(env):\n    yield from [{races}]\n"
    )
    monkeypatch.setattr(frame, "HERE", tmp_path)
    status = frame.run(_Environment(), wanted, tmp_path / "bench.json")
    return status, json.loads((tmp_path / "bench.json").read_text())


def test_within_the_limit_is_ok(tmp_path, monkeypatch):
    status, [row] = _run(
        tmp_path, monkeypatch, "Race('a', lambda: 2.0, lambda: 4.0, limit=1, pieces=2, unit='MiB')"
    )
    assert status == 0
    assert row == {"name": "a", "ours_s": 1, "peer_s": 2, "ratio": 0.5, "limit": 1, "ok": True, "unit": "MiB"}


def test_beyond_the_limit_is_an_error(tmp_path, monkeypatch):
    status, [row] = _run(tmp_path, monkeypatch, "Race('a', lambda: 3.0, lambda: 1.0, limit=2)")
    assert status == 1
    assert not row["ok"]


def test_sides_take_turns_and_the_median_counts(tmp_path, monkeypatch):
    races = "Race('a', iter([9.0, 1.0, 2.0]).__next__, iter([1.0, 1.0, 1.0]).__next__, limit=2)"
    status, [row] = _run(tmp_path, monkeypatch, races)
    assert (status, row["ours_s"]) == (0, 2.0)


def test_a_name_that_nothing_has_is_an_error(tmp_path, monkeypatch):
    status, rows = _run(tmp_path, monkeypatch, "Race('a', lambda: 1.0, lambda: 1.0, limit=2)", wanted="zzz")
    assert (status, rows) == (2, [])


def test_commits_of_what_is_measured_reach_nothing(tmp_path, monkeypatch):
    status, _rows = _run(
        tmp_path, monkeypatch, "Race('a', lambda: env.cr.commit(), lambda: env.cr.commit(), limit=1e9)"
    )
    assert status == 0
