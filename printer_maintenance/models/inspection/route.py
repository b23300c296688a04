"""A route: in which order the places of a unit are walked to."""

from odoo import api, fields, models

from ...rules.walking import walking_key


class Route(models.Model):
    """The stops of a round in their order (REQUIREMENTS I1). A device belongs to the first stop that names it."""

    _name = "printer.route"
    _description = "Inspection route"
    _order = "unit_id, name"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        required=True,
        # the routes of a unit
        index=True,
        ondelete="restrict",
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
        help="The unit in which the route lies, with everything below it.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    stop_ids = fields.One2many("printer.route.stop", "route_id", string="Stops", copy=True)
    note = fields.Char(string="Remark")

    @api.model
    def _walk(self, devices, route=None):
        """Devices in the order in which they are walked to.

        :param devices: ``maintenance.equipment`` records
        :param route: whose stops rule; devices that no stop names are left out
        :return: the devices, sorted by stop, building, floor and room
        """
        stops = {device.id: route._stop_of(device) if route else 0 for device in devices}
        named = devices.filtered(lambda device: stops[device.id] is not None)
        return named.sorted(
            lambda device: (
                stops[device.id],
                device.unit_id.name or "",
                walking_key(device.place),
                device.department_id.name or "",
                device.name or "",
                device.id,
            )
        )

    def _stop_of(self, device) -> int | None:
        """The number of the first stop that names a device, None when none does."""
        return next((number for number, stop in enumerate(self.stop_ids) if stop._names(device)), None)
