"""``make run``: the demo, built, served, and explained in a few lines."""

from __future__ import annotations

import os
import signal
import time

from . import databases, postgres, serving, setup
from .console import say, step
from .errors import ToolError

_LOGINS = """
SELECT u.login, p.name,
       coalesce(string_agg(g.name->>'en_US', ', ' ORDER BY g.id), CASE WHEN u.share THEN 'portal' ELSE '' END),
       coalesce(parent.name, '')
  FROM res_users u
  JOIN res_partner p ON p.id = u.partner_id
  LEFT JOIN res_partner parent ON parent.id = p.parent_id
  LEFT JOIN res_groups_users_rel rel ON rel.uid = u.id
   AND rel.gid IN (SELECT res_id FROM ir_model_data
                    WHERE module = 'printer_maintenance' AND model = 'res.groups')
  LEFT JOIN res_groups g ON g.id = rel.gid
 WHERE u.active AND u.login NOT IN ('__system__', 'public', 'default', 'portaltemplate')
 GROUP BY u.id, u.login, u.share, p.name, parent.name
 ORDER BY u.share, u.id
"""


def run(arguments: list[str]) -> int:
    """Builds and serves the demo: in the foreground until Ctrl-C, or with ``--background`` left running.

    :raises ToolError: a step failed
    """
    background = "--background" in arguments
    setup.ensure()
    state = serving.remembered()
    if state and databases.demo_is_current() and serving.answers(int(state["port"])):
        _explain(f"http://localhost:{state['port']}", "It runs already; 'make stop' ends it.")
        return 0
    serving.stop_remembered()
    databases.ensure_demo()
    server = serving.start(databases.DEMO, serving.choose_port(_wanted_port()), "server")
    serving.remember(server)
    try:
        with step("starting the server"):
            server.wait_until_it_answers()
    except BaseException:
        serving.forget()
        raise
    if background:
        _explain(server.address, f"It runs in the background (log: {server.log}); 'make stop' ends it.")
        return 0
    _explain(server.address, f"Ctrl-C ends it. Log: {server.log}")
    return _wait_for(server)


def _wanted_port() -> int:
    text = os.environ.get("PORT") or str(serving.FIRST_PORT)
    if not text.isdigit() or not 1024 <= int(text) <= 65000:
        raise ToolError(f"PORT={text} is no port between 1024 and 65000.", "For example: make run PORT=8100")
    return int(text)


def _wait_for(server: serving.Server) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while server.process.poll() is None:
            time.sleep(0.5)
        say(f"The server ended by itself with status {server.process.returncode}; see {server.log}.")
        return 1
    except KeyboardInterrupt:
        say("\nStopping …")
        server.stop()
        return 0
    finally:
        serving.forget()


def logins(database: str) -> list[tuple[str, str, str]]:
    """The demo's users: login, name with the place of portal contacts, role."""
    rows = postgres.query(_LOGINS, database)
    return [(login, f"{name} ({place})" if place else name, role) for login, name, role, place in rows]


def _explain(address: str, how_to_end: str) -> None:
    rows = [("login", "name", "role"), *logins(databases.DEMO)]
    first = max(_width(row[0]) for row in rows)
    second = max(_width(row[1]) for row in rows)
    say(f"\nThe demo is served at {address}   (every password is the same as the login)\n")
    for login, name, role in rows:
        say(f"  {_pad(login, first)}  {_pad(name, second)}  {role}")
    say(f"\n{how_to_end}")


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
