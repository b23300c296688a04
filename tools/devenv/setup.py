"""The set-up as a whole. When nothing is to be done it costs some tens of milliseconds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from . import addon_links, cluster, odoo_config, odoo_tree, paths, python_env, system
from .console import step


def ensure() -> None:
    """Everything up to a running PostgreSQL and a callable Odoo; no database.

    :raises ToolError: a step failed; the error says which and what to do
    """
    paths.make_folders()
    building = not (odoo_tree.is_ready() and python_env.is_ready())
    if building:
        system.check_disk()
    system.ensure(building)
    with ThreadPoolExecutor(1) as pool:
        # Python packages come in while Odoo is unpacked
        prepared = pool.submit(python_env.prepare)
        odoo_tree.ensure()
        addon_links.ensure()
        if not prepared.done() and not python_env.is_ready():
            with step("Python packages: download"):
                prepared.result()
        prepared.result()
    python_env.ensure()
    cluster.ensure()
    odoo_config.ensure()
