"""Requests from before get their verdict on first-time fix; nobody is told of repeats that are old news."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

DEVICES_AT_ONCE = 1000


def migrate(cr, version):
    """Judge the faults of all devices, some at a time."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    cr.execute(
        "SELECT DISTINCT equipment_id FROM helpdesk_ticket WHERE equipment_id IS NOT NULL ORDER BY equipment_id"
    )
    for devices in split_every(DEVICES_AT_ONCE, [row[0] for row in cr.fetchall()]):
        env["helpdesk.ticket"]._judge_devices(devices, is_told=False)
        env.flush_all()
        env.invalidate_all()
    cr.execute("UPDATE helpdesk_ticket SET is_repeat_told = TRUE WHERE repeat_of_id IS NOT NULL")
