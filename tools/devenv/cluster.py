"""The private PostgreSQL: its own cluster on a Unix socket, no TCP, owned by an ordinary user.

PostgreSQL refuses to run as root. When we are root the cluster belongs to the system's ``postgres`` user, who must be
able to enter its folder; the checkout may lie where they cannot, so the folder is chosen once and remembered.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from . import paths, stamps
from .console import step
from .errors import CommandFailed, ToolError, UnsupportedSystem
from .processes import clean_environment, failure, run_logged
from .system import postgres_bin

USER = "printer"
PORT = 5432
MAX_SOCKET_PATH = 90
START_SECONDS = 60
_PLACE = paths.WORK / "cluster.json"


def settings(socket_folder: Path) -> dict[str, str]:
    """The server's settings: a throw-away cluster may trade safety against a power cut for speed."""
    memory_mib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
    return {
        "listen_addresses": "''",
        "port": str(PORT),
        "unix_socket_directories": f"'{socket_folder}'",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "30min",
        "shared_buffers": f"{max(128, min(1024, memory_mib // 8))}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(512, memory_mib // 16))}MB",
        "max_connections": "200",
        "max_locks_per_transaction": "512",
        # a container's /dev/shm is often too small for parallel workers, and two cores gain nothing by them
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
        "jit": "off",
        "logging_collector": "off",
        "timezone": "'UTC'",
        "lc_messages": "'C'",
    }


def _owner() -> str | None:
    """The user to run the server as, or None for ourselves."""
    return "postgres" if os.geteuid() == 0 else None


def _as_owner(argv: list[str | Path]) -> list[str | Path]:
    owner = _owner()
    return ["runuser", "-u", owner, "--", *argv] if owner else argv


def _server_program(name: str) -> Path:
    """A program of the server's version; the one that made the cluster, if there is a cluster.

    :raises UnsupportedSystem: that version is no longer installed
    """
    made_with = data_folder() / "PG_VERSION"
    folder = postgres_bin()
    if made_with.is_file():
        version = made_with.read_text().strip()
        folder = Path("/usr/lib/postgresql") / version / "bin"
        if not (folder / "postgres").exists():
            raise UnsupportedSystem(
                f"The private cluster was made by PostgreSQL {version}, which is no longer installed.",
                "Run 'make clean' (this removes the demo database too), then the same command again.",
            )
    if folder is None:
        raise UnsupportedSystem(
            "No PostgreSQL server (13 or later) is installed.", "Run: apt-get install postgresql"
        )
    return folder / name


def _can_enter(folder: Path) -> bool:
    owner = _owner()
    if not owner:
        return os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    return subprocess.run(["runuser", "-u", owner, "--", "test", "-x", folder], check=False).returncode == 0


def home() -> Path:
    """The folder of cluster and log: below ``.odoo/`` if the server's user can enter that, else in a system folder."""
    try:
        return Path(json.loads(_PLACE.read_text())["home"])
    except (OSError, ValueError, KeyError):
        pass
    candidate = paths.WORK / "postgres"
    candidate.mkdir(parents=True, exist_ok=True)
    if not _can_enter(candidate):
        candidate.rmdir()
        candidate = Path("/var/lib") / paths.SUITE / paths.CHECKOUT_ID
        # what an earlier .odoo/ of this place left there has no filestore any more
        _stop_server_in(candidate / "data")
        shutil.rmtree(candidate, ignore_errors=True)
        candidate.mkdir(parents=True)
    _PLACE.write_text(json.dumps({"home": str(candidate)}))
    return candidate


def data_folder() -> Path:
    """PostgreSQL's data folder."""
    return home() / "data"


def socket_folder() -> Path:
    """The folder of the server's socket; a socket's path may not be longer than some hundred characters."""
    near = home() / "socket"
    if len(str(near)) <= MAX_SOCKET_PATH:
        return near
    return Path("/tmp") / f"printer-{os.geteuid()}-{paths.CHECKOUT_ID}"


def log_file() -> Path:
    """The server's log."""
    return home() / "postgres.log"


