"""The virtual environment ``.odoo/venv``: Odoo's Python packages, OCA's addons and our tools, in pinned versions."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import odoo_tree, paths, stamps
from .console import step
from .errors import CommandFailed, ToolError
from .processes import clean_environment, output_of, run_logged
from .system import base_python

LAYOUT_VERSION = 2
WHEEL_PROCESSES = 4
_PTH = "printer_maintenance_odoo.pth"
_FRESH = "nothing-installed-yet"


def requirement_files() -> list[Path]:
    """The files that say what is installed; the last one says in which versions."""
    return [paths.ROOT / "requirements.txt", paths.TOOLS / "requirements-dev.txt", constraints()]


def constraints() -> Path:
    """The file with the exact versions."""
    return paths.TOOLS / "constraints.txt"


def pins() -> list[str]:
    """The exact versions, one ``name==version`` each."""
    return [line for line in constraints().read_text(encoding="utf-8").splitlines() if "==" in line]


def mark() -> str:
    """The fingerprint of what the environment is made from."""
    contents = [file.read_text(encoding="utf-8") for file in requirement_files()]
    return stamps.fingerprint("venv", LAYOUT_VERSION, str(paths.ROOT), contents)


def is_ready() -> bool:
    """Whether the environment stands with today's versions, and its interpreter still exists."""
    return stamps.is_done("venv", mark()) and paths.VENV_PYTHON.exists()


def prepare() -> None:
    """What needs no Odoo yet and can go on beside its download: the empty environment and the wheels.

    :raises NoNetwork: the package index could not be reached
    :raises CommandFailed: pip failed
    """
    if is_ready():
        return
    with stamps.lock("venv"):
        if not (stamps.read("venv") and _works()):
            stamps.set_undone("venv")
            _create()
        _ensure_wheels()


def ensure() -> None:
    """Makes or updates the environment. Needs Odoo's tree: OCA's packages ask for ``odoo``, which lies there.

    :raises NoNetwork: the package index could not be reached
    :raises CommandFailed: pip failed
    """
    if is_ready():
        return
    with stamps.lock("venv"):
        if is_ready():
            return
        if stamps.read("venv") is None and not _is_fresh():
            _create()
        stamps.set_undone("venv")
        with step("Python packages"):
            _install()
        stamps.set_done("venv", mark())


def _is_fresh() -> bool:
    """Whether the environment was made but nothing was installed yet: nothing in it can be half-finished."""
    return (paths.VENV / _FRESH).is_file() and _works()


def _works() -> bool:
    return output_of([paths.VENV_PYTHON, "-c", "import pip; print('ok')"]).strip() == "ok"


def _create() -> None:
    python = base_python()
    shutil.rmtree(paths.VENV, ignore_errors=True)
    run_logged([python, "-m", "venv", paths.VENV], "venv")
    site = next((paths.VENV / "lib").glob("python3.*/site-packages"))
    (site / _PTH).write_text(f"{paths.SITE_LINKS}\n")
    (paths.VENV / _FRESH).touch()


def _install() -> None:
    """Installs the pinned versions, all of them and nothing else, from wheels that are kept in the cache.

    Resolving is left out: the pins are complete. (Resolving them anew is ``tools/dev pins``.)
    """
    wheels = _ensure_wheels()
    (paths.VENV / _FRESH).unlink(missing_ok=True)
    offline = ["--no-index", "--find-links", wheels, "--no-deps", "--no-compile"]
    _pip("pip", "install", *offline, "-r", constraints())
    _check_complete()


def _pip(log_name: str, *arguments: str | Path) -> None:
    options = ["--disable-pip-version-check", "--no-input", "--cache-dir", paths.cache() / "pip"]
    env = clean_environment(PIP_NO_WARN_SCRIPT_LOCATION="1")
    run_logged([paths.VENV_PYTHON, "-m", "pip", arguments[0], *options, *arguments[1:]], log_name, env=env)


def _ensure_wheels() -> Path:
    """Fetches (or compiles) the wheels of all pins; returns the cache folder that has them."""
    tag = output_of(
        [paths.VENV_PYTHON, "-c", "import sysconfig as s; print(s.get_config_var('SOABI'))"]
    ).strip()
    pins = constraints().read_text(encoding="utf-8")
    folder = paths.cache() / "wheels" / stamps.fingerprint("wheels", tag, pins)
    complete = folder / "complete"
    with stamps.lock("wheels.lock", paths.cache()):
        if not complete.is_file():
            builders = [line for line in pins.splitlines() if line.startswith(("setuptools==", "wheel=="))]
            _pip("pip-tools", "install", *builders)
            _fetch_wheels(folder)
            complete.touch()
    return folder


def _fetch_wheels(folder: Path) -> None:
    """Fetches the pins in a few processes at once: most of the time is waiting for answers."""
    options = ["--no-deps", "--no-build-isolation", "--prefer-binary", "-w", folder]
    with ThreadPoolExecutor(WHEEL_PROCESSES) as pool:
        jobs = []
        for number in range(WHEEL_PROCESSES):
            share = pins()[number::WHEEL_PROCESSES]
            jobs.append(pool.submit(_pip, f"pip-wheels-{number}", "wheel", *options, *share))
        for job in jobs:
            job.result()


def _check_complete() -> None:
    """Checks that the pins bring everything that the requirement files ask for, and that Odoo starts from them."""
    asked: list[str | Path] = []
    for file in requirement_files()[:-1]:
        asked += ["-r", file]
    try:
        _pip("pip-check", "install", "--no-index", "--dry-run", *asked)
    except ToolError as error:
        advice = "A requirement without a pin? Run 'tools/dev pins', look at the change, and try again."
        raise CommandFailed(error.message, advice, error.log) from error
    version = odoo_tree.release()
    code = f"import odoo.release as r; assert r.version_info[:2] == {version}"
    run_logged([paths.VENV_PYTHON, "-c", code], "venv-odoo")


def renew_pins() -> None:
    """Resolves the requirement files anew, in an environment of its own, and rewrites the constraints file.

    :raises NoNetwork: the package index could not be reached
    """
    comment = [
        line for line in constraints().read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    trial = paths.WORK / "pins"
    shutil.rmtree(trial, ignore_errors=True)
    run_logged([base_python(), "-m", "venv", trial], "pins-venv")
    site = next((trial / "lib").glob("python3.*/site-packages"))
    (site / _PTH).write_text(f"{paths.SITE_LINKS}\n")
    asked = [argument for file in requirement_files()[:-1] for argument in ("-r", str(file))]
    with step("resolving the requirements anew"):
        run_logged([trial / "bin" / "python", "-m", "pip", "install", *asked, "wheel"], "pins")
    frozen = output_of([trial / "bin" / "python", "-m", "pip", "freeze", "--all"]).splitlines()
    pins = [line for line in frozen if "==" in line and not line.startswith(("odoo==", "pip=="))]
    constraints().write_text("\n".join([*comment, *sorted(pins, key=str.lower)]) + "\n", encoding="utf-8")
    shutil.rmtree(trial, ignore_errors=True)
