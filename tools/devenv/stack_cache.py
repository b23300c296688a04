"""The built stack, kept in the user's cache: a second checkout restores it instead of installing it again."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

from . import cluster, paths, postgres, stamps
from .errors import ToolError
from .processes import clean_environment, run_logged

KEEP_NEWEST = 2


def _folder(mark: str) -> Path:
    return paths.cache() / "stack" / stamps.fingerprint(mark, cluster.major_version())


def has(mark: str) -> bool:
    """Whether the cache holds this stack, made by this version of PostgreSQL."""
    return (_folder(mark) / "database").is_dir() and (_folder(mark) / "filestore.tar").is_file()


def keep(mark: str, database: str) -> None:
    """Stores a database and its filestore in the cache; older ones beyond a few are removed."""
    place = _folder(mark)
    arriving = place.with_name(place.name + ".arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(parents=True)
    dump = [
        cluster.client_program("pg_dump"),
        "-Fd",
        "-j2",
        "-Z1",
        "--no-owner",
        "-f",
        arriving / "database",
        database,
    ]
    run_logged(dump, "stack-dump", env=clean_environment(**cluster.connection_environment()))
    with tarfile.open(arriving / "filestore.tar", "w") as tar:
        tar.add(paths.FILESTORE / database, arcname=".")
    shutil.rmtree(place, ignore_errors=True)
    arriving.rename(place)
    others = [p for p in place.parent.iterdir() if p != place]
    for old in sorted(others, key=lambda p: p.stat().st_mtime, reverse=True)[KEEP_NEWEST - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def restore(mark: str, database: str) -> bool:
    """Restores the stack from the cache; if that fails, the cached copy is removed and the answer is False."""
    place = _folder(mark)
    postgres.create(database)
    command = [cluster.client_program("pg_restore"), "-j2", "--no-owner", "-d", database, place / "database"]
    try:
        run_logged(command, "stack-restore", env=clean_environment(**cluster.connection_environment()))
        with tarfile.open(place / "filestore.tar") as tar:
            tar.extractall(paths.FILESTORE / database)
    except (ToolError, tarfile.TarError, OSError):
        postgres.drop(database)
        shutil.rmtree(place, ignore_errors=True)
        return False
    return True