def is_running() -> bool:
    """Whether the server answers on its socket."""
    if not _PLACE.is_file():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(socket_folder() / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def ensure() -> None:
    """Makes the cluster and starts the server where that is not done yet; a running server is reused.

    :raises CommandFailed: the server does not start
    :raises UnsupportedSystem: no fitting PostgreSQL is installed
    """
    if is_running() and stamps.is_done("cluster", "made"):
        return
    with stamps.lock("cluster"):
        if is_running() and stamps.is_done("cluster", "made"):
            return
        if not (stamps.is_done("cluster", "made") and (data_folder() / "PG_VERSION").is_file()):
            with step("PostgreSQL: making the private cluster"):
                _make()
        _start()


def _make() -> None:
    stamps.set_undone("cluster")
    _stop_server_in(data_folder())
    shutil.rmtree(data_folder(), ignore_errors=True)
    _give_to_owner(home())
    initdb = _server_program("initdb")
    command = [
        initdb,
        "-D",
        data_folder(),
        "-U",
        USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    run_logged(_as_owner(command), "initdb", cwd=Path("/"))
    stamps.set_done("cluster", "made")


def _give_to_owner(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    owner = _owner()
    if owner:
        try:
            user = pwd.getpwnam(owner)
        except KeyError:
            raise UnsupportedSystem(
                f"There is no system user '{owner}'.", "Run: apt-get install postgresql"
            ) from None
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)


def _start() -> None:
    _remove_stale_pid()
    sockets = socket_folder()
    _give_to_owner(home())
    _give_to_owner(sockets)
    lines = [f"{key} = {value}\n" for key, value in settings(sockets).items()]
    (data_folder() / "postgresql.conf").write_text("".join(lines))
    ctl = _server_program("pg_ctl")
    command = [ctl, "start", "-D", data_folder(), "-l", log_file(), "-w", "-t", str(START_SECONDS)]
    try:
        run_logged(_as_owner(command), "pg_ctl", cwd=Path("/"), env=clean_environment(LC_ALL="C.UTF-8"))
    except CommandFailed as error:
        if log_file().is_file():
            advice = "See the log. If the cluster is damaged, 'make clean' removes it (and the demo database with it)."
            raise failure(log_file(), "PostgreSQL does not start", advice) from error
        raise


def _remove_stale_pid() -> None:
    """A killed server leaves files with a process number that may by now belong to some other program."""
    pid_file = data_folder() / "postmaster.pid"
    pid = _server_pid(data_folder())
    if pid is None:
        pid_file.unlink(missing_ok=True)
        for left_over in socket_folder().glob(f".s.PGSQL.{PORT}*"):
            left_over.unlink()
        return
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and _server_pid(data_folder()):
        if is_running():
            return
        time.sleep(0.5)  # it is starting, recovering or stopping
    if _server_pid(data_folder()):
        raise ToolError(
            f"PostgreSQL (process {pid}) runs but does not answer.",
            "Run 'make stop', then the same command again.",
            log_file(),
        )


def _server_pid(data: Path) -> int | None:
    """The process that serves this data folder, or None if the pid file is missing or names another program."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        return pid if os.path.samefile(f"/proc/{pid}/cwd", data) else None
    except (OSError, ValueError, IndexError):
        return None


def _stop_server_in(data: Path) -> None:
    pid = _server_pid(data)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # PostgreSQL's fast shutdown
    deadline = time.monotonic() + START_SECONDS
    while _server_pid(data) and time.monotonic() < deadline:
        time.sleep(0.2)
    if _server_pid(data):
        os.kill(pid, signal.SIGQUIT)


def stop() -> bool:
    """Stops the server; tells whether one was running."""
    if not _PLACE.is_file():
        return False
    running = _server_pid(data_folder()) is not None
    _stop_server_in(data_folder())
    return running


def remove() -> None:
    """Stops the server and removes the cluster with all databases."""
    if not _PLACE.is_file():
        return
    stop()
    for folder in (socket_folder(), home()):
        shutil.rmtree(folder, ignore_errors=True)
    stamps.set_undone("cluster")
    _PLACE.unlink(missing_ok=True)


def connection_environment() -> dict[str, str]:
    """What PostgreSQL's own programs need to find the server."""
    return {"PGHOST": str(socket_folder()), "PGPORT": str(PORT), "PGUSER": USER}


def client_program(name: str) -> Path:
    """A client program (psql, pg_dump …) of the server's version."""
    return _server_program(name)


def major_version() -> int:
    """The server's major version."""
    return int(client_program("psql").parents[1].name)
