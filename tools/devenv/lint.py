"""``make lint``: ruff, pylint-odoo, and eslint and prettier where JavaScript and styles stand."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from . import node, paths
from .console import say, step
from .processes import clean_environment


def run() -> bool:
    """Runs every checker, each with its findings printed; tells whether all were content."""
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("lint: ruff", _ruff_check),
        ("lint: ruff format", _ruff_format),
        ("lint: pylint-odoo", _pylint),
    ]
    if node.files(".js", ".scss"):
        node.ensure()
        checks += [("lint: eslint", _eslint), ("lint: prettier", _prettier)]
    results = []
    for title, check in checks:
        with step(title) as progress:
            progress.ok = check()
        results.append(progress.ok)
    return all(results)


def _run(argv: list[str | Path], env: dict[str, str] | None = None) -> bool:
    result = subprocess.run(
        list(map(os.fspath, argv)),
        cwd=paths.ROOT,
        env=env or clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        say(result.stdout.rstrip())
    return result.returncode == 0


def _ruff_check() -> bool:
    return _run([paths.VENV / "bin" / "ruff", "check", "."])


def _ruff_format() -> bool:
    if _run([paths.VENV / "bin" / "ruff", "format", "--check", "."]):
        return True
    say("Run: tools/dev format")
    return False


def _pylint() -> bool:
    folders = [
        str(folder.relative_to(paths.ROOT)) for folder in paths.OUR_ADDONS.values() if folder != paths.ROOT
    ]
    own = [
        name for name in ("__init__.py", "__manifest__.py", "tests", "data") if (paths.ROOT / name).exists()
    ]
    argv = [paths.VENV_PYTHON, "-m", "pylint", "--rcfile=.pylintrc", "-j2", *folders, *own]
    return _run(argv)


def _eslint() -> bool:
    scripts = node.files(".js")
    if not scripts:
        return True
    config = paths.NODE / "eslint.config.mjs"
    return _run(
        [*node.command("eslint", "--config", config, "--max-warnings=0"), *scripts], node.environment()
    )


def _prettier() -> bool:
    if _run([*_prettier_command(), "--check", *node.files(".js", ".scss")], node.environment()):
        return True
    say("Run: tools/dev format")
    return False


def _prettier_command() -> list[str | Path]:
    return [*node.command("prettier", "--config", paths.NODE / "prettier.json", "--log-level=warn")]


def reformat(places: list[str]) -> bool:
    """Lets ruff and prettier format these files or folders (or all); tells whether ruff has no complaint left."""
    ruff = paths.VENV / "bin" / "ruff"
    wanted = places or ["."]
    roots = [(paths.ROOT / place).resolve() for place in wanted]
    styled = [f for f in node.files(".js", ".scss") if any(f.is_relative_to(root) for root in roots)]
    if styled:
        node.ensure()
        _run([*_prettier_command(), "--write", *styled], node.environment())
    return _run([ruff, "check", "--fix", *wanted]) & _run([ruff, "format", *wanted])
