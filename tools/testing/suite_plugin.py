"""A pytest plugin beside pytest-odoo: plain paths work for all our addons, and nothing is skipped silently.

pytest-odoo derives a test's module name from its path, and gets it wrong for addons inside an addon. Here the name
follows from the nearest manifest above the file; the checkout itself answers to the suite's addon name.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import _pytest.pathlib
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SUITE = "printer_maintenance_suite"
NOT_OF_THE_SUITE = {"tools", "benchmarks", ".odoo"}
_MISSING_BROWSER = ("chrome executable not found", "websocket-client", "please install chrome")


def addon_module_name(path: Path) -> str | None:
    """The name under which Odoo imports a Python file of ours, or None for any other file."""
    path = path.resolve()
    if not path.is_relative_to(ROOT):
        return None
    parts = path.relative_to(ROOT).with_suffix("").parts
    if not parts or parts[0] in NOT_OF_THE_SUITE:
        return None
    if not (ROOT / parts[0] / "__manifest__.py").is_file():
        parts = (SUITE, *parts)
    if parts[-1] == "__init__":
        parts = parts[:-1]
    return ".".join(("odoo", "addons", *parts))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Keeps pytest from importing this plugin, and the one for pylint beside it, in search of doctests."""
    return True if collection_path.parent == HERE and not collection_path.name.startswith("test_") else None


def pytest_configure(config: pytest.Config) -> None:
    """Puts our naming before pytest-odoo's."""
    theirs = _pytest.pathlib.resolve_pkg_root_and_module_name

    def resolve(path: Path, *, consider_namespace_packages: bool = False) -> tuple[Path, str]:
        name = addon_module_name(path)
        if name:
            return HERE, name
        return theirs(path, consider_namespace_packages=consider_namespace_packages)

    _pytest.pathlib.resolve_pkg_root_and_module_name = resolve


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, object, None]:
    """Turns "skipped for want of a browser" into a failure: the set-up brings one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and any(word in str(report.longrepr).lower() for word in _MISSING_BROWSER):
        report.outcome = "failed"
