"""The set-up as a whole. When nothing is to be done it costs some tens of milliseconds."""

from __future__ import annotations

from . import addon_links, cluster, odoo_config, odoo_tree, paths, python_env, system


def ensure() -> None:
    """Everything up to a running PostgreSQL and a callable Odoo; no database.

    :raises ToolError: a step failed; the error says which and what to do
    """
    paths.make_folders()
    building = not (odoo_tree.is_ready() and python_env.is_ready())
    if building:
        system.check_disk()
    system.ensure(building)
    odoo_tree.ensure()
    addon_links.ensure()
    python_env.ensure()
    cluster.ensure()
    odoo_config.ensure()
