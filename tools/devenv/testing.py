"""``make test``: lint, then every test in one pytest run on a fresh copy of the ready database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from . import console, databases, odoo_config, paths, setup
from .console import say

TESTING = paths.TOOLS / "testing"


def default_paths() -> list[str]:
    """Where tests and doctests stand, as paths below the checkout."""
    folders = [paths.TOOLS / "tests", TESTING]
    for addon in paths.OUR_ADDONS.values():
        folders += [addon / "rules", addon / "tests"]
    return [str(f.relative_to(paths.ROOT)) for f in folders if f.is_dir()]


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
    with databases.borrowed_copy(databases.TEST) as database:
        say("\nTime so far:")
        say(console.timings.table() + "\n")
        status = _pytest(database, arguments)
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


def _pytest(database: str, arguments: list[str]) -> int:
    has_path = any(not a.startswith("-") and Path(paths.ROOT, a.split("::")[0]).exists() for a in arguments)
    chosen = arguments if has_path else [*default_paths(), *arguments]
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
    return subprocess.run(list(map(os.fspath, command)), cwd=paths.ROOT, env=env, check=False).returncode
