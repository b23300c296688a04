"""What is looked at when a device is received."""

from odoo import api, fields, models

from ...exceptions import PrinterError
from ..equipment.equipment_category import DEVICE_TYPES

PARTS = [("goods", "Goods check"), ("function", "Function test")]


class AcceptanceItem(models.Model):
    """One point of the goods check or of the function test, for every type of device or for one (REQUIREMENTS E3)."""

    _name = "printer.acceptance.item"
    _description = "Point of an acceptance"
    _order = "part desc, sequence, id"

    name = fields.Char(string="What is checked", required=True, translate=True)
    part = fields.Selection(PARTS, string="Step of the check", required=True, default="goods")
    device_type = fields.Selection(
        DEVICE_TYPES, string="Type of device", help="Empty: for every type of device."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    def write(self, vals):
        """Keep the wording that people have answered."""
        if {"name", "part"}.intersection(vals):
            self._check_unanswered()
        return super().write(vals)

    def _check_unanswered(self) -> None:
        """Raise when a finished acceptance refers to a point.

        :raises PrinterError: naming it
        """
        answered = self.env["printer.equipment.acceptance.line"].search(
            [("item_id", "in", self.ids), ("acceptance_id.state", "!=", "draft")], limit=1
        )
        if answered:
            raise PrinterError(
                self.env._(
                    "“%(item)s” stands in finished acceptances. Archive it and add a new point instead.",
                    item=answered.item_id.name,
                )
            )

    @api.model
    def _for_type(self, device_type: str | bool):
        """The points for one type of device, in the order in which they are checked."""
        return self.search([("device_type", "in", [device_type, False])])
