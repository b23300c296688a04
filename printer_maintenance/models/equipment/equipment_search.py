"""Finding a device among a hundred thousand."""

from odoo import fields, models


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    # the search box and the portal look for a part of one of these, in one breath with the asset number
    name = fields.Char(index="trigram")
    serial_no = fields.Char(index="trigram")
    model = fields.Char(index="trigram")
