"""One stop of a route."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class RouteStop(models.Model):
    """A department, a place, a single device, or what they have in common."""

    _name = "printer.route.stop"
    _description = "Stop of a route"
    _order = "route_id, sequence, id"

    route_id = fields.Many2one("printer.route", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    route_unit_id = fields.Many2one(related="route_id.unit_id", string="Unit")
    department_id = fields.Many2one(
        "res.partner",
        string="Department",
        ondelete="restrict",
        domain="[('printer_unit_kind', '=', 'department'), ('id', 'child_of', route_unit_id)]",
    )
    place = fields.Char(
        help="The beginning of the place as the register has it, e.g. a building and a floor."
    )
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        ondelete="cascade",
        # asked when a device is deleted
        index="btree_not_null",
        domain="[('unit_id', 'child_of', route_unit_id)]",
    )

    @api.constrains("department_id", "place", "equipment_id")
    def _check_names_something(self):
        for stop in self:
            if not (stop.department_id or stop.place or stop.equipment_id):
                raise ValidationError(
                    self.env._(
                        "%(route)s: each stop names a department, a place or a device.",
                        route=stop.route_id.name,
                    )
                )

    def _names(self, device) -> bool:
        """Whether a device stands at this stop."""
        if self.equipment_id:
            return self.equipment_id == device
        if self.department_id and self.department_id != device.department_id:
            return False
        return (device.place or "").strip().startswith((self.place or "").strip())
