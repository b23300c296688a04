"""Writes the translatable terms of addons, in one process: ``export_terms.py DATABASE FOLDER ADDON...``."""

import sys
from pathlib import Path

import odoo.service.server
from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.tools import config
from odoo.tools.translate import trans_export


def main(database: str, folder: str, addons: list[str]) -> None:
    """Writes ``FOLDER/<addon>.pot`` for each addon; an addon without terms gets an empty file."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    odoo.service.server.load_server_wide_modules()
    with Registry(database).cursor(readonly=True) as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        for addon in addons:
            with Path(folder, f"{addon}.pot").open("wb") as target:
                trans_export(None, [addon], target, "po", env)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
