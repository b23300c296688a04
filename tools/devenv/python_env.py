"""The virtual environment ``.odoo/venv``: Odoo's Python packages, OCA's addons and our tools, in pinned versions."""

from __future__ import annotations

import shutil
from pathlib import Path

from . import odoo_tree, paths, stamps
from .console import step
from .processes import clean_environment, output_of, run_logged
from .system import base_python

LAYOUT_VERSION = 1
_PTH = "printer_maintenance_odoo.pth"


def requirement_files() -> list[Path]:
    """The files that say what is installed; the last one says in which versions."""
    return [paths.ROOT / "requirements.txt", paths.TOOLS / "requirements-dev.txt", constraints()]


def constraints() -> Path:
    """The file with the exact versions."""
    return paths.TOOLS / "constraints.txt"


def mark() -> str:
    """The fingerprint of what the environment is made from."""
    contents = [file.read_text(encoding="utf-8") for file in requirement_files()]
    return stamps.fingerprint("venv", LAYOUT_VERSION, str(paths.ROOT), contents)


def is_ready() -> bool:
    """Whether the environment stands with today's versions, and its interpreter still exists."""
    return stamps.is_done("venv", mark()) and paths.VENV_PYTHON.exists()


def ensure() -> None:
    """Makes or updates the environment. Needs Odoo's tree: OCA's packages ask for ``odoo``, which lies there.

    :raises NoNetwork: the package index could not be reached
    :raises CommandFailed: pip failed
    """
    if is_ready():
        return
    with stamps.lock("setup"):
        if is_ready():
            return
        whole = stamps.read("venv") is not None and _works()
        stamps.set_undone("venv")
        with step("Python packages"):
            if not whole:
                _create()
            _install()
        stamps.set_done("venv", mark())


def _works() -> bool:
    return output_of([paths.VENV_PYTHON, "-c", "import pip; print('ok')"]).strip() == "ok"


def _create() -> None:
    python = base_python()
    shutil.rmtree(paths.VENV, ignore_errors=True)
    run_logged([python, "-m", "venv", paths.VENV], "venv")
    site = next((paths.VENV / "lib").glob("python3.*/site-packages"))
    (site / _PTH).write_text(f"{paths.SITE_LINKS}\n")


def _install() -> None:
    """Asks pip, which (unlike uv) sees Odoo through the path file and so accepts OCA's requirement of it."""
    pip = [paths.VENV_PYTHON, "-m", "pip", "install", "--cache-dir", paths.cache() / "pip"]
    pip += ["--disable-pip-version-check", "--no-input", "--prefer-binary", "-c", constraints()]
    env = clean_environment(PIP_NO_WARN_SCRIPT_LOCATION="1")
    run_logged([*pip, "setuptools", "wheel"], "pip-tools", env=env)
    files: list[str | Path] = []
    for file in requirement_files()[:-1]:
        files += ["-r", file]
    run_logged([*pip, "--no-build-isolation", *files], "pip", env=env)
    installed = odoo_tree.release()
    run_logged([paths.VENV_PYTHON, "-c", f"import odoo.release as r; assert r.version_info[:2] == {installed}"], "venv-odoo")
