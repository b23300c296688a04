"""A database of its own on which real server processes work and die."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tests import BaseCase
from odoo.tools import config

TEMPLATE = "printer_ready"


class KilledCase(BaseCase):
    """Runs a script of processes once; what it found stands in ``found``."""

    processes: ClassVar[Path]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.database = f"printer_killed_{os.getpid()}"
        cls.addClassCleanup(cls._administer, f'DROP DATABASE IF EXISTS "{cls.database}" WITH (FORCE)')
        cls._administer(f'CREATE DATABASE "{cls.database}" TEMPLATE "{TEMPLATE}"')
        done = subprocess.run(
            [sys.executable, str(cls.processes), cls.database],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={**os.environ, "ODOO_RC": config["config"]},
        )
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
        cls.found = json.loads(done.stdout.splitlines()[-1])

    @classmethod
    def _administer(cls, statement: str) -> None:
        """A statement of the cluster's own, which no transaction may hold."""
        _name, info = connection_info_for("postgres")
        connection = psycopg2.connect(**info)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()
