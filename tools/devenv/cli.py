"""The developer's command line: ``tools/dev COMMAND``. Each command sets up what it needs."""

from __future__ import annotations

import signal
import sys

from . import commands, console
from .errors import ToolError

USAGE = """\
tools/dev COMMAND [...]

  setup                 everything up to a running PostgreSQL, no database
  stack | ready         builds these databases (see tools/README.md)
  db NAME               makes NAME a fresh copy of printer_ready
  drop NAME             removes a database
  list                  the databases and their notes
  psql NAME             a PostgreSQL prompt
  odoo ...              Odoo's command line (same as tools/odoo)
  run [--background]    serves the demo
  test [ARGS]           lint and tests, or pytest with these arguments
  odoo-tests [ADDON]    Odoo's own tests of repair, stock, purchase_stock, sale with our addons installed
  lint | i18n | bench [NAME] | screenshots [NAME]
  shot ...              a picture of one page (same as tools/shot)
  stop | clean
"""


def main(argv: list[str]) -> int:
    """Runs one command; returns the exit status. Errors of ours are printed without a traceback."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    name, *rest = argv or ["help"]
    command = commands.COMMANDS.get(name)
    if command is None:
        console.say(USAGE)
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        return command(rest)
    except ToolError as error:
        console.complain(error)
        return 1
    except KeyboardInterrupt:
        console.say("\nInterrupted. What was finished stays; the same command goes on from there.")
        return 130
