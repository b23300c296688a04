"""Promises that the clocks can measure by now get their measures."""

from odoo import SUPERUSER_ID, api

MEASURES = {
    "commitment_confirm": "promise_confirm",
    "commitment_respond": "promise_respond",
    "commitment_arrive": "promise_arrive",
    "commitment_major": "promise_report",
}


def migrate(cr, version):
    """Name the measures in the ready-made promises and in the copies that agreements took of them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["printer.commitment"]._name_measures(
        {f"printer_maintenance_suite.{name}": measure for name, measure in MEASURES.items()}
    )
