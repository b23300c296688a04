"""Runs the benchmarks inside Odoo: ``run_benchmarks.py DATABASE RESULT_FILE [NAME]``."""

import logging
import sys
from pathlib import Path

import odoo.service.server
from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.tools import config

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import frame


def main(database: str, result_file: str, wanted: str = "") -> int:
    """Returns the exit status of the races."""
    config.parse_config(["-d", database, "--no-http", "--log-level=warn"], setup_logging=True)
    logging.getLogger("odoo").setLevel(logging.WARNING)
    odoo.service.server.load_server_wide_modules()
    registry = Registry(database)
    with registry.cursor() as cr:
        return frame.run(Environment(cr, SUPERUSER_ID, {}), wanted, Path(result_file))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
