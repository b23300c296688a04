"""Odoo's own tests of the addons that parts run through, which have to pass with ours installed."""

from __future__ import annotations

from pathlib import Path

from . import paths
from .errors import ToolError

ADDONS = ("repair", "purchase_stock", "sale_stock", "stock", "sale")
# the one that ours extend most runs with every ``make test``
ALWAYS = "repair"
# tests that fail without our addons too: node id below Odoo's addons, and what they stumble over
KNOWN: dict[str, str] = {}


def folder(addon: str) -> Path:
    """Where an addon of Odoo keeps its tests, there once the set-up ran."""
    return paths.DIST_PACKAGES / "odoo" / "addons" / addon / "tests"


def chosen(addon: str) -> list[str]:
    """What pytest is told for the tests of an addon.

    :raises ToolError: when it has none
    """
    tests = folder(addon)
    if not tests.is_dir():
        raise ToolError(f"Odoo has no tests for “{addon}”.", f"One of: {', '.join(ADDONS)}")
    above = tests.parents[1].relative_to(paths.ROOT)
    left_out = [f"--deselect={above / name}" for name in KNOWN if name.startswith(f"{addon}/")]
    return [str(tests.relative_to(paths.ROOT)), *left_out]
