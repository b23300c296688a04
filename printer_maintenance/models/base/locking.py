"""Two people who act on the same record follow one another."""

from odoo.exceptions import LockError
from odoo.tools import SQL


def lock_in_turn(records, error: type[Exception]) -> None:
    """Lock records until the end of the transaction, and forget what was read of their states before.

    :param records: which ones; who may act was checked
    :param error: raised when somebody else holds one of them at this very moment
    """
    try:
        # locking asks for the right to write, the role was checked
        records.sudo().lock_for_update(allow_referencing=True)
    except LockError as held:
        raise error(
            records.env._("Somebody is entering something here at this very moment. Please try again.")
        ) from held
    records.invalidate_recordset(["state"] if "state" in records._fields else None)


def write_in_turn(records, error: type[Exception]) -> None:
    """As :func:`lock_in_turn`, where what is done stands in rows of its own: answers of a sheet, rounds of a device.

    A lock leaves no trace: a transaction that began before it and comes after it would not know of those rows. The
    locked rows are written as they are, so that it is run again by Odoo and finds them.
    """
    lock_in_turn(records, error)
    records.env.cr.execute(
        SQL("UPDATE %s SET id = id WHERE id = ANY(%s)", SQL.identifier(records._table), list(records.ids))
    )
