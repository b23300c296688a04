"""What the security tests share: the world, who tries, and how an answer is judged."""

import json
from contextlib import contextmanager

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .marks import UNITS
from .snapshot import Snapshot
from .world import World

# refusals are what is expected here; they need not fill the log
NOISE = (
    "odoo.http",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_http",
    "odoo.addons.rpc.controllers.json2",
    "odoo.addons.mail.models.mail_mail",
    "odoo.models.unlink",
    "odoo.sql_db",
    "werkzeug",
)
ATTACKERS = {
    "anonymous": ("A1",),
    # the contact of another unit of the same customer
    "A2": ("A1",),
    # the contact of another customer, at the top of their tree
    "B": ("A1", "A"),
}


@tagged("post_install", "-at_install", "printer_security")
class SecurityCase(HttpCase):
    """A world, and means to try doors as somebody."""

    work_of = tuple(UNITS)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with mute_logger(*NOISE):
            cls.world = World(cls.env).build(cls.work_of)

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*NOISE))
        self.viewer = None

    def sign_in(self, viewer: str) -> None:
        """Go on as a unit's contact, as a person of ours, or as ``anonymous``."""
        self.viewer = viewer
        login = None if viewer == "anonymous" else self.world.users[viewer].login
        self.authenticate(login, login)

    def csrf_token(self) -> str:
        """A token that is valid for the running session."""
        return http.Request.csrf_token(self)

    @contextmanager
    def undone(self, caches=True):
        """Whatever is changed inside the block is taken back.

        :param caches: also forget what the server keeps in mind, for blocks that may change rights or settings
        """
        self.env.flush_all()
        savepoint = self.cr.savepoint(flush=False)
        try:
            yield
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all(flush=False)
            if caches:
                self.env.registry.clear_cache()

    @contextmanager
    def nothing_strange_changes(self, what: str):
        """Fail when a row changes that the viewer may not change; take everything back."""
        with self.undone():
            snapshot = Snapshot(self.world)
            yield
            wrongs = snapshot.wrongs_of(self.viewer)
        self.assertFalse(wrongs, f"{what} as {self.viewer} changed what is not theirs")

    def call(self, url: str, params: dict):
        """Post a JSON-RPC call."""
        return self.url_open(
            url,
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}, default=str),
            headers={"Content-Type": "application/json"},
            allow_redirects=False,
        )

    def call_kw(self, model: str, method: str, *args, **kwargs):
        """Call a public method of a model as the web client does.

        :return: the answer as a dictionary with ``result`` or ``error``
        """
        response = self.call(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )
        self.check_nothing_told(response, f"{model}.{method}")
        if not response.headers.get("Content-Type", "").startswith("application/json"):
            return {"error": response.status_code}
        return response.json()

    def check_nothing_told(self, response, what: str) -> None:
        """Fail when an answer holds what the viewer may not know."""
        told = response.content + str(response.headers).encode()
        secrets = self.world.secrets_in(self.viewer, told)
        self.assertFalse(
            secrets, f"{what} as {self.viewer} tells what is not theirs (status {response.status_code})"
        )
