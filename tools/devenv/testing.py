"""``make test``: lint, then every test, in two pytest runs side by side, each on a fresh copy of the ready database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from . import console, databases, odoo_config, odoo_tests, paths, setup, shares
from .console import say

TESTING = paths.TOOLS / "testing"


def default_paths() -> list[Path]:
    """Where tests and doctests stand."""
    folders = [paths.TOOLS / "tests", TESTING, odoo_tests.folder(odoo_tests.ALWAYS)]
    for addon in paths.OUR_ADDONS.values():
        folders += [addon / "rules", addon / "tests"]
    return [folder for folder in folders if folder.is_dir()]


def of_odoo(addons: list[str]) -> int:
    """Odoo's own tests, an addon after the other, each on a fresh copy of the ready database.

    :param addons: names of Odoo's addons, those that parts run through when there are none
    """
    setup.ensure()
    databases.ensure_ready()
    # every one of them runs, whatever came before
    return max([run_chosen(odoo_tests.chosen(addon)) for addon in addons or odoo_tests.ADDONS])


def run(arguments: list[str]) -> int:
    """Runs everything, or pytest with the given arguments (paths below the checkout, pytest's options).

    :raises ToolError: the set-up failed
    """
    setup.ensure()
    lint = None if arguments else _start_lint()
    try:
        databases.ensure_ready()
    finally:
        lint_failed = bool(lint and _show_lint(lint))
    status = _run_pytest(arguments)
    if lint_failed:
        say("lint: failed (see above)")
    return status or int(lint_failed)


def _start_lint() -> subprocess.Popen[str]:
    """Starts ``make lint`` beside the building of databases, which leaves it enough of two cores."""
    command = [sys.executable, "-B", "-s", str(paths.TOOLS / "main.py"), "lint"]
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _show_lint(lint: subprocess.Popen[str]) -> bool:
    """Waits for lint, prints what it said, tells whether it failed."""
    with console.step("lint") as progress:
        said, _ = lint.communicate()
        progress.ok = lint.returncode == 0
    say(said.rstrip())
    return not progress.ok


def _run_pytest(arguments: list[str]) -> int:
    """One run for what was chosen; two side by side for everything, one for each core."""
    if any(not a.startswith("-") and Path(paths.ROOT, a.split("::")[0]).exists() for a in arguments):
        return run_chosen(arguments)
    with databases.borrowed_copy(databases.TEST) as first, databases.borrowed_copy(databases.TEST) as second:
        _say_times()
        return _run_both((first, second), arguments)


def run_chosen(arguments: list[str]) -> int:
    """Runs pytest on a fresh copy of the ready database.

    :param arguments: paths below the checkout, and options
    """
    with databases.borrowed_copy(databases.TEST) as database:
        _say_times()
        return _pytest(database, arguments).wait()


def _say_times() -> None:
    say("\nTime so far:")
    say(console.timings.table() + "\n")


def _run_both(copies: tuple[str, str], options: list[str]) -> int:
    """Runs both shares; what the second one says is shown once the first has ended.

    :param copies: the databases
    :param options: pytest's, given to both
    """
    mine, beside = shares.of(default_paths())
    said = paths.LOGS / "test-beside.log"
    with said.open("w", encoding="utf-8") as out:
        # each keeps what it remembers of its last run for itself
        running = _pytest(copies[1], [*beside, *options, "-o", "cache_dir=.odoo/pytest_cache_beside"], out)
        status = _pytest(copies[0], [*mine, *options]).wait()
        beside_status = running.wait()
    say("\nBeside it:")
    say(said.read_text(encoding="utf-8"))
    return status or beside_status


def _pytest(database: str, chosen: list[str], out: IO[str] | None = None) -> subprocess.Popen[bytes]:
    """Starts pytest.

    :param chosen: paths below the checkout, and options
    :param out: where it writes; by default where we do
    """
    command = [
        paths.VENV_PYTHON,
        "-m",
        "pytest",
        "-p",
        "suite_plugin",
        "--odoo-http",
        "--odoo-log-level=warn",
    ]
    command += [f"--odoo-config={paths.TEST_CONFIG}", f"--odoo-database={database}", *chosen]
    env = odoo_config.environment(paths.TEST_CONFIG)
    env["PYTHONPATH"] = str(TESTING)
    env["HYPOTHESIS_STORAGE_DIRECTORY"] = str(paths.WORK / "hypothesis")
    return subprocess.Popen(
        list(map(os.fspath, command)), cwd=paths.ROOT, env=env, stdout=out, stderr=out and subprocess.STDOUT
    )
