"""A pylint plugin that keeps Odoo's checker for SQL injection alive.

It raises ``TypeError`` where it meets a name that a comprehension binds, and pylint gives up the whole file. "Not known
to be constant" is the careful answer.
"""

import _odoo_checker_sql_injection as theirs

_is_constexpr = theirs.OdooBaseChecker._is_constexpr


def _careful(self, node, args_allowed=False, position=None):
    try:
        return _is_constexpr(self, node, args_allowed=args_allowed, position=position)
    except TypeError:
        return False


def register(linter) -> None:
    """Called by pylint."""
    theirs.OdooBaseChecker._is_constexpr = _careful
