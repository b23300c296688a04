"""Who may act: buttons are open to RPC, so every public action asks again."""

from odoo.exceptions import AccessError
from odoo.tools import format_list


def check_role(env, *roles: str) -> None:
    """Let only people of certain roles go on.

    :param env: the environment of the person who acts
    :param roles: names of groups without prefix, e.g. ``"equipment_supervisor"``
    :raises AccessError: naming the roles that may
    """
    if env.su or has_role(env, *roles):
        return
    names = [env.ref(f"printer_maintenance.group_{role}").sudo().name for role in roles]
    raise AccessError(env._("Only these roles may do this: %(roles)s.", roles=format_list(env, names)))


def has_role(env, *roles: str) -> bool:
    """Whether the person has one of these roles."""
    return any(env.user.has_group(f"printer_maintenance.group_{role}") for role in roles)
