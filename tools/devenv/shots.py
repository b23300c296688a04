"""Pictures of pages: one for a developer who looks at a page, many for the documentation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from . import databases, odoo_config, paths, postgres, processes, serving, setup, stamps
from .console import say, step
from .errors import ToolError

SHOT_DATABASE = "printer_shot"
SHOOTER = paths.TOOLS / "scripts" / "shoot.py"


class _InOrder(argparse.Action):
    """Collects the actions of a command line in the order in which they stand there."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: Any, values: Any, option: str | None = None
    ) -> None:
        steps = [*(getattr(namespace, "actions", None) or []), [self.dest, *str(values).split("=>", 1)]]
        namespace.actions = [[part.strip() for part in parts] for parts in steps]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tools/shot", description="Takes a picture of one page.")
    parser.add_argument("file", type=Path, help="the picture (.png)")
    parser.add_argument("--url", default="/odoo", help="path of the page (default: /odoo)")
    parser.add_argument("--login", default="", help="who looks at it; nobody if left out")
    parser.add_argument("--password", default="", help="if it is not the same as the login")
    parser.add_argument("--lang", default="en_US", help="en_US or zh_CN")
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--full", action="store_true", help="the whole length of the page")
    parser.add_argument("--db", default="", help="serve this database (default: a copy of printer_ready)")
    parser.add_argument("--base", default="", help="address of a server that runs already, with --db")
    for name, meaning in (
        ("click", "click on this selector"),
        ("fill", "'SELECTOR => TEXT': type into a field"),
        ("upload", "'SELECTOR => FILE': choose a file"),
        ("press", "press this key"),
        ("wait", "wait until this selector is visible"),
        ("goto", "go to another path"),
    ):
        parser.add_argument(
            f"--{name}", action=_InOrder, metavar="WHAT", help=f"{meaning}; any number, in order"
        )
    parser.set_defaults(actions=[])
    return parser


def shot(arguments: list[str]) -> int:
    """Takes one picture, as the command line says; problems that the browser saw are printed.

    :raises ToolError: no server, no login, no page
    """
    options = _parser().parse_args(arguments)
    setup.ensure()
    wanted = {
        k: getattr(options, k)
        for k in ("url", "login", "password", "lang", "width", "height", "full", "actions")
    }
    wanted["file"] = str(options.file.resolve())
    if options.base:
        return shoot(options.base.rstrip("/"), options.db or databases.DEMO, [wanted])
    database = options.db or _shot_database()
    with stamps.lock(f"shot-{database}"), serving.serving(database, f"shot-{database}") as server:
        return shoot(server.address, database, [wanted])


def _shot_database() -> str:
    note = f"copy of {databases.ready_mark()}"
    if not postgres.is_built(SHOT_DATABASE, note):
        databases.copy_of_ready(SHOT_DATABASE)
    return SHOT_DATABASE


def shoot(address: str, database: str, shots: list[dict[str, Any]]) -> int:
    """Lets a browser take these pictures; returns 1 if one of the pages had a problem.

    :raises ToolError: there is no browser
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((found for name in names if (found := processes.program(name))), None)
    if not browser:
        raise ToolError("There is no Chromium on this machine.", "Run: apt-get install chromium")
    order = {"base": address, "database": database, "browser": browser, "shots": shots}
    log = paths.LOGS / "shots.json"
    log.write_text(json.dumps(order, ensure_ascii=False, indent=1), encoding="utf-8")
    return processes.run_shown([paths.VENV_PYTHON, SHOOTER, log], env=odoo_config.environment())


def screenshots(names: list[str]) -> int:
    """Takes the pictures of the documentation (those whose name contains one of ``names``) anew.

    :raises ToolError: no server, no login, no page
    """
    import screenshots as declared  # tools/screenshots.py

    setup.ensure()
    chosen = [
        s.order(paths.ROOT) for s in declared.SHOTS if not names or any(name in s.name for name in names)
    ]
    if not chosen:
        raise ToolError("No picture has such a name.", "The names stand in tools/screenshots.py.")
    with databases.borrowed_copy("printer_pictures") as database:
        postgres.query(declared.PREPARE, database)
        with (
            serving.serving(database, "pictures") as server,
            step(f"{len(chosen)} pictures") as progress,
        ):
            status = shoot(server.address, database, chosen)
            progress.ok = status == 0
    say(
        f"Written: {', '.join(sorted({str(Path(c['file']).parent.relative_to(paths.ROOT)) for c in chosen}))}/"
    )
    return status
