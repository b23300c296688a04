"""What the machine itself must bring: Debian's PostgreSQL, Chromium, wkhtmltopdf, fonts and a compiler.

Asked for by what is missing, not by package lists: a machine that has it all needs neither apt nor root.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import paths, stamps
from .console import step
from .errors import CommandFailed, MissingPrivilege, NoNetwork, NotEnoughDisk, UnsupportedSystem
from .processes import (
    NETWORK_ADVICE,
    clean_environment,
    output_of,
    program,
    reads_like_network_trouble,
    run_logged,
)

GIB = 1024**3
WORK_NEEDS = 6 * GIB
CACHE_NEEDS = 1 * GIB
CHINESE_FONT = "/usr/share/fonts/*/noto/NotoSansCJK*"


@dataclass(frozen=True)
class Need:
    """Something the machine must have.

    :param package: Debian's package that brings it
    :param purpose: why we want it, for the message when it cannot be installed
    :param there: tells whether it is there
    """

    package: str
    purpose: str
    there: Callable[[], bool]


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(program(name) for name in names)


def _has_file(pattern: str) -> Callable[[], bool]:
    return lambda: bool(glob.glob(pattern))


def base_python() -> Path:
    """The interpreter itself, also when we run inside a virtual environment made from it."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def _python_headers() -> bool:
    code = "import sysconfig; print(sysconfig.get_path('include'))"
    include = output_of([base_python(), "-c", code]).strip()
    return bool(include) and (Path(include) / "Python.h").is_file()


def _python_venv() -> bool:
    return output_of([base_python(), "-c", "import ensurepip, venv; print('ok')"]).strip() == "ok"


def _python_package(suffix: str) -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-{suffix}"


def needs(building: bool) -> list[Need]:
    """Everything that is asked of the machine.

    :param building: the virtual environment is still to be made, so a compiler and its company are needed too
    """
    browsers = ("chromium", "chromium-browser", "google-chrome")
    always = [
        Need("postgresql", "the database server", lambda: postgres_bin() is not None),
        Need("chromium", "browser tests and screenshots", _has_program(*browsers)),
        Need("wkhtmltopdf", "PDF files", _has_program("wkhtmltopdf")),
        Need("fonts-noto-cjk", "Chinese in PDF files and pictures", _has_file(CHINESE_FONT)),
        Need("poppler-utils", "reading PDF files in tests", _has_program("pdftotext")),
    ]
    if not building:
        return always
    return [
        *always,
        Need(
            "ca-certificates", "talking to package sources", _has_file("/etc/ssl/certs/ca-certificates.crt")
        ),
        Need("libpq-dev", "compiling psycopg2", _has_program("pg_config")),
        Need("gcc", "compiling psycopg2", _has_program("gcc", "cc")),
        Need("libc6-dev", "compiling psycopg2", _has_file("/usr/include/stdlib.h")),
        Need(_python_package("dev"), "compiling psycopg2", _python_headers),
        Need(_python_package("venv"), "the virtual environment", _python_venv),
    ]


def postgres_bin() -> Path | None:
    """The folder of the newest PostgreSQL server (13 or later) on this machine."""
    found = []
    for server in glob.glob("/usr/lib/postgresql/*/bin/postgres"):
        version = Path(server).parents[1].name
        if version.isdigit() and int(version) >= 13:
            found.append((int(version), Path(server).parent))
    return max(found)[1] if found else None


def missing(building: bool) -> list[Need]:
    """What is asked for and not there."""
    return [need for need in needs(building) if not need.there()]


def ensure(building: bool = True) -> None:
    """Installs what is missing.

    :raises MissingPrivilege: something is missing and we may not install it
    :raises UnsupportedSystem: there is no apt, or a package did not bring what it should
    :raises CommandFailed: apt failed
    """
    lacking = missing(building)
    if not lacking:
        return
    command = _apt_command(lacking)
    with stamps.lock("setup"), step(f"system packages: {' '.join(need.package for need in lacking)}"):
        _install(command, [need.package for need in lacking])
    if lacking := missing(building):
        raise UnsupportedSystem(
            "These packages are installed, but what is wanted of them is not found: "
            + ", ".join(f"{need.package} ({need.purpose})" for need in lacking),
            "Set up another Python (make run PYTHON=/usr/bin/python3) or install the parts by hand.",
        )


def _install(command: list[str], packages: list[str]) -> None:
    env = clean_environment(DEBIAN_FRONTEND="noninteractive")
    if not _installable(packages):
        # one broken source among many is a warning here; whether it mattered shows in the next command
        run_logged([*command, "update"], "apt-update", env=env)
    try:
        run_logged([*command, "install", "-y", "--no-install-recommends", *packages], "apt-install", env=env)
    except CommandFailed as error:
        if reads_like_network_trouble(paths.LOGS / "apt-update.log"):
            raise NoNetwork(error.message, NETWORK_ADVICE, error.log, error.output) from error
        raise


def _apt_command(lacking: list[Need]) -> list[str]:
    names = " ".join(need.package for need in lacking)
    if not program("apt-get"):
        raise UnsupportedSystem(
            f"This machine lacks {names}, and it has no apt-get.",
            "The commands are made for Debian 12 or later. Install what is missing by hand, or use a Debian container.",
        )
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = program("sudo")
        if not sudo:
            raise MissingPrivilege(
                f"These system packages are missing: {names}. Installing them needs root, and there is no sudo.",
                f"Run once as root: apt-get update && apt-get install -y {names}",
            )
        prefix = [sudo] if sys.stdin.isatty() else [sudo, "-n"]
    return [*prefix, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]


def _installable(packages: list[str]) -> bool:
    """Whether apt already knows every package: without its lists (a new container) it knows none."""
    simulated = ["apt-get", "install", "-s", "--no-install-recommends", *packages]
    return bool(output_of(simulated)) and _lists_are_fresh()


def _lists_are_fresh() -> bool:
    """Lists older than three days name files that mirrors no longer hold."""
    lists = glob.glob("/var/lib/apt/lists/*_Packages*")
    newest = max((os.path.getmtime(file) for file in lists), default=0.0)
    return newest > Path("/proc/self").stat().st_mtime - 3 * 86400


def check_disk() -> None:
    """Makes sure there is room before anything large is fetched.

    :raises NotEnoughDisk: there is not
    """
    for folder, wanted in ((paths.WORK, WORK_NEEDS), (paths.cache(), CACHE_NEEDS)):
        free = shutil.disk_usage(folder).free
        if free < wanted:
            raise NotEnoughDisk(
                f"{folder} has {free / GIB:.1f} GB free; {wanted / GIB:.0f} GB are needed.",
                "Free some space, or put the checkout (or, with PRINTER_CACHE=/a/folder, the cache) on a larger disk.",
            )
