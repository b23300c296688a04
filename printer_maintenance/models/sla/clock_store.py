"""How clocks reach the database: whole batches in one statement each.

A report starts four clocks and every fact stops some; with a record at a time they would cost more than the request
itself. What is written here follows from the request alone, so nothing of the ORM's is passed by but its pace:
no field of a clock is computed from what is written, caches are told, and nobody is the author.
"""

from collections.abc import Iterable
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

# what a clock shows, and may change; each with its type in the database
SHOWN = {
    "target_minutes": "int4",
    "start_from": "varchar",
    "can_pause": "bool",
    "calendar_id": "int4",
    "start": "timestamp",
    "deadline": "timestamp",
    "stop": "timestamp",
    "state": "varchar",
    "elapsed_minutes": "int4",
    "paused_minutes": "int4",
    "next_event_at": "timestamp",
}
# what stays as it was when the clock was started, or follows the request by Odoo's related fields
BORN = {
    "ticket_id": "int4",
    "milestone": "varchar",
    "agreement_id": "int4",
}


class Face(NamedTuple):
    """What a clock shows; the names and order are those of :data:`SHOWN`."""

    target_minutes: int
    start_from: str
    can_pause: bool
    calendar_id: int | None
    start: object
    deadline: object
    stop: object
    state: str
    elapsed_minutes: int | None
    paused_minutes: int | None
    next_event_at: object


class Row(NamedTuple):
    """A clock as it stands in the database."""

    id: int
    ticket_id: int
    milestone: str
    taken_over_id: int | None
    face: Face


class SlaClock(models.Model):
    _inherit = "printer.sla.clock"

    @api.model
    def _load_rows(self, ticket_ids: list[int], lock: bool = False) -> list[Row]:
        """The clocks of some requests, in one query.

        :param lock: keep others from changing them until this transaction ends
        """
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT id, ticket_id, milestone, taken_over_id, %s FROM printer_sla_clock "
                "WHERE ticket_id = ANY(%s) ORDER BY id%s",
                SQL(", ").join(SQL.identifier(name) for name in SHOWN),
                ticket_ids,
                SQL(" FOR UPDATE") if lock else SQL(),
            )
        )
        return [Row(*row[:4], Face(*row[4:])) for row in self.env.cr.fetchall()]

    @api.model
    def _insert_rows(self, rows: list[tuple]) -> None:
        """Start clocks.

        :param rows: values in the order of :data:`BORN` followed by :data:`SHOWN`
        """
        if not rows:
            return
        columns = {**BORN, **SHOWN}
        self.env.cr.execute(
            SQL(
                "INSERT INTO printer_sla_clock (%s, create_date, write_date) "
                "SELECT *, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC' FROM unnest(%s)",
                SQL(", ").join(SQL.identifier(name) for name in columns),
                self._arrays(columns, rows),
            )
        )

    @api.model
    def _update_rows(self, faces: dict[int, Face]) -> None:
        """Let clocks show something else.

        :param faces: per clock id what it shows from now on
        """
        if not faces:
            return
        rows = [(clock_id, *face) for clock_id, face in faces.items()]
        self.env.cr.execute(
            SQL(
                "UPDATE printer_sla_clock AS clock SET %s, write_date = now() AT TIME ZONE 'UTC' "
                "FROM unnest(%s) AS new (id, %s) WHERE clock.id = new.id",
                SQL(", ").join(
                    SQL("%s = new.%s", SQL.identifier(name), SQL.identifier(name)) for name in SHOWN
                ),
                self._arrays({"id": "int4", **SHOWN}, rows),
                SQL(", ").join(SQL.identifier(name) for name in SHOWN),
            )
        )
        self.browse(faces).invalidate_recordset([*SHOWN, "is_late"], flush=False)

    @api.model
    def _arrays(self, columns: dict[str, str], rows: list[tuple]) -> SQL:
        """One array a column: a statement of constant length, whatever the number of rows."""
        return SQL(", ").join(
            SQL("%s::%s", array_text(values), SQL(f"{kind}[]"))  # pylint: disable=sql-injection
            for kind, values in zip(columns.values(), zip(*rows, strict=True), strict=True)
        )


def array_text(values: Iterable) -> str:
    """Numbers, flags, moments and codes as PostgreSQL writes an array: read many times faster than its elements.

    >>> array_text([7, None, "met"])
    '{"7",NULL,"met"}'
    >>> print(array_text(['a"b', "c\\\\d"]))
    {"a\\"b","c\\\\d"}
    """
    texts = (None if value is None else str(value) for value in values)
    return "{" + ",".join("NULL" if text is None else _quoted(text) for text in texts) + "}"


def _quoted(text: str) -> str:
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
