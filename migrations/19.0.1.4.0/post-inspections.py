"""Promises that inspections can measure by now get their measures."""

from odoo import SUPERUSER_ID, api

MEASURES = {
    "commitment_inspection": "full_inspections",
    "commitment_rounds": "daily_rounds",
    "commitment_sheets": "sheets_in_time",
}


def migrate(cr, version):
    """Name the measures in the ready-made promises and in the copies that agreements took of them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["printer.commitment"]._name_measures(
        {f"printer_maintenance_suite.{name}": measure for name, measure in MEASURES.items()}
    )
