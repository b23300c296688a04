"""``make bench``: the benchmarks on a fresh copy of the ready database, with the peers installed beside us."""

from __future__ import annotations

from . import databases, odoo_config, paths, setup
from .console import say, step
from .processes import run_logged, run_shown

RUNNER = paths.TOOLS / "scripts" / "run_benchmarks.py"
# Measured against, never depended on.
PEERS = ("helpdesk_mgmt_sla", "maintenance_plan")


def run(arguments: list[str]) -> int:
    """Runs all benchmarks, or those whose name contains the argument.

    :raises ToolError: the set-up failed
    """
    setup.ensure()
    with databases.borrowed_copy(databases.BENCH) as database:
        with step("installing the peers"):
            options = ["-d", database, "-i", ",".join(PEERS), "--stop-after-init", "--no-http"]
            run_logged(odoo_config.command("server", *options), "bench-peers", env=odoo_config.environment())
        say()
        env = odoo_config.environment()
        status = run_shown([paths.VENV_PYTHON, RUNNER, database, paths.BENCH_RESULT, *arguments[:1]], env=env)
    say(f"\nWritten: {paths.BENCH_RESULT}")
    return status
