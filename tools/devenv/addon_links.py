"""The one folder on Odoo's addons path: ``.odoo/addons``, with a link to each of our addons.

The suite is the checkout itself, whatever that is called, and ``.odoo`` lies inside it. So its entry is a folder with a
link to each of its parts: one link to the whole checkout would lead every walk over the addons in circles.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from . import paths

_NOT_OF_THE_SUITE = {"tools", "benchmarks", "Makefile", "pyproject.toml", *paths.OUR_ADDONS}


def wanted() -> dict[Path, Path]:
    """Every link below ``.odoo/addons`` with what it should lead to."""
    links = {}
    for addon, folder in paths.OUR_ADDONS.items():
        if folder != paths.ROOT:
            links[paths.ADDONS / addon] = folder
    for part in paths.ROOT.iterdir():
        if not part.name.startswith((".", "__pycache__")) and part.name not in _NOT_OF_THE_SUITE:
            links[paths.ADDONS / paths.SUITE / part.name] = part
    return links


def ensure() -> None:
    """Makes the links that are missing and removes those that should not be there."""
    links = wanted()
    suite = paths.ADDONS / paths.SUITE
    if suite.is_symlink():
        suite.unlink()
    suite.mkdir(parents=True, exist_ok=True)
    for found in [*paths.ADDONS.iterdir(), *suite.iterdir()]:
        if found != suite and found not in links:
            shutil.rmtree(found) if found.is_dir() and not found.is_symlink() else found.unlink()
    for link, target in links.items():
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
