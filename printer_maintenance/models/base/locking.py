"""Two people who act on the same record follow one another."""

from odoo.exceptions import LockError


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
