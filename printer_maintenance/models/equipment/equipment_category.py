"""Device types."""

from odoo import fields, models

DEVICE_TYPES = [
    ("printer", "Printer"),
    ("copier", "Copier"),
    ("scanner", "Scanner"),
    ("shredder", "Shredder"),
    ("desktop", "Desktop computer"),
    ("laptop", "Laptop computer"),
]


class EquipmentCategory(models.Model):
    _inherit = "maintenance.equipment.category"

    device_type = fields.Selection(
        DEVICE_TYPES,
        string="Type of device",
        help="Decides what the service covers for a device of this category.",
    )
