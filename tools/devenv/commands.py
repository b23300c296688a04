"""The commands of ``tools/dev``, by name. Each takes the rest of the command line and returns an exit status."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from . import (
    bench,
    cluster,
    databases,
    demo,
    i18n,
    lint,
    odoo_config,
    paths,
    postgres,
    python_env,
    serving,
    setup,
    shots,
    testing,
)
from .console import say
from .errors import ToolError

COMMANDS: dict[str, Callable[[list[str]], int]] = {}


def command(function: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Registers a function under its own name, without the underscore that keeps it from shadowing another."""
    COMMANDS[function.__name__.strip("_").replace("_", "-")] = function
    return function


def _replace_by(argv: list[str], env: dict[str, str]) -> int:
    """Becomes another program, so that signals and the terminal are its own."""
    sys.stdout.flush()
    os.execvpe(argv[0], argv, env)


def _one_name(arguments: list[str], usage: str) -> str:
    if len(arguments) != 1:
        raise ToolError("One database name is expected.", f"Usage: {usage}")
    return arguments[0]


@command
def _setup(_arguments: list[str]) -> int:
    setup.ensure()
    return 0


@command
def stack(_arguments: list[str]) -> int:
    """Builds the database of the addons of others."""
    setup.ensure()
    databases.ensure_stack()
    return 0


@command
def ready(_arguments: list[str]) -> int:
    """Builds the database with our addons and the demo customer."""
    setup.ensure()
    databases.ensure_ready()
    return 0


@command
def db(arguments: list[str]) -> int:
    """Makes a fresh copy of the ready database."""
    name = _one_name(arguments, "tools/dev db NAME")
    if name in (databases.STACK, databases.READY):
        raise ToolError(f"{name} is a database that copies are made from.", "Choose another name.")
    setup.ensure()
    databases.copy_of_ready(name)
    return 0


@command
def drop(arguments: list[str]) -> int:
    """Removes a database and its files."""
    setup.ensure()
    postgres.drop(_one_name(arguments, "tools/dev drop NAME"))
    return 0


@command
def _list(_arguments: list[str]) -> int:
    setup.ensure()
    for name, note in sorted(postgres.notes().items()):
        if not name.startswith(("template", "postgres")):
            say(f"{name:<28}{note or '(no note: unfinished, or made by hand)'}")
    return 0


@command
def psql(arguments: list[str]) -> int:
    """A PostgreSQL prompt."""
    setup.ensure()
    return _replace_by([str(cluster.client_program("psql")), *arguments], odoo_config.environment())


@command
def odoo(arguments: list[str]) -> int:
    """Odoo's own command line."""
    setup.ensure()
    return _replace_by(odoo_config.command(*arguments), odoo_config.environment())


@command
def python(arguments: list[str]) -> int:
    """The private environment's Python."""
    setup.ensure()
    return _replace_by([str(paths.VENV_PYTHON), *arguments], odoo_config.environment())


@command
def pins(_arguments: list[str]) -> int:
    """Resolves the Python requirements anew and rewrites their exact versions."""
    setup.ensure()
    python_env.renew_pins()
    setup.ensure()
    return 0


@command
def test(arguments: list[str]) -> int:
    """Lint and every test, or the part that the arguments name."""
    return testing.run(arguments)


@command
def _odoo_tests(arguments: list[str]) -> int:
    """Odoo's own tests of the addons that parts run through, with ours installed."""
    return testing.of_odoo(arguments)


@command
def _lint(_arguments: list[str]) -> int:
    setup.ensure()
    return 0 if lint.run() else 1


@command
def _format(arguments: list[str]) -> int:
    setup.ensure()
    return 0 if lint.reformat(arguments) else 1


@command
def run(arguments: list[str]) -> int:
    """Builds and serves the demo."""
    return demo.run(arguments)


@command
def shot(arguments: list[str]) -> int:
    """A picture of one page."""
    return shots.shot(arguments)


@command
def screenshots(arguments: list[str]) -> int:
    """The pictures of the documentation."""
    return shots.screenshots(arguments)


@command
def stop(_arguments: list[str]) -> int:
    """Ends the demo server and PostgreSQL."""
    served = serving.stop_remembered()
    clustered = cluster.stop()
    for name, stopped in (("Demo server", served), ("PostgreSQL", clustered)):
        say(f"{name}: {'stopped' if stopped else 'was not running'}.")
    return 0


@command
def clean(_arguments: list[str]) -> int:
    """Removes everything that was built; the cache of downloads stays."""
    serving.stop_remembered()
    cluster.remove()
    shutil.rmtree(paths.WORK, ignore_errors=True)
    say(f"Removed {paths.WORK}. Downloads stay in {paths.cache()}.")
    return 0


@command
def _bench(arguments: list[str]) -> int:
    return bench.run(arguments)


@command
def _i18n(_arguments: list[str]) -> int:
    return i18n.run()
