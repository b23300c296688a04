"""Many rows made by the database itself from one that Odoo made: a million in the time Odoo needs for a thousand."""

from __future__ import annotations

from typing import Any


def multiply(record: Any, begin: int, end: int, **special: str) -> None:
    """Copies of a record with the numbers from ``begin`` to ``end``.

    :param record: a record that is in the database; its columns are copied as they stand there
    :param special: per column an SQL expression in its place; ``n`` in it is the copy's number
    """
    env, table = record.env, record._table
    env.flush_all()
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = current_schema",
        [table],
    )
    special = {"id": f"nextval('{table}_id_seq')", **special}
    columns = [name for (name,) in env.cr.fetchall()]
    values = ", ".join(special.get(name, f'origin."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}"  # names of the table's own columns
        f" FROM {table} AS origin, generate_series(%s, %s) AS n WHERE origin.id = %s",
        [begin, end, record.id],
    )
    # ids may have been chosen by the caller
    env.cr.execute(f"SELECT setval('{table}_id_seq', max(id)) FROM {table}")
    settle(env, table)


def settle(env: Any, table: str) -> None:
    """What the database does by itself within a minute or so after many rows came in."""
    env.cr.execute(
        "SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
        " JOIN pg_am ON pg_am.oid = relam WHERE indrelid = %s::regclass AND amname = 'gin'",
        [table],
    )
    env.cr.execute(f"ANALYZE {table}")  # a table's own name
    env.invalidate_all()
