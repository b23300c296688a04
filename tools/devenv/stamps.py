"""Stamps remember with which inputs a step was done, locks keep two commands from doing it at once."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from . import paths


def fingerprint(*parts: object) -> str:
    """A short hash of values that json can write; the same values give the same hash in every process."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def files_fingerprint(files: Iterable[Path], base: Path) -> str:
    """A hash over the names (below ``base``) and contents of files."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(base)).encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:20]


def is_done(name: str, mark: str) -> bool:
    """Whether the step was finished with exactly these inputs."""
    return read(name) == mark


def read(name: str) -> str | None:
    """The inputs' hash with which a step was last finished, or None."""
    try:
        return (paths.STAMPS / name).read_text().strip()
    except OSError:
        return None


def set_done(name: str, mark: str) -> None:
    """Marks a step as finished with these inputs."""
    paths.STAMPS.mkdir(parents=True, exist_ok=True)
    (paths.STAMPS / name).write_text(mark + "\n")


def set_undone(name: str) -> None:
    """Forgets that a step was finished: said before its result is touched, so that half a result is seen."""
    (paths.STAMPS / name).unlink(missing_ok=True)


def try_lock(name: str, folder: Path = paths.LOCKS) -> IO[str] | None:
    """Takes a lock without waiting; None if another process holds it. Closing the file frees the lock."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = (folder / name).open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


@contextmanager
def lock(name: str, folder: Path = paths.LOCKS) -> Iterator[None]:
    """Holds a lock, waiting for whoever holds it (and saying so)."""
    handle = try_lock(name, folder)
    if handle is None:
        print(f"… waiting for another command that is busy with the same ({name})", flush=True)
        handle = (folder / name).open("w")
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        handle.close()
