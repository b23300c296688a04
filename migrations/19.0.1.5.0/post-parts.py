"""The promises about spare parts can be measured by now: their price, their approval, their papers."""

from odoo import SUPERUSER_ID, api

MEASURES = {
    "commitment_price": "parts_at_fair_price",
    "commitment_approval": "parts_with_approval",
    "commitment_genuine": "parts_with_papers",
}


def migrate(cr, version):
    """Name the measure in the ready-made promises and in the copies that agreements took of them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["printer.commitment"]._name_measures(
        {f"printer_maintenance_suite.{name}": measure for name, measure in MEASURES.items()}
    )
