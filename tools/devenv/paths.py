"""Where things lie. Everything that is built stands under ``.odoo/``; downloads are kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
ROOT = TOOLS.parent
WORK = ROOT / ".odoo"

STAMPS = WORK / "stamps"
LOGS = WORK / "logs"
LOCKS = WORK / "locks"
TREE = WORK / "root"
DIST_PACKAGES = TREE / "usr" / "lib" / "python3" / "dist-packages"
SITE_LINKS = WORK / "site"
ADDONS = WORK / "addons"
VENV = WORK / "venv"
VENV_PYTHON = VENV / "bin" / "python"
NODE = WORK / "node"
DATA = WORK / "data"
FILESTORE = DATA / "filestore"
CONFIG = WORK / "odoo.conf"
TEST_CONFIG = WORK / "odoo-test.conf"
BENCH_RESULT = WORK / "bench.json"

SUITE = "printer_maintenance_suite"
OUR_ADDONS = {
    "printer_maintenance": ROOT / "printer_maintenance",
    "printer_maintenance_reports": ROOT / "printer_maintenance_reports",
    SUITE: ROOT,
}

CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def cache() -> Path:
    """The folder in which downloads and the ready-built stack are kept between checkouts."""
    named = os.environ.get("PRINTER_CACHE")
    if named:
        return Path(named).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / SUITE


def make_folders() -> None:
    """Creates the folders that every step may write to."""
    for folder in (WORK, STAMPS, LOGS, LOCKS, ADDONS, DATA, FILESTORE, cache()):
        folder.mkdir(parents=True, exist_ok=True)
