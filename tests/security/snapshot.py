"""What stands in the database, taken by SQL, so that no change goes unseen whoever made it."""

from collections import namedtuple

from .marks import KNOWN_TO

Change = namedtuple("Change", "kind model row columns")

# what the reservation of goods changes on a shelf
RESERVED = {"reserved_quantity", "write_date", "write_uid"}
# written by the server for itself whenever somebody is signed in
SERVERS_OWN = {
    "base.registry.signaling",
    "bus.bus",
    "ir.logging",
    "ir.profile",
    "mail.presence",
    "res.device",
    "res.device.log",
    "res.users.log",
}


class Snapshot:
    """Rows of the world with all their values; older rows and many2many tables by a fingerprint of each table.

    :param world: the :class:`~.world.World`
    """

    def __init__(self, world):
        self.world = world
        self.cr = world.env.cr
        models = [(name, model) for name, model in world.stored_models() if name not in SERVERS_OWN]
        used = {name for rows in world.rows.values() for name in rows}
        self.detailed = [(name, model) for name, model in models if name in used]
        self.start = {
            name: min(row for rows in world.rows.values() for row in rows.get(name, [2**31]))
            for name, _model in self.detailed
        }
        # xmin changes with every write of a row, whatever is written
        count = "SELECT COUNT(*), SUM(xmin::text::bigint) FROM"
        prints = {
            f"{name} (older rows)": f'{count} "{model._table}" WHERE id < {self.start[name]}'
            for name, model in self.detailed
        }
        prints |= {
            name: f'{count} "{model._table}"'
            for name, model in models
            if name not in used and name.startswith(("printer.", "helpdesk.", "maintenance."))
        }
        relations = {
            field.relation
            for name, model in self.detailed
            for field in model._fields.values()
            if field.type == "many2many" and field.store
        }
        prints |= {name: f'{count} "{name}"' for name in relations}
        self.prints_query = " UNION ALL ".join(
            f"(SELECT '{name}', {query.removeprefix('SELECT ')})" for name, query in sorted(prints.items())
        )
        self.prints, self.rows = self._prints(), self._rows()

    def _prints(self) -> dict:
        self.world.env.flush_all()
        self.cr.execute(self.prints_query)
        return {name: (count, total) for name, count, total in self.cr.fetchall()}

    def _rows(self) -> dict:
        self.cr.execute(
            " UNION ALL ".join(
                f"(SELECT '{name}', id, to_jsonb(t) FROM \"{model._table}\" t WHERE id >= {self.start[name]})"
                for name, model in self.detailed
            )
        )
        return {(name, row): values for name, row, values in self.cr.fetchall()}

    def changes(self) -> list[Change]:
        """Everything that differs from the moment the snapshot was taken."""
        prints, rows = self._prints(), self._rows()
        changes = [
            Change("changed table", name, 0, ())
            for name, value in prints.items()
            if self.prints[name] != value
        ]
        changes += [Change("removed", *key, ()) for key in self.rows.keys() - rows.keys()]
        changes += [Change("added", *key, ()) for key in rows.keys() - self.rows.keys()]
        for key in self.rows.keys() & rows.keys():
            before, after = self.rows[key], rows[key]
            columns = tuple(sorted(c for c in after if before.get(c) != after[c]))
            if columns:
                changes.append(Change("changed", *key, columns))
        self.after = rows
        return changes

    def wrongs_of(self, viewer: str) -> list[Change]:
        """Changes that ``viewer`` may not cause: anything on rows that are not theirs, new rows that point at such.

        Somebody signed in may change their own rows and add rows about themselves; the anonymous visitor nothing.
        """
        changes = self.changes()
        owners = self.world.owner_by_row()
        return [change for change in changes if self._is_wrong(change, viewer, owners)]

    def _is_wrong(self, change: Change, viewer: str, owners: dict) -> bool:
        if viewer == "anonymous":
            return True
        if change.model == "stock.quant" and set(change.columns) <= RESERVED:
            # who signs their own order has its goods reserved, in whoever's shelf they lie
            return False
        if change.kind == "added":
            return any(
                owners.get(target) not in (None, "PX", *KNOWN_TO[viewer]) for target in self._targets(change)
            )
        if change.kind == "changed table":
            # a link of one's own new row is told by that row
            return " " in change.model or change.model in self.world.env
        return owners.get((change.model, change.row)) not in KNOWN_TO[viewer]

    def _targets(self, change: Change):
        """The rows that a new row points at."""
        values = self.after[change.model, change.row]
        for name, field in self.world.env[change.model]._fields.items():
            if not field.store or not values.get(name):
                continue
            if field.type == "many2one":
                yield field.comodel_name, values[name]
            elif field.type == "many2one_reference" and values.get(field.model_field):
                yield values[field.model_field], values[name]
