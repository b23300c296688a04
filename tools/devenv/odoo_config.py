"""Odoo's configuration files and the environment in which Odoo and everything around it runs."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from . import cluster, paths
from .processes import clean_environment


def _common() -> dict[str, object]:
    return {
        "addons_path": paths.ADDONS,
        "data_dir": paths.DATA,
        "db_host": cluster.socket_folder(),
        "db_port": cluster.PORT,
        "db_user": cluster.USER,
        "admin_passwd": _master_password(),
        "list_db": False,
        "http_interface": "127.0.0.1",
        "proxy_mode": False,
        "workers": 0,
        "limit_time_cpu": 3600,
        "limit_time_real": 3600,
        "limit_memory_hard": 0,
        "limit_memory_soft": 0,
        "server_wide_modules": "base,rpc,web",
    }


def _master_password() -> str:
    """Odoo's master password: random, kept from one writing to the next."""
    if paths.CONFIG.is_file():
        found = re.search(r"^admin_passwd = (\S+)", paths.CONFIG.read_text(), re.MULTILINE)
        if found:
            return found[1]
    return secrets.token_urlsafe(24)


def _write(file: Path, options: dict[str, object]) -> None:
    text = "[options]\n" + "".join(f"{key} = {value}\n" for key, value in options.items())
    if not file.is_file() or file.read_text() != text:
        file.touch(mode=0o600)
        file.write_text(text)


def ensure() -> None:
    """Writes both files, for serving and for tests, where they differ from what they should be."""
    _write(paths.CONFIG, {**_common(), "max_cron_threads": 1, "dbfilter": "^printer_demo$"})
    test_options = {"max_cron_threads": 0, "dbfilter": "", "screenshots": paths.LOGS / "tours"}
    _write(paths.TEST_CONFIG, {**_common(), **test_options})


def environment(config: Path = paths.CONFIG) -> dict[str, str]:
    """The environment variables for Odoo's command line, pytest and scripts."""
    path = f"{paths.VENV / 'bin'}:{clean_environment().get('PATH', '/usr/bin:/bin')}"
    return clean_environment(
        ODOO_RC=str(config),
        PATH=path,
        PYTHONUNBUFFERED="1",
        LC_ALL="C.UTF-8",
        TZ="UTC",
        **cluster.connection_environment(),
    )


def command(*arguments: str | Path) -> list[str]:
    """Odoo's own command line with these arguments."""
    return [str(paths.VENV_PYTHON), "-m", "odoo", *map(str, arguments)]
