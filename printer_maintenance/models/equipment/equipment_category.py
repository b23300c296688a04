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
    recommended_monthly_pages = fields.Integer(
        string="Recommended pages a month",
        help="What devices of this type are made for; utilisation is measured against it. A device can have its own.",
    )

    _recommended_not_negative = models.Constraint(
        "CHECK(recommended_monthly_pages >= 0)", "The recommended pages cannot be below zero."
    )
