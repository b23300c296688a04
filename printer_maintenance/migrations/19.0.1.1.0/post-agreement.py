"""Agreements get the device list and the team that they had without saying so."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Serve the whole customer as before, and put the people of the short fields into the team."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    agreements = env["printer.agreement"].search([])
    env["printer.agreement.line"].create(
        [{"agreement_id": agreement.id} for agreement in agreements if not agreement.line_ids]
    )
    teams = {
        agreement: {
            name: agreement[name]
            for name in ("manager_id", "agent_id", "dispatcher_id", "engineer_ids", "backup_ids")
        }
        for agreement in agreements.filtered(lambda agreement: not agreement.member_ids)
    }
    for agreement, people in teams.items():
        for name, users in people.items():
            agreement[name] = users
    # a device is faulty while a fault is open on it
    faults = env["helpdesk.ticket"].search(
        [("service_kind", "=", "repair"), ("closed", "=", False), ("equipment_id", "!=", False)]
    )
    faults.equipment_id._follow_faults()
