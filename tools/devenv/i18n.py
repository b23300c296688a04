"""``make i18n``: each addon's ``i18n/<addon>.pot`` from what is installed, and its ``zh_CN.po`` merged with that."""

from __future__ import annotations

import shutil

from . import databases, odoo_config, paths, setup
from .console import step
from .processes import run_logged, run_shown

EXPORTER = paths.TOOLS / "scripts" / "export_terms.py"
MERGER = paths.TOOLS / "scripts" / "merge_terms.py"


def run() -> int:
    """Writes the template files and merges the translations; prints how many terms lack one.

    :raises ToolError: the set-up or Odoo failed
    """
    setup.ensure()
    databases.ensure_ready()
    exported = paths.WORK / "terms"
    shutil.rmtree(exported, ignore_errors=True)
    exported.mkdir()
    with step("exporting terms"):
        command = [paths.VENV_PYTHON, EXPORTER, databases.READY, exported, *paths.OUR_ADDONS]
        run_logged(command, "i18n", env=odoo_config.environment())
    pairs = [f"{exported / addon}.pot={folder / 'i18n'}" for addon, folder in paths.OUR_ADDONS.items()]
    return run_shown([paths.VENV_PYTHON, MERGER, *pairs])
