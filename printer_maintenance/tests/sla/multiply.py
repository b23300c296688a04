"""Many records like one, made by the database itself: tests of large numbers need not wait for the ORM."""

from odoo.tools import SQL


def multiply(record, number: int, **special: str) -> None:
    """Copy a record.

    :param record: what is copied, as it stands in the database
    :param number: how many copies
    :param special: per column an SQL expression; in it ``n`` is the copy's number and ``origin`` the record
    """
    env, table = record.env, record._table
    env.flush_all()
    env.cr.execute(
        SQL(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = current_schema",
            table,
        )
    )
    columns = [name for (name,) in env.cr.fetchall()]
    special = {"id": f"nextval('{table}_id_seq')", **special}
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s AS origin, generate_series(1, %s) AS n WHERE origin.id = %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(
                SQL(special[name]) if name in special else SQL.identifier("origin", name)  # pylint: disable=sql-injection
                for name in columns
            ),
            SQL.identifier(table),
            number,
            record.id,
        )
    )
    env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all()
