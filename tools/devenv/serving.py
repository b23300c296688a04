"""Odoo as a server: finding a port, starting it, waiting for its first answer, stopping it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import odoo_config, paths
from .console import say
from .errors import PortTaken, ToolError
from .processes import failure

FIRST_PORT = 8069
PORTS_TRIED = 40
ANSWER_SECONDS = 180
_STATE = paths.WORK / "server.json"


@dataclass
class Server:
    """A started Odoo."""

    process: subprocess.Popen[bytes]
    port: int
    database: str
    log: Path

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://localhost:{self.port}"

    def wait_until_it_answers(self) -> None:
        """Returns when the server answers.

        :raises CommandFailed: it ended instead; the error shows the end of its log
        :raises ToolError: it neither answers nor ends
        """
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise failure(self.log, "The server ended right after its start")
            if answers(self.port):
                return
            time.sleep(0.2)
        self.stop()
        raise ToolError(
            f"The server did not answer within {ANSWER_SECONDS} seconds.", "See its log.", self.log
        )

    def stop(self) -> None:
        """Ends the server."""
        _end(self.process.pid, self.process)


def answers(port: int) -> bool:
    """Whether a healthy Odoo answers on this port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/web/health", timeout=5) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError, ValueError):
        return False


def port_is_free(port: int) -> bool:
    """Whether we could listen on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted: int = FIRST_PORT) -> int:
    """The wanted port or the next free one; says so when it is another.

    :raises PortTaken: none of the following ports is free
    """
    for port in range(wanted, wanted + PORTS_TRIED):
        if port_is_free(port):
            if port != wanted:
                say(f"Port {wanted} is taken by another program; {port} is used instead.")
            return port
    last = wanted + PORTS_TRIED - 1
    raise PortTaken(f"All ports from {wanted} to {last} are taken.", "Name a free one: make run PORT=9000")


def any_free_port() -> int:
    """A port that nobody uses, for servers that only we talk to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(database: str, port: int, log_name: str, *extra: str) -> Server:
    """Starts Odoo on a database, its output in ``.odoo/logs/<log_name>.log``; does not wait for it."""
    log = paths.LOGS / f"{log_name}.log"
    interface = os.environ.get("HTTP_INTERFACE") or "127.0.0.1"
    options = [
        "-d",
        database,
        f"--db-filter=^{database}$",
        f"--http-port={port}",
        f"--http-interface={interface}",
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            odoo_config.command("server", *options, *extra),
            cwd=paths.ROOT,
            env=odoo_config.environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone; we end the server in order
        )
    return Server(process, port, database, log)


@contextmanager
def serving(database: str, log_name: str) -> Iterator[Server]:
    """A server without scheduled jobs, on a free port, for as long as the block runs."""
    server = start(database, any_free_port(), log_name, "--max-cron-threads=0")
    try:
        server.wait_until_it_answers()
        yield server
    finally:
        server.stop()


def remember(server: Server) -> None:
    """Notes the demo server, so that ``make stop`` and the next ``make run`` find it."""
    state = {"pid": server.process.pid, "port": server.port, "database": server.database}
    _STATE.write_text(json.dumps(state))


def remembered() -> dict[str, int | str] | None:
    """The noted demo server if it still runs."""
    try:
        state = json.loads(_STATE.read_text())
        command = Path(f"/proc/{state['pid']}/cmdline").read_bytes()
    except (OSError, ValueError, KeyError):
        return None
    return state if str(paths.VENV_PYTHON).encode() in command and b"odoo" in command else None


def stop_remembered() -> bool:
    """Ends the noted demo server; tells whether there was one."""
    state = remembered()
    if state:
        _end(int(state["pid"]))
    _STATE.unlink(missing_ok=True)
    return state is not None


def forget() -> None:
    """Drops the note of the demo server."""
    _STATE.unlink(missing_ok=True)


def _end(pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Asks a server to end, then insists: a second signal makes Odoo end at once."""
    for sign, seconds in ((signal.SIGTERM, 6), (signal.SIGTERM, 4), (signal.SIGKILL, 5)):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if process is not None and process.poll() is not None:
                return
            if process is None and not Path(f"/proc/{pid}").exists():
                return
            time.sleep(0.1)
