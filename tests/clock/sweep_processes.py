"""Real server processes that sweep, and die: ``python sweep_processes.py DATABASE``, prints one line of JSON.

Run by ``test_sweep_killed.py`` on a database of its own. The registry is loaded once; each sweep is a child process
with connections of its own, and is ended by SIGKILL in the middle of its work.
"""

import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta

import odoo.service.server
from odoo import SUPERUSER_ID, fields, sql_db
from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.tools import config

REQUESTS = 40
CLOCKS_IN_A_TRANSACTION = 8
DEATHS = 12


class Server:
    """One database, and the processes that work on it."""

    def __init__(self, database: str):
        config.parse_config(["-d", database, "--no-http", "--log-level=critical"], setup_logging=True)
        logging.getLogger("odoo").setLevel(logging.CRITICAL)
        odoo.service.server.load_server_wide_modules()
        self.registry = Registry(database)
        from odoo.addons.printer_maintenance.models.sla import sla_sweep

        sla_sweep.PAGE = CLOCKS_IN_A_TRANSACTION

    @contextmanager
    def env(self):
        with self.registry.cursor() as cr:
            yield Environment(cr, SUPERUSER_ID, {})

    def start(self, work: Callable) -> int:
        """Do some work in a child process; its number is returned at once."""
        sql_db.close_all()
        child = os.fork()
        if child:
            return child
        try:
            with self.env() as env:
                work(env)
        finally:
            os._exit(0)

    def run(self, work: Callable) -> bool:
        """Do some work in a child process; whether it lived to the end."""
        _pid, status = os.waitpid(self.start(work), 0)
        return os.WIFEXITED(status)


def report(env) -> None:
    """Requests whose clocks are overdue by all their steps but the last ones."""
    device = env["maintenance.equipment"].search([("unit_id", "!=", False)], limit=1)
    env["helpdesk.ticket"].create(
        [
            {
                "name": f"Jam {number}",
                "description": "<p>x</p>",
                "equipment_id": device.id,
                "partner_id": device.unit_id.id,
                "user_id": False,
                "reported_at": fields.Datetime.now() - timedelta(minutes=31),
            }
            for number in range(REQUESTS)
        ]
    )


def sweep(env) -> None:
    """What the scheduled action does."""
    env["printer.sla.clock"]._cron_sweep()


def sweep_and_die(statement: int) -> Callable:
    """A sweep that is killed when it is about to send its n-th statement to the database."""

    def work(env):
        sent = 0
        execute = type(env.cr).execute

        def execute_or_die(cursor, *args, **kwargs):
            nonlocal sent
            sent += 1
            if sent == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(cursor, *args, **kwargs)

        type(env.cr).execute = execute_or_die
        sweep(env)

    return work


def found(env) -> dict:
    """What stands in the database: how often each step fired, each person was told, each mail was written."""
    query = env.cr.execute
    query("SELECT count(*), count(DISTINCT (clock_id, step_id)) FROM printer_sla_escalation_log")
    fired, steps = env.cr.fetchone()
    query("SELECT count(*), count(DISTINCT (log_id, user_id)), count(told_at) FROM printer_sla_notice")
    notices, people, told = env.cr.fetchone()
    query(
        "SELECT count(*), count(DISTINCT (res_id, user_id)) FROM mail_activity "
        "WHERE automated AND res_model = 'helpdesk.ticket'"
    )
    activities, different = env.cr.fetchone()
    query("SELECT count(*) FROM printer_sla_clock WHERE next_event_at <= now() AT TIME ZONE 'UTC'")
    left = env.cr.fetchone()[0]
    query("SELECT mail_id, count(*) FROM printer_sla_notice WHERE by_mail GROUP BY mail_id")
    by_mail = dict(env.cr.fetchall())
    mails = env["mail.mail"].search([("printer_tries", ">", 0)])
    return {
        "fired": fired,
        "steps": steps,
        "notices": notices,
        "people": people,
        "told": told,
        "activities": activities,
        "different activities": different,
        "left": left,
        "mails": len(mails),
        "mails of notices": len([mail for mail in by_mail if mail]),
    }


def main(database: str) -> None:
    server = Server(database)
    assert server.run(report)
    deaths, statement = 0, 3
    while deaths < DEATHS and not server.run(sweep_and_die(statement)):
        deaths += 1
        statement += 9
    together = [server.start(sweep) for _number in range(2)]
    survived = [os.WIFEXITED(os.waitpid(pid, 0)[1]) for pid in together]
    server.run(sweep)
    with server.env() as env:
        sys.stdout.write(json.dumps({**found(env), "deaths": deaths, "survived": sum(survived)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
