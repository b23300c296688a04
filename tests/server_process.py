"""Real server processes on one database, which can be killed at any statement."""

import logging
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager

import odoo.service.server
from odoo import SUPERUSER_ID, sql_db
from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.tools import config


class Server:
    """One database, and the processes that work on it."""

    def __init__(self, database: str):
        config.parse_config(["-d", database, "--no-http", "--log-level=critical"], setup_logging=True)
        logging.getLogger("odoo").setLevel(logging.CRITICAL)
        odoo.service.server.load_server_wide_modules()
        self.registry = Registry(database)

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


def and_die(work: Callable, statement: int) -> Callable:
    """The same work, killed when it is about to send its n-th statement to the database."""

    def dying(env):
        sent = 0
        execute = type(env.cr).execute

        def execute_or_die(cursor, *args, **kwargs):
            nonlocal sent
            sent += 1
            if sent == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(cursor, *args, **kwargs)

        type(env.cr).execute = execute_or_die
        work(env)

    return dying


def kill_often(server: Server, work: Callable, deaths: int, first: int = 3, step: int = 9) -> int:
    """Begin work again and again, killed a little later each time, until it lives to the end.

    :param deaths: how often at most
    :return: how often it died
    """
    died, statement = 0, first
    while died < deaths and not server.run(and_die(work, statement)):
        died += 1
        statement += step
    return died


def together(server: Server, work: Callable, number: int = 2) -> int:
    """Do the same work in several processes at once.

    :return: how many of them lived to the end
    """
    processes = [server.start(work) for _number in range(number)]
    return sum(os.WIFEXITED(os.waitpid(process, 0)[1]) for process in processes)
