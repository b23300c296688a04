"""A part on a job: who pays for it, and why."""

from odoo import fields, models

COVERS = [
    ("agreement", "Covered by the agreement"),
    ("warranty", "Warranty of the earlier part"),
    ("goodwill", "Goodwill"),
    ("at_cost", "Charged at cost, as agreed"),
    ("user_damage", "Charged: damage by people"),
    ("outside", "Charged: outside the scope"),
]
CHARGEABLE = ("at_cost", "user_damage", "outside")


class StockMove(models.Model):
    _inherit = "stock.move"

    part_cover = fields.Selection(COVERS, string="Who pays", readonly=True, copy=False)
    part_cover_note = fields.Char(string="Why it is charged or free", readonly=True, copy=False)
