"""The databases: built once, copied many times.

``printer_stack``  everything of others that our addons depend on, both languages, without demo data
``printer_ready``  a copy of it with our addons and the suite's demo data
``printer_demo``   the copy that ``make run`` serves: a user's data, kept and upgraded
``printer_test``   a fresh copy for each test run, and so on
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import manifests, odoo_config, odoo_tree, paths, postgres, python_env, stack_cache, stamps
from .console import step
from .errors import BuildFailed
from .processes import run_logged

STACK = "printer_stack"
READY = "printer_ready"
DEMO = "printer_demo"
TEST = "printer_test"
BENCH = "printer_bench"
LANGUAGES = "en_US,zh_CN"  # the first is the default of new people
BUILD_VERSION = 1
MAX_PARALLEL_COPIES = 6
SCRIPTS = paths.TOOLS / "scripts"


def stack_mark() -> str:
    """The fingerprint of what the stack is built from."""
    addon_pins = [line for line in python_env.pins() if line.startswith("odoo-addon-")]
    deps = manifests.external_dependencies()
    return stamps.fingerprint("stack", BUILD_VERSION, odoo_tree.deb_version(), addon_pins, deps, LANGUAGES)


def ready_mark() -> str:
    """The fingerprint of what the ready database is built from."""
    script = (SCRIPTS / "install_ours.py").read_text(encoding="utf-8")
    return stamps.fingerprint("ready", stack_mark(), manifests.our_mark(), script)


def ensure_stack() -> None:
    """Builds the stack where it is not there yet, from the cache if an earlier checkout built the same.

    :raises CommandFailed: Odoo failed
    :raises BuildFailed: an addon could not be installed
    """
    if postgres.is_built(STACK, stack_mark()):
        return
    with stamps.lock("databases"):
        mark = stack_mark()
        if postgres.is_built(STACK, mark):
            return
        building = f"{STACK}_building"
        if stack_cache.has(mark):
            with step("database: the stack, from the cache"):
                restored = stack_cache.restore(mark, building)
        else:
            restored = False
        if not restored:
            with step("database: the stack (Odoo and OCA addons, two languages)"):
                _build_stack(building)
            with step("database: keeping the stack in the cache"):
                stack_cache.keep(mark, building)
        postgres.rename(building, STACK)
        postgres.set_note(STACK, mark)


def _build_stack(building: str) -> None:
    deps = manifests.external_dependencies()
    postgres.create(building)
    arguments = ["server", "-d", building, "-i", ",".join(deps), f"--load-language={LANGUAGES}"]
    log = run_logged(
        odoo_config.command(*arguments, "--stop-after-init", "--no-http", "--max-cron-threads=0"),
        "build-stack",
        env=odoo_config.environment(),
    )
    _check_installed(building, deps, log)


def ensure_ready() -> None:
    """Builds the ready database where it is not there yet or our addons changed.

    :raises CommandFailed: Odoo failed; its traceback is in the log
    :raises BuildFailed: an addon could not be installed
    """
    ensure_stack()
    if postgres.is_built(READY, ready_mark()):
        return
    with stamps.lock("databases"):
        mark = ready_mark()
        if postgres.is_built(READY, mark):
            return
        building = f"{READY}_building"
        with step("database: our addons and the demo customer"):
            postgres.copy(STACK, building)
            # as Odoo does for every database that it makes: without it there are no indexes for parts of texts
            postgres.query("CREATE EXTENSION IF NOT EXISTS pg_trgm", building)
            log = run_logged(
                [paths.VENV_PYTHON, SCRIPTS / "install_ours.py", building, *paths.OUR_ADDONS],
                "build-ready",
                env=odoo_config.environment(),
            )
            _check_installed(building, list(paths.OUR_ADDONS), log)
        postgres.rename(building, READY)
        postgres.set_note(READY, mark)


def _check_installed(database: str, addons: list[str], log: Path) -> None:
    rows = postgres.query("SELECT name FROM ir_module_module WHERE state = 'installed'", database)
    lacking = sorted(set(addons) - {name for (name,) in rows})
    if lacking:
        raise BuildFailed(
            f"These addons were not installed: {', '.join(lacking)}.",
            "See the log; an unknown name in a manifest's 'depends' gives this too.",
            log,
        )


def copy_of_ready(target: str) -> None:
    """Makes ``target`` a fresh copy of the ready database.

    :raises CommandFailed: the ready database could not be built
    """
    ensure_ready()
    with stamps.lock("databases"), step(f"database: a fresh copy, {target}"):
        postgres.copy(READY, target)
        postgres.set_note(target, f"copy of {ready_mark()}")


@contextmanager
def borrowed_copy(base: str) -> Iterator[str]:
    """A fresh copy of the ready database for one run; runs at the same time get names of their own.

    :raises BuildFailed: too many runs at the same time
    """
    for number in range(1, MAX_PARALLEL_COPIES + 1):
        name = base if number == 1 else f"{base}_{number}"
        handle = stamps.try_lock(name)
        if handle:
            break
    else:
        raise BuildFailed(
            f"{MAX_PARALLEL_COPIES} runs hold a copy of {base} already.", "Wait for one of them to end."
        )
    with handle:
        copy_of_ready(name)
        yield name


def ensure_demo() -> None:
    """Makes the demo database, or upgrades our addons in it if they changed. What a user entered there is kept.

    :raises CommandFailed: the upgrade failed; the database is as before, Odoo rolls back
    """
    ensure_ready()
    mark = ready_mark()
    if demo_is_current():
        return
    note = postgres.notes().get(DEMO, "")
    with stamps.lock("databases"):
        if not note or not (paths.FILESTORE / DEMO).is_dir():
            with step(f"database: {DEMO}"):
                postgres.copy(READY, DEMO)
        else:
            with step(f"database: upgrading {DEMO} (its data is kept)"):
                _upgrade(DEMO)
        postgres.set_note(DEMO, mark)


def demo_is_current() -> bool:
    """Whether the demo database stands and is built from today's addons."""
    return postgres.is_built(DEMO, ready_mark())


def _upgrade(database: str) -> None:
    names = ",".join(paths.OUR_ADDONS)
    wanted = ",".join(manifests.external_dependencies())
    arguments = ["server", "-d", database, "-i", f"{wanted},{names}", "-u", names]
    log = run_logged(
        odoo_config.command(*arguments, "--stop-after-init", "--no-http", "--max-cron-threads=0"),
        "upgrade-demo",
        env=odoo_config.environment(),
        advice=f"See the log. To begin the demo anew: tools/dev drop {database}",
    )
    _check_installed(database, list(paths.OUR_ADDONS), log)


def filestore_size(database: str) -> int:
    """Bytes in a database's filestore (shared files counted too)."""
    return sum(os.path.getsize(f) for f in (paths.FILESTORE / database).rglob("*") if f.is_file())
