"""Visits that were agreed before there were lists of what to take along get theirs."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

VISITS_AT_ONCE = 500


def migrate(cr, version):
    """Lay out what open visits need; what is laid out already stays."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    ahead = env["printer.visit"].search(
        [("state", "in", ("planned", "confirmed")), ("preparation_ids", "=", False)], order="id"
    )
    for ids in split_every(VISITS_AT_ONCE, ahead.ids):
        env["printer.visit"].browse(ids)._lay_out_preparation()
        env.flush_all()
