"""A small world for security tests: two customers, their units, one of everything in each.

Every text that belongs to somebody holds a marker, ``ZQ-<owner>-<what>``, so that a leak is seen in any answer.
Rows are attributed to their owner by the time of their making: what appears in the database while a unit is being
built belongs to that unit, whatever the model. A model added later is so covered by itself; a model of ours that
nothing here makes is filled generically (:meth:`World._fill`).
"""

from contextlib import contextmanager
from uuid import uuid4

from .marks import KNOWN_TO, MARKER, PREFIX_OF_OURS, UNITS
from .world_fill import WorldFill
from .world_work import WorldWork


class World(WorldWork, WorldFill):
    """Build the world with the ORM and remember whose each row is.

    :param env: environment of the superuser
    """

    def __init__(self, env):
        self.env = env(
            context={**env.context, "tracking_disable": False, "no_reset_password": True, "lang": "en_US"}
        )
        self.rows: dict[str, dict[str, list[int]]] = {}
        self.users, self.partners, self.tickets, self.visits, self.devices = {}, {}, {}, {}, {}
        self.closed_tickets, self.departments, self.agreements, self.teams = {}, {}, {}, {}
        self.personal: dict[str, dict[str, list[int]]] = {}
        self.unfilled: dict[str, str] = {}
        # tokens, and files as they are sent: they bear no marker, so they are looked for themselves
        self.needles: dict[str, list[bytes]] = {}

    # -- bookkeeping -------------------------------------------------------------------------------------------

    def _highest_ids(self) -> dict[str, int]:
        self.env.flush_all()
        models = self.stored_models()
        self.env.cr.execute(
            " UNION ALL ".join(
                f"(SELECT '{name}', COALESCE(MAX(id), 0) FROM \"{model._table}\")" for name, model in models
            )
        )
        return dict(self.env.cr.fetchall())

    def stored_models(self):
        """Each model that has a table with an id, as (name, model)."""
        return [
            (name, self.env[name])
            for name in sorted(self.env.registry)
            if self.env[name]._auto and not self.env[name]._abstract and "id" in self.env[name]._fields
        ]

    @contextmanager
    def belongs_to(self, owner: str, store: dict | None = None):
        """Rows that are made inside the block belong to ``owner``."""
        before = self._highest_ids()
        yield
        rows = (self.rows if store is None else store).setdefault(owner, {})
        for name, highest in self._highest_ids().items():
            if highest > before[name]:
                self.env.cr.execute(
                    f'SELECT id FROM "{self.env[name]._table}" WHERE id > %s ORDER BY id', [before[name]]
                )
                rows.setdefault(name, []).extend(row[0] for row in self.env.cr.fetchall())

    def owner_by_row(self) -> dict[tuple[str, int], str]:
        """The owner of each row, by model and id."""
        return {
            (model, row): owner
            for owner, rows in self.rows.items()
            for model, ids in rows.items()
            for row in ids
        }

    def strange_to(self, viewer: str) -> list[str]:
        """Owners of whom ``viewer`` may know nothing."""
        return [owner for owner in self.rows if owner not in KNOWN_TO[viewer] and owner != "PX"]

    def ids(self, owners, model: str) -> list[int]:
        """The rows of a model that belong to any of ``owners``."""
        return [row for owner in owners for row in self.rows.get(owner, {}).get(model, [])]

    def secrets_in(self, viewer: str, content: bytes) -> set[bytes]:
        """What an answer holds that ``viewer`` may not know."""
        found = {m.group(0) for m in MARKER.finditer(content) if m.group(1).decode() not in KNOWN_TO[viewer]}
        for owner, needles in self.needles.items():
            if owner not in KNOWN_TO[viewer]:
                found |= {f"a token or file of {owner}".encode() for needle in needles if needle in content}
        return found

    def marked_fields(self) -> dict[str, list[str]]:
        """The fields of each model in which a marker stands."""
        found = {}
        for name in sorted({model for rows in self.rows.values() for model in rows}):
            ids = self.ids(list(self.rows), name)
            self.env.cr.execute(
                f'SELECT to_jsonb(t) FROM "{self.env[name]._table}" t WHERE id = ANY(%s)', [ids]
            )
            columns = {
                c for (row,) in self.env.cr.fetchall() for c, value in row.items() if "ZQ-" in str(value)
            }
            found[name] = sorted(columns & set(self.env[name]._fields))
        return found

    # -- building ----------------------------------------------------------------------------------------------

    def build(self, work_of=tuple(UNITS)) -> "World":
        """Make everything.

        :param work_of: the units that get devices, requests and visits, when a test needs only some
        """
        with self.belongs_to("PX"):
            self._build_provider()
        for key, parent in UNITS.items():
            with self.belongs_to(key):
                self._build_people(key, parent)
        for customer in ("A", "B"):
            with self.belongs_to(f"{customer}X"):
                self._build_agreement(customer)
        for key in work_of:
            with self.belongs_to(key):
                self._build_work(key)
        self.unmade = [
            name for name in self.our_models() if not any(name in rows for rows in self.rows.values())
        ]
        for name in self.unmade:
            for key in work_of:
                with self.belongs_to(key):
                    self._fill(name, key)
        for key in work_of:
            self._give_tokens(key)
        self.env.flush_all()
        self.env.invalidate_all()
        return self

    def our_models(self) -> list[str]:
        """Every model of ours that keeps records."""
        return [
            name
            for name, model in self.stored_models()
            if name.startswith(PREFIX_OF_OURS) and not model._transient
        ]

    def _give_tokens(self, key: str):
        """Whatever can be opened by a token has one, and nobody else may be told."""
        for name, ids in self.rows[key].items():
            field = self.env[name]._fields.get("access_token")
            if field and field.store and name != "survey.user_input":
                for record in self.env[name].browse(ids).filtered(lambda record: not record.access_token):
                    record.access_token = str(uuid4())
            if field and field.store:
                self.needles.setdefault(key, []).extend(
                    token.encode() for token in self.env[name].browse(ids).mapped("access_token")
                )
