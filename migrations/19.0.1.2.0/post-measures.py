"""Promises that the clocks can measure by now get their measures."""

from odoo import SUPERUSER_ID, api

MEASURES = {
    "commitment_confirm": "promise_confirm",
    "commitment_respond": "promise_respond",
    "commitment_arrive": "promise_arrive",
    "commitment_major": "promise_report",
}


def migrate(cr, version):
    """Name the measures in the ready-made promises and in the copies that agreements took of them.

    What somebody measures otherwise, or worded anew, stays as it is.
    """
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    Commitment = env["printer.commitment"].with_context(active_test=False)
    for name, measure in MEASURES.items():
        ready_made = env.ref(f"printer_maintenance_suite.{name}", raise_if_not_found=False)
        if not ready_made:
            continue
        copies = Commitment.search([("name", "=", ready_made.name), ("measure", "=", False)])
        (copies | ready_made).filtered(lambda promise: not promise.measure).write({"measure": measure})
