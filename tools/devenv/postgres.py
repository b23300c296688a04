"""Databases of the private server: listing, copying, dropping, and the note that each carries of how it was built.

The note is PostgreSQL's own comment on the database. It lives and dies with it, and a copy does not inherit it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from . import cluster, paths
from .errors import BuildFailed
from .processes import clean_environment


def query(sql: str, database: str = "postgres") -> list[list[str]]:
    """Runs SQL; returns its rows as texts.

    :raises BuildFailed: the server refused
    """
    argv = [
        cluster.client_program("psql"),
        "-XAtq",
        "-F",
        "\x1f",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        database,
        "-c",
        sql,
    ]
    result = subprocess.run(
        argv,
        env=clean_environment(**cluster.connection_environment()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BuildFailed(
            f"PostgreSQL refused: {result.stderr.strip()}", "See the server's log.", cluster.log_file()
        )
    return [line.split("\x1f") for line in result.stdout.splitlines()]


def notes() -> dict[str, str]:
    """Every database with its note (an empty text if it has none)."""
    rows = query("SELECT datname, coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database")
    return {row[0]: row[1] for row in rows}


def is_built(database: str, note: str | None = None) -> bool:
    """Whether a database stands with its filestore (and with this note, if one is given)."""
    found = notes().get(database)
    return bool(found) and note in (None, found) and (paths.FILESTORE / database).is_dir()


def set_note(database: str, note: str) -> None:
    """Writes a database's note: from now on it counts as built."""
    query(f"COMMENT ON DATABASE \"{database}\" IS '{note}'")


def drop(database: str) -> None:
    """Removes a database and its filestore; does nothing if there is none."""
    query(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    shutil.rmtree(paths.FILESTORE / database, ignore_errors=True)


def create(database: str) -> None:
    """Makes an empty database with Odoo's own collation."""
    drop(database)
    query(
        f"CREATE DATABASE \"{database}\" ENCODING 'unicode' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0"
    )
    (paths.FILESTORE / database).mkdir(parents=True, exist_ok=True)


def copy(source: str, target: str) -> None:
    """Makes ``target`` a copy of ``source``; files of the filestore are shared as hard links (they never change)."""
    drop(target)
    query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{source}' AND pid <> pg_backend_pid()"
    )
    strategy = " STRATEGY = FILE_COPY" if cluster.major_version() >= 15 else ""
    query(f'CREATE DATABASE "{target}" TEMPLATE "{source}"{strategy}')
    _copy_files(paths.FILESTORE / source, paths.FILESTORE / target)


def _copy_files(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, copy_function=_link_or_copy)
    target.mkdir(parents=True, exist_ok=True)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def rename(old: str, new: str) -> None:
    """Gives a finished database its name; one that had it before is removed."""
    drop(new)
    query(f'ALTER DATABASE "{old}" RENAME TO "{new}"')
    (paths.FILESTORE / old).rename(paths.FILESTORE / new)
