"""Agreements from before the commitments take over those that are ready-made now."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Copy the tender's promises into agreements that have none."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    Agreement = env["printer.agreement"]
    Agreement._take_over(Agreement.search([("commitment_ids", "=", False)]))
