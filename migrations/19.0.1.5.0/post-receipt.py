"""The promise of genuine parts can be measured by now."""

from odoo import SUPERUSER_ID, api

MEASURES = {"commitment_genuine": "parts_with_papers"}


def migrate(cr, version):
    """Name the measure in the ready-made promise and in the copies that agreements took of it."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["printer.commitment"]._name_measures(
        {f"printer_maintenance_suite.{name}": measure for name, measure in MEASURES.items()}
    )
