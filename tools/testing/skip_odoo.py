"""A pylint plugin that does not read Odoo itself.

Behind ``from odoo import models`` stands most of Odoo. Reading it took most of the time, and the checkers that we use
look at names only: their findings are the same.
"""

from astroid.exceptions import AstroidImportError
from astroid.manager import AstroidManager

_ast_from_module_name = AstroidManager.ast_from_module_name


def _without_odoo(self, modname, *args, **kwargs):
    if modname and modname.split(".")[0] == "odoo":
        raise AstroidImportError("not read", modname=modname)
    return _ast_from_module_name(self, modname, *args, **kwargs)


def register(linter) -> None:
    """Called by pylint."""
    AstroidManager.ast_from_module_name = _without_odoo
