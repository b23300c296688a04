"""The private Odoo 19: Debian's package, unpacked under ``.odoo/root`` and never installed into the system.

The machine's own suite lacks the package, so a private apt configuration asks for suite *sid* at the mirror that the
machine already uses. Only the package files are fetched; nothing else of that suite comes along.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from . import paths, stamps
from .console import step
from .errors import ToolError, UnsupportedSystem
from .processes import output_of, run_logged

ODOO_SERIES = (19, 0)
LAYOUT_VERSION = 1
# Files that Debian replaced by links into other packages; without them the login page fails.
# Font Awesome must be 4.7: later suites have other file names.
PACKAGES = {
    "odoo-19": "sid",
    "libjs-jquery": "sid",
    "libjs-jquery-form": "sid",
    "libjs-underscore": "sid",
    "fonts-roboto-unhinted": "sid",
    "fonts-inconsolata": "sid",
    "fonts-ocr-b": "sid",
    "fonts-montserrat": "sid",
    "fonts-font-awesome": "bookworm",
}
# Debian removed this file for its licence. The web client only wants it to be there (it blurs the camera's
# background in calls); without it every page logs an error, and browser tours fail on that.
_SEGMENTATION = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
_SEGMENTATION_STUB = (
    "// Stands in for a file that Debian's package leaves out: blurring the camera's background.\n"
)


def mark() -> str:
    """The fingerprint of what the tree is made from."""
    return stamps.fingerprint("tree", LAYOUT_VERSION, PACKAGES, str(paths.ROOT))


def is_ready() -> bool:
    """Whether the tree stands, whole and for this place."""
    return stamps.is_done("tree", mark()) and (paths.SITE_LINKS / "odoo" / "release.py").is_file()


def ensure() -> None:
    """Fetches and unpacks Odoo where that was not done yet.

    :raises NoNetwork: the mirror could not be reached and the cache lacks the package files
    :raises UnsupportedSystem: this machine's apt names no Debian mirror
    :raises ToolError: the package is not Odoo 19.0
    """
    if is_ready():
        return
    with stamps.lock("tree"):
        if is_ready():
            return
        stamps.set_undone("tree")
        debs = _cached_debs()
        if len(debs) < len(PACKAGES):
            with stamps.lock("download.lock", paths.cache()), step("Odoo 19: package files"):
                debs = _download()
        with step("Odoo 19: unpacking"):
            _unpack(list(debs.values()))
            _link()
            version = release()
            if version[:2] != ODOO_SERIES:
                raise ToolError(
                    f"The package holds Odoo {version[0]}.{version[1]}, not 19.0.",
                    f"Remove {deb_folder()} and try again; if it stays so, the mirror no longer has Odoo 19.",
                )
        stamps.set_done("tree", mark())


def deb_folder() -> Path:
    """Where package files are kept between checkouts."""
    return paths.cache() / "debs"


def deb_version() -> str:
    """The version of the unpacked package, as part of what databases are built from."""
    debs = _cached_debs()
    return debs["odoo-19"].name if "odoo-19" in debs else "unknown"


def release() -> tuple[int, int]:
    """The unpacked Odoo's own word on its version."""
    text = (paths.DIST_PACKAGES / "odoo" / "release.py").read_text(encoding="utf-8")
    found = re.search(r"^version_info\s*=\s*\((\d+),\s*(\d+)", text, re.MULTILINE)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _cached_debs() -> dict[str, Path]:
    found = {}
    for name in PACKAGES:
        files = sorted(deb_folder().glob(f"{name}_*.deb"), key=lambda f: f.stat().st_mtime)
        if files:
            found[name] = files[-1]
    return found


def mirror() -> str:
    """The Debian mirror that this machine's apt uses.

    :raises UnsupportedSystem: apt names none
    """
    if named := os.environ.get("PRINTER_DEBIAN_MIRROR"):
        return named
    codename = re.search(r"^VERSION_CODENAME=(\w+)", _os_release(), re.MULTILINE)
    targets = output_of(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI)", "Created-By: Packages"]
    )
    for line in targets.splitlines():
        release_name, _, uri = line.partition(" ")
        if uri and codename and "ID=debian" in _os_release() and release_name in (codename[1], "stable"):
            return uri
    raise UnsupportedSystem(
        "The apt configuration of this machine names no Debian mirror, from which Odoo 19 could be fetched.",
        "Use Debian 12 or later, or name a mirror: make run PRINTER_DEBIAN_MIRROR=<address of a Debian mirror>",
    )


def _os_release() -> str:
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return ""


def _private_apt() -> Path:
    """Writes the private apt configuration; returns its file."""
    folder = paths.cache() / "apt"
    for name in ("lists/partial", "archives/partial", "preferences.d"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    keyring = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
    signed = f"[signed-by={keyring}] " if keyring.exists() else ""
    suites = sorted(set(PACKAGES.values()))
    lines = [f"deb {signed}{mirror()} {suite} main" for suite in suites]
    (folder / "sources.list").write_text("\n".join(lines) + "\n")
    settings = {
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::preferences": folder / "preferences",
        "Dir::Etc::preferencesparts": folder / "preferences.d",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder,
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "APT::Update::Error-Mode": "any",
    }
    config = folder / "apt.conf"
    config.write_text("".join(f'{key} "{value}";\n' for key, value in settings.items()))
    return config


def _download() -> dict[str, Path]:
    config = _private_apt()
    run_logged(["apt-get", "-q", "-c", config, "update"], "odoo-lists")
    arriving = deb_folder() / "arriving"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(parents=True)
    have = _cached_debs()
    wanted = [f"{name}/{suite}" for name, suite in PACKAGES.items() if name not in have]
    run_logged(["apt-get", "-q", "-c", config, "download", *wanted], "odoo-download", cwd=arriving)
    for file in arriving.glob("*.deb"):
        file.replace(deb_folder() / file.name)
    arriving.rmdir()
    debs = _cached_debs()
    if lacking := set(PACKAGES) - set(debs):
        raise ToolError(
            f"The mirror did not give {', '.join(sorted(lacking))}.",
            "See the log.",
            paths.LOGS / "odoo-download.log",
        )
    return debs


def _unpack(debs: list[Path]) -> None:
    """Unpacks beside the final place and renames: a killed run leaves nothing that looks finished."""
    fresh = paths.WORK / "root.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for deb in debs:
        try:
            run_logged(["dpkg", "-x", deb, fresh], "odoo-unpack")
        except ToolError:
            deb.unlink()  # a broken file in the cache; the next run fetches it again
            raise
    stub = fresh / "usr/lib/python3/dist-packages/odoo" / _SEGMENTATION
    if not stub.is_file():
        stub.unlink(missing_ok=True)
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(_SEGMENTATION_STUB)
    shutil.rmtree(paths.TREE, ignore_errors=True)
    fresh.rename(paths.TREE)


def _link() -> None:
    """Gives Python only ``odoo`` and its egg-info of Debian's folder."""
    shutil.rmtree(paths.SITE_LINKS, ignore_errors=True)
    paths.SITE_LINKS.mkdir(parents=True)
    for target in (paths.DIST_PACKAGES / "odoo", *paths.DIST_PACKAGES.glob("odoo-*.egg-info")):
        (paths.SITE_LINKS / target.name).symlink_to(target)
