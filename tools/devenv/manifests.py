"""What our addons say about themselves, read without importing them, and fingerprints of their files."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import paths, stamps
from .errors import BuildFailed

# What changes neither a model nor a record: a database need not be built anew for it.
_NOT_BUILT_FROM = {"tests", "readme", "__pycache__", "tools", "benchmarks", "src", "lib", "node_modules"}
_SUITE_PARTS = (
    "__init__.py",
    "__manifest__.py",
    "data",
    "i18n",
    "i18n_extra",
    "models",
    "security",
    "views",
    "static",
)


def read(addon: str) -> dict[str, Any]:
    """The manifest of one of our addons.

    :raises BuildFailed: it is missing or no plain dictionary
    """
    file = paths.OUR_ADDONS[addon] / "__manifest__.py"
    try:
        return ast.literal_eval(file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        raise BuildFailed(
            f"{file} cannot be read: {error}", "Mend the manifest, then run the same command again."
        ) from error


def external_dependencies() -> list[str]:
    """The addons of others that ours build on, in alphabetical order.

    :raises BuildFailed: a manifest cannot be read
    """
    wanted = {name for addon in paths.OUR_ADDONS for name in read(addon).get("depends", [])}
    return sorted(wanted - set(paths.OUR_ADDONS) | {"base", "web"})


def _files_below(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f not in _NOT_BUILT_FROM and not f.startswith(".")]
        for name in names:
            if not name.endswith((".pyc", ".swp", ".rst", ".md", ".pot", "~")) and not name.startswith("."):
                yield Path(base) / name


def built_from() -> list[Path]:
    """The files of our addons that a database is built from."""
    files: list[Path] = []
    for addon, folder in paths.OUR_ADDONS.items():
        if addon != paths.SUITE:
            files.extend(_files_below(folder))
            continue
        for part in _SUITE_PARTS:
            place = folder / part
            files.extend([place] if place.is_file() else _files_below(place))
    return files


def our_mark() -> str:
    """The fingerprint of our addons."""
    return stamps.files_fingerprint(built_from(), paths.ROOT)
