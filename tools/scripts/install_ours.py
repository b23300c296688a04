"""Installs our addons into a copy of the stack, loads the suite's demo data (Odoo's own is not wanted), and builds
the asset bundles, in one process: ``install_ours.py DATABASE ADDON...``.

Odoo loads demo data only into databases that were made with demo data throughout. So the files that the manifests list
under ``demo`` are loaded here by Odoo's own loader, after everything is installed; any error ends the build.
"""

import logging
import sys

import odoo.service.server
from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.modules.loading import load_data
from odoo.modules.module_graph import ModuleGraph
from odoo.modules.registry import Registry
from odoo.tools import config

_logger = logging.getLogger("install_ours")
BUNDLES = ("web.assets_web", "web.assets_frontend", "web.assets_frontend_lazy", "web.assets_frontend_minimal")


def load_demo(env: Environment, addons: list[str]) -> None:
    """Loads the demo files of these addons and marks them, so that a later upgrade brings new demo records too."""
    graph = ModuleGraph(env.cr, mode="load")
    # the graph drops whatever stands without its dependencies, so all that is installed goes in
    env.cr.execute("SELECT name FROM ir_module_module WHERE state = 'installed'")
    graph.extend([name for (name,) in env.cr.fetchall()])
    lacking = set(addons) - {package.name for package in graph}
    if lacking:
        raise RuntimeError(f"Not installed, so without demo data: {', '.join(sorted(lacking))}")
    for package in graph:
        if package.name in addons:
            _logger.info("demo data of %s", package.name)
            load_data(env(su=True), {}, "init", kind="demo", package=package)
    env.cr.execute("UPDATE ir_module_module SET demo = true WHERE name = ANY(%s)", [addons])
    env.invalidate_all()


def build_assets(env: Environment) -> None:
    """Builds the large bundles once, so that copies of this database serve their first page at once."""
    qweb = env["ir.qweb"]
    for bundle in BUNDLES:
        try:
            files = qweb._get_asset_bundle(bundle, css=True, js=True)
            files.css()
            files.js()
        except Exception:
            _logger.warning("bundle %s is not built ahead", bundle, exc_info=True)


def main(database: str, addons: list[str]) -> None:
    """Runs the three parts, each in a transaction of its own."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    odoo.service.server.load_server_wide_modules()
    registry = Registry.new(database, update_module=True, install_modules=addons)
    with registry.cursor() as cr:
        load_demo(Environment(cr, SUPERUSER_ID, {}), addons)
    with registry.cursor() as cr:
        build_assets(Environment(cr, SUPERUSER_ID, {}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
