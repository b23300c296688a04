"""Whose van a stock is."""

from odoo import fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    van_engineer_id = fields.Many2one(
        "res.users",
        string="Van of",
        # whose van it is, looked up for every visit
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
        groups="base.group_user",
        help="The engineer who drives this van: parts come from it first, and from a colleague's van only when that "
        "one is asked for. Empty: all of the station use it.",
    )
