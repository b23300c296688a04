"""Policies from before get the reasons for waiting that every new one has."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Give each policy the ready-made reasons, and let running clocks know their next step."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    reasons = env["printer.sla.reason"].search([])
    policies = env["printer.sla.policy"].with_context(active_test=False).search([("reason_ids", "=", False)])
    policies.write(
        {
            "reason_ids": [(6, 0, reasons.ids)],
            "pausing_reason_ids": [(6, 0, reasons.filtered(lambda r: r.party == "customer").ids)],
        }
    )
    policies._count_anew()
