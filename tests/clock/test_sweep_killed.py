"""The server is killed in the middle of a sweep and started again, as a real process on a real database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tests import BaseCase, tagged
from odoo.tools import config

TEMPLATE = "printer_ready"
PROCESSES = Path(__file__).with_name("sweep_processes.py")


@tagged("post_install", "-at_install")
class TestSweepKilled(BaseCase):
    """Each step fires exactly once and each person is told exactly once, wherever the server dies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.database = f"printer_killed_{os.getpid()}"
        cls.addClassCleanup(cls._administer, f'DROP DATABASE IF EXISTS "{cls.database}" WITH (FORCE)')
        cls._administer(f'CREATE DATABASE "{cls.database}" TEMPLATE "{TEMPLATE}"')
        done = subprocess.run(
            [sys.executable, str(PROCESSES), cls.database],
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

    def test_server_really_died_in_the_middle(self):
        self.assertGreaterEqual(self.found["deaths"], 6)
        self.assertEqual(self.found["survived"], 2, "two sweeps at once get along")

    def test_each_step_fired_exactly_once(self):
        self.assertEqual(self.found["left"], 0)
        self.assertEqual(self.found["fired"], self.found["steps"])
        # half an hour after the report three steps of confirming are due and one of arriving
        self.assertGreaterEqual(self.found["fired"], 4 * 40)

    def test_each_person_was_told_exactly_once(self):
        self.assertEqual(self.found["told"], self.found["notices"])
        self.assertEqual(self.found["notices"], self.found["people"])
        self.assertEqual(self.found["mails"], self.found["mails of notices"], "no mail without its notice")
        self.assertEqual(self.found["activities"], self.found["different activities"])
