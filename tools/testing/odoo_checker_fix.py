"""A pylint plugin that keeps Odoo's checkers alive and quick.

- The checker for SQL injection raises ``TypeError`` where it meets a name that a comprehension binds, and pylint gives
  up the whole file. "Not known to be constant" is the careful answer.
- Behind ``from odoo import models`` stands most of Odoo; reading it took nearly all of the time, and Odoo's checkers
  look at names only.
"""

import _odoo_checker_sql_injection as theirs
from astroid.exceptions import AstroidImportError
from astroid.manager import AstroidManager

_is_constexpr = theirs.OdooBaseChecker._is_constexpr
_ast_from_module_name = AstroidManager.ast_from_module_name


def _careful(self, node, args_allowed=False, position=None):
    try:
        return _is_constexpr(self, node, args_allowed=args_allowed, position=position)
    except TypeError:
        return False


def _without_odoo(self, modname, *args, **kwargs):
    if modname and modname.split(".")[0] == "odoo":
        raise AstroidImportError("not read", modname=modname)
    return _ast_from_module_name(self, modname, *args, **kwargs)


def register(linter) -> None:
    """Called by pylint; the changes are made once, for all its checkers."""
    theirs.OdooBaseChecker._is_constexpr = _careful
    AstroidManager.ast_from_module_name = _without_odoo
