"""Try every model that a portal user can reach, by every call that comes in from outside."""

import json

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import call_kw

from .marks import KNOWN_TO
from .rpc import (
    PREFIXES,
    RELATIONS,
    public_methods,
    reachable_models,
    readable_fields,
    reading_attempts,
    relation_paths,
    writing_attempts,
)

CONTACTS = ("A2", "B")


class WalkModels:
    """Nothing foreign is read or changed through RPC, whatever model and method (issue 2, section 4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.models = reachable_models(cls.env)
        cls.readable = {}

    def _as(self, viewer: str):
        """An environment of the viewer, as an RPC call gets it."""
        self.viewer = viewer
        user = self.world.users[viewer]
        self.env.invalidate_all()
        return self.env(user=user.id, su=False, context={"lang": user.lang or "en_US", "tz": "UTC"})

    def _call(self, env, model: str, method: str, args, kwargs):
        """Call as ``/web/dataset/call_kw`` does, in a savepoint.

        :return: the answer, or the error
        """
        self.env.invalidate_all()
        try:
            with self.cr.savepoint():
                answer = call_kw(env[model], method, list(args), kwargs)
                self.env.flush_all()
        except Exception as error:  # a refusal of any kind will do; what it says is looked at
            answer = error
        told = json.dumps(answer, default=str) + str(getattr(answer, "__cause__", ""))
        secrets = self.world.secrets_in(self.viewer, told.encode())
        self.assertFalse(secrets, f"{model}.{method} as {self.viewer} tells what is not theirs")
        return answer

    def _readable(self, env, model: str) -> list[str]:
        """The fields of a model that a portal user can read where they may read at all."""
        if model not in self.readable:
            self.readable[model] = readable_fields(env, model, self.world.ids(KNOWN_TO[self.viewer], model))
        return self.readable[model]

    def _foreign_ids(self, viewer: str, model: str) -> list[int]:
        return self.world.ids(self.world.strange_to(viewer), model)

    def _row(self, model: str, ids: list[int]) -> dict:
        """The stored values of the last of these rows."""
        self.cr.execute(
            f'SELECT to_jsonb(t) FROM "{self.env[model]._table}" t WHERE id = %s', ids[-1:] or [0]
        )
        return (self.cr.fetchone() or [{}])[0]

    # -- what is walked ----------------------------------------------------------------------------------------

    def test_every_model_of_ours_is_walked_with_records_of_its_own(self):
        self.assertFalse(
            self.world.unfilled, "make a record of these models in world.py, so that they are walked"
        )
        made = {model for rows in self.world.rows.values() for model in rows}
        self.assertFalse(set(self.world.our_models()) - made)
        self.assertFalse(set(self.world.our_models()) - set(self.models))

    def test_models_that_a_portal_user_reaches_are_found(self):
        expected = {
            "helpdesk.ticket",
            "maintenance.equipment",
            "mail.message",
            "ir.attachment",
            "printer.visit",
        }
        self.assertLessEqual(expected, set(self.models))

    # -- the walk ----------------------------------------------------------------------------------------------

    def test_contacts_read_no_foreign_record(self):
        for viewer in CONTACTS:
            env = self._as(viewer)
            for model in self.models:
                ids = self._foreign_ids(viewer, model)
                with self.subTest(model=model, viewer=viewer):
                    if not ids:
                        self._call(env, model, "search_read", [[]], {"limit": 200})
                        continue
                    names = self._readable(env, model)
                    self._call(env, model, "search_read", [[], names], {"limit": 1000})
                    for method, args, kwargs in reading_attempts(env, model, ids, names):
                        answer = self._call(env, model, method, args, kwargs)
                        if method in ("search", "search_count", "search_read", "formatted_read_group"):
                            found = [] if isinstance(answer, Exception) else answer
                            self.assertFalse(found, f"{model}.{method} finds foreign records")

    def test_contacts_change_no_foreign_record(self):
        for viewer in CONTACTS:
            env = self._as(viewer)
            with self.nothing_strange_changes("calling every model"):
                for model in self.models:
                    ids = self._foreign_ids(viewer, model)
                    if not ids and viewer == "B":
                        # what belongs to nobody must not be changed either
                        ids = self.world.ids(["PX"], model) or env[model].sudo().search([], limit=2).ids
                    if ids:
                        with self.subTest(model=model, viewer=viewer):
                            for method, args, kwargs in writing_attempts(
                                env, model, ids, self._row(model, ids)
                            ):
                                self._call(env, model, method, args, kwargs)

    def test_a_form_filled_with_foreign_records_tells_nothing(self):
        for viewer in CONTACTS:
            env = self._as(viewer)
            for model in self.models:
                links = {}
                for name, field in env[model]._fields.items():
                    # Odoo's own forms name any user and their partner; ours are held to more
                    named_by_odoo = field.comodel_name in ("res.users", "res.partner")
                    ids = self._foreign_ids(viewer, field.comodel_name) if field.type == "many2one" else []
                    if ids and (model.startswith(PREFIXES) or not named_by_odoo):
                        links[name] = ids[-1]
                if not links:
                    continue
                wanted = {
                    name: {"fields": {"display_name": {}}}
                    if env[model]._fields[name].type in RELATIONS
                    else {}
                    for name in env[model].fields_get(attributes=["type"])
                }
                with self.subTest(model=model, viewer=viewer):
                    defaults = {f"default_{name}": value for name, value in links.items()}
                    self._call(env, model, "onchange", [[], links, list(links), wanted], {})
                    self._call(env, model, "onchange", [[], {}, [], wanted], {"context": defaults})
                    self._call(env, model, "default_get", [list(wanted)], {"context": defaults})

    def test_searching_along_relations_tells_nothing(self):
        # what a search looks into can be guessed letter by letter, although it is never shown
        viewer = "A2"
        env, marked = self._as(viewer), self.world.marked_fields()
        words = [f"ZQ-{owner}-" for owner in (*self.world.strange_to(viewer), "PX")]
        told = set()
        for model in filter(lambda name: name.startswith(PREFIXES), self.models):
            own = self.world.ids(KNOWN_TO[viewer], model)
            if own and env[model].has_access("read"):
                for path, texts in relation_paths(env, model, marked):
                    found = self._search(env[model], own, path, texts, words)
                    if found:
                        told.add(f"{model}: {path}")
                    elif found is None:
                        # one forbidden field must not hide the others
                        alone = (t for t in texts if self._search(env[model], own, path, [t], words))
                        told |= {f"{model}: {path}.{text}" for text in alone}
        self.assertFalse(told, "a search looks into what the contact may not read")

    @staticmethod
    def _search(records, own: list[int], path: str, texts: list[str], words: list[str]) -> int | None:
        """How many of one's own records are found by words in fields at the end of a path; None where refused."""
        domain = Domain.OR(Domain(text, "like", word) for text in texts for word in words)
        for relation in reversed(path.split(".")):
            domain = Domain(relation, "any", domain)
        try:
            return records.search_count(list(Domain("id", "in", own) & domain))
        except (UserError, TypeError):  # Odoo's own search of message_partner_ids breaks on a path
            return None

    # -- what they do see --------------------------------------------------------------------------------------

    def test_contacts_read_all_of_their_own_and_no_internal_note(self):
        for viewer in ("A1", "A2", "B"):
            env = self._as(viewer)
            for model, record in (
                ("helpdesk.ticket", self.world.tickets[viewer]),
                ("maintenance.equipment", self.world.devices[viewer]),
                ("printer.visit", self.world.visits[viewer]),
            ):
                with self.subTest(viewer=viewer, model=model):
                    names = self._readable(env, model)
                    answer = self._call(env, model, "read", [record.ids, names], {})
                    self.assertIn(f"ZQ-{viewer}-", json.dumps(answer, default=str))
                    wanted = {
                        name: {"fields": {"display_name": {}}}
                        if env[model]._fields[name].type in RELATIONS
                        else {}
                        for name in names
                    }
                    self._call(env, model, "web_read", [record.ids, wanted], {})

    def test_contacts_read_the_talk_about_their_ticket_but_no_internal_note(self):
        for viewer in ("A", "A1", "B"):
            self.sign_in(viewer)
            ticket = self.world.tickets[viewer]
            for url in ("/mail/chatter_fetch", "/mail/thread/messages"):
                answer = self.call(url, {"thread_model": ticket._name, "thread_id": ticket.id})
                self.check_nothing_told(answer, url)
                self.assertIn(f"ZQ-{viewer}-message", answer.text)

    def test_a_bureau_reads_the_units_below_it_and_no_other(self):
        env = self._as("A")
        for model, records in (
            ("helpdesk.ticket", self.world.tickets),
            ("maintenance.equipment", self.world.devices),
            ("printer.visit", self.world.visits),
        ):
            found = set(env[model].search([]).ids)
            self.assertEqual(
                {key for key, record in records.items() if record.id in found}, {"A", "A1", "A2"}
            )

    def test_a_unit_that_is_no_company_of_its_own_does_not_open_its_customer(self):
        # whoever enters a unit by hand may forget the tick “company”; its people then belong to the whole customer
        unit = self.env["res.partner"].create(
            {"name": "Careless unit", "printer_unit_kind": "unit", "parent_id": self.world.partners["A"].id}
        )
        contact = self.env["res.partner"].create({"name": "Careless contact", "parent_id": unit.id})
        group = self.env.ref("base.group_portal")
        user = self.env["res.users"].create(
            {"login": "zq_careless", "partner_id": contact.id, "group_ids": [fields.Command.set(group.ids)]}
        )
        for model in ("helpdesk.ticket", "maintenance.equipment", "printer.visit"):
            with self.subTest(model=model):
                self.assertFalse(self.env(user=user.id, su=False)[model].search([]))

    def test_public_methods_are_found(self):
        self.assertIn("action_arrive", public_methods(self.env, "printer.visit"))
        self.assertNotIn("write", public_methods(self.env, "printer.visit"))
