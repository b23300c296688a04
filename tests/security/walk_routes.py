"""Walk every route of ours and of helpdesk_mgmt as somebody who has no business there."""

from .common import ATTACKERS
from .marks import PNG
from .routes import ARGUMENT, FORGED, MODEL_OF_ARGUMENT, NOT_WALKED, PLAIN_ARGUMENTS, model_of, routes_of_ours
from .snapshot import Snapshot

# a page may make a link to share for what the viewer sees anyway
MADE_BY_READING = {("ir.attachment", ("access_token",)), ("helpdesk.ticket", ("access_token",))}

# Odoo notes on an order that its customer has looked at it
NOTED_BY_READING = {"/my/orders/<int:order_id>": {"mail.message"}}


def way_of(route) -> tuple:
    """How a route is meant to be called."""
    return ("GET", "POST, token") if route.kind == "http" else ("JSON",)


class WalkRoutes:
    """Nothing foreign is read or changed, whatever route is tried with whatever arguments (issue 2, section 4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.routes = [route for route in routes_of_ours(cls.env) if route.url not in NOT_WALKED]

    # -- what is walked ----------------------------------------------------------------------------------------

    def test_every_route_is_walked_or_listed_with_its_reason(self):
        self.assertTrue(self.routes, "the routing map shows no route of ours: the walk would prove nothing")
        lost = {r.url: r.unknown_arguments(self.env) for r in self.routes if r.unknown_arguments(self.env)}
        self.assertFalse(
            lost,
            "say in routes.py what these arguments stand for, or list the route in NOT_WALKED with the reason",
        )
        for url, reason in NOT_WALKED.items():
            self.assertGreater(len(reason), 10, f"{url}: why is it not walked?")

    def test_listed_routes_still_exist(self):
        urls = {route.url for route in routes_of_ours(self.env)}
        self.assertFalse(set(NOT_WALKED) - urls, "take these out of NOT_WALKED")

    def test_helpdesk_routes_are_found(self):
        urls = {route.url for route in self.routes}
        self.assertLessEqual({"/ticket/close", "/submitted/ticket", "/new/ticket", "/my/tickets"}, urls)

    # -- the walk ----------------------------------------------------------------------------------------------

    def _values(self, owner: str) -> dict:
        """Arguments that point at the records of ``owner``."""
        world = self.world
        values = {name: self._target(owner, model) for name, model in MODEL_OF_ARGUMENT.items()}
        for route in self.routes:
            for name, converter in route.arguments.items():
                if name not in values and name not in PLAIN_ARGUMENTS:
                    values[name] = self._target(owner, model_of(self.env, name, converter))
        values.update(PLAIN_ARGUMENTS)
        values.update(
            {
                "stage_id": self.closing_stage.id,
                "signature": PNG,
                "token": world.visits[owner].signing_token,
                "reason_id": self.env.ref("printer_maintenance.visit_reason_again").id,
                "ticket_id": world.tickets[owner].id,
                "visit_id": world.visits[owner].id,
                "equipment_id": world.devices[owner].id,
                "device_id": world.devices[owner].id,
                "unit": world.partners[owner].id,
                "unit_id": world.partners[owner].id,
                "partner_id": world.users[owner].partner_id.id,
            }
        )
        return values

    def _target(self, owner: str, model: str) -> int:
        ids = self.world.ids([owner, f"{owner[0]}X"], model)
        return ids[-1] if ids else 2**30

    @property
    def closing_stage(self):
        return self.env["helpdesk.ticket.stage"].search([("close_from_portal", "=", True)], limit=1)

    def _try(self, route, values: dict, what: str, ways=("GET", "POST", "POST, token", "JSON")) -> list:
        """Knock at one route in every way that there is."""
        url = route.filled(values)
        form = {name: value for name, value in values.items() if name not in route.arguments}
        answers = []
        for way in ways:
            if way == "JSON":
                answer = self.call(url, form)
            elif route.kind != "http":
                continue
            elif way == "GET":
                answer = self.url_open(url, params=form, allow_redirects=False)
            else:
                token = {"csrf_token": self.csrf_token()} if way == "POST, token" else {}
                answer = self.url_open(url, data={**form, **token}, allow_redirects=False)
            answers.append((way, answer))
            self.check_nothing_told(answer, f"{way} {route.url} with {what}")
            # an error page is no leak, but a door that breaks when somebody rattles is not well made
            self.assertLess(answer.status_code, 500, f"{way} {url} with {what} as {self.viewer}")
        return answers

    def test_foreign_records_are_neither_told_nor_changed(self):
        for attacker, victims in ATTACKERS.items():
            self.sign_in(attacker)
            for victim in victims:
                values = self._values(victim)
                with self.nothing_strange_changes(f"walking all routes with everything of {victim}"):
                    for route in self.routes:
                        with self.subTest(route=route.url, attacker=attacker, victim=victim):
                            self._try(route, values, f"everything of {victim}")

    def test_one_foreign_record_among_ones_own_is_neither_told_nor_changed(self):
        self.sign_in("B")
        own, foreign = self._values("B"), self._values("A1")
        pointing = [name for name in own if own[name] != foreign[name]]
        for route in self.routes:
            with self.nothing_strange_changes(f"{route.url} with one foreign record"):
                for name in filter(route.reads, pointing):
                    with self.subTest(route=route.url, foreign=name):
                        values = {**own, name: foreign[name]}
                        self._try(route, values, f"a foreign {name}", way_of(route))

    def test_a_token_of_ones_own_record_opens_no_other(self):
        self.sign_in("B")
        values = {**self._values("A1"), "access_token": self.world.tickets["B"].access_token}
        with self.nothing_strange_changes("walking with the token of another record"):
            for route in self.routes:
                with self.subTest(route=route.url):
                    self._try(route, values, "the token of another record", way_of(route))

    def test_forged_ids_find_nothing(self):
        kept = ("page", "sortby", "groupby")
        for attacker, forgeries in (("anonymous", FORGED[-1:]), ("B", FORGED)):
            self.sign_in(attacker)
            with self.nothing_strange_changes("walking all routes with forged ids"):
                for forged in forgeries:
                    values = {
                        name: value if name in kept else forged for name, value in self._values("A1").items()
                    }
                    for route in self.routes:
                        with self.subTest(route=route.url, attacker=attacker, forged=forged):
                            self._try(
                                route, values, f"the forged id {forged}", ("GET", "POST, token", "JSON")
                            )

    def test_the_anonymous_visitor_gets_no_page(self):
        self.sign_in("anonymous")
        values = self._values("A1")
        for route in self.routes:
            with self.subTest(route=route.url):
                for way, answer in self._try(route, values, "no session"):
                    if answer.status_code == 200:
                        # JSON answers carry their refusal inside; Odoo's own orders say it as a result
                        self.assertEqual(way, "JSON", f"{way} {route.url} answers without a session")
                        refused = set(answer.json().get("result", {"error": ""})) == {"error"}
                        self.assertTrue(refused, f"{route.url} answers without a session")

    def test_reading_pages_changes_nothing(self):
        self.sign_in("A1")
        values = self._values("A1")
        for route in self.routes:
            if route.kind == "http" and "GET" in route.methods:
                with self.subTest(route=route.url), self.undone():
                    snapshot = Snapshot(self.world)
                    form = {n: v for n, v in values.items() if n not in route.arguments}
                    answer = self.url_open(route.filled(values), params=form, allow_redirects=False)
                    self.assertLess(answer.status_code, 500)
                    noted = NOTED_BY_READING.get(route.url, ())
                    changes = [
                        c
                        for c in snapshot.changes()
                        if (c.model, c.columns) not in MADE_BY_READING and c.model not in noted
                    ]
                    self.assertFalse(changes, f"GET {route.url} changed something")

    def test_no_form_is_taken_without_its_csrf_token(self):
        self.sign_in("A1")
        values = self._values("A1")
        for route in self.routes:
            if route.kind == "http" and "POST" in route.methods:
                with self.subTest(route=route.url), self.undone():
                    snapshot = Snapshot(self.world)
                    form = {n: v for n, v in values.items() if n not in route.arguments}
                    answer = self.url_open(route.filled(values), data=form, allow_redirects=False)
                    self.assertEqual(answer.status_code, 400)
                    self.assertFalse(
                        snapshot.changes(), f"POST {route.url} without a token changed something"
                    )

    # -- what they do see --------------------------------------------------------------------------------------

    def test_each_contact_reads_their_own_pages(self):
        for viewer in ("A1", "A2", "B1"):
            self.sign_in(viewer)
            pages = {
                f"/my/ticket/{self.world.tickets[viewer].id}": f"ZQ-{viewer}-ticket",
                f"/my/devices/{self.world.devices[viewer].id}": f"ZQ-{viewer}-device",
                "/my/tickets": f"ZQ-{viewer}-ticket",
                "/my/devices": f"ZQ-{viewer}-device",
            }
            for url, text in pages.items():
                with self.subTest(url=url, viewer=viewer):
                    answer = self.url_open(url, allow_redirects=False)
                    self.assertEqual(answer.status_code, 200)
                    self.assertIn(text, answer.text)
                    self.check_nothing_told(answer, url)

    def test_a_bureau_reads_the_pages_of_the_units_below_it(self):
        self.sign_in("A")
        for unit in ("A", "A1", "A2"):
            for url, text in (
                (f"/my/ticket/{self.world.tickets[unit].id}", f"ZQ-{unit}-ticket"),
                (f"/my/devices/{self.world.devices[unit].id}", f"ZQ-{unit}-device"),
                ("/my/devices", f"ZQ-{unit}-device"),
            ):
                with self.subTest(url=url, unit=unit):
                    answer = self.url_open(url, allow_redirects=False)
                    self.assertEqual(answer.status_code, 200)
                    self.assertIn(text, answer.text)
                    self.check_nothing_told(answer, url)

    def test_a_unit_does_not_read_its_bureau(self):
        self.sign_in("A1")
        for url in (f"/my/ticket/{self.world.tickets['A'].id}", f"/my/devices/{self.world.devices['A'].id}"):
            with self.subTest(url=url):
                answer = self.url_open(url, allow_redirects=False)
                self.assertNotEqual(answer.status_code, 200)
                self.check_nothing_told(answer, url)

    def test_arguments_are_found_in_addresses(self):
        found = [
            (m["converter"], m["name"])
            for m in ARGUMENT.finditer("/a/<int:ticket_id>/<model('x.y'):z>/<token>")
        ]
        self.assertEqual(found, [("int", "ticket_id"), ("model('x.y')", "z"), (None, "token")])
