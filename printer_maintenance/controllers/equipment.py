"""The customer's devices in the portal."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

EVENTS_ON_PAGE = 30
UNITS_TO_CHOOSE = 100


class EquipmentPortal(CustomerPortal):
    """Lists and shows the devices that record rules let the signed-in contact see (REQUIREMENTS R1, R2)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "equipment_count" in counters:
            Equipment = request.env["maintenance.equipment"]
            values["equipment_count"] = Equipment.search_count([]) if Equipment.has_access("read") else 0
        return values

    @http.route(
        ["/my/devices", "/my/devices/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_my_devices(self, page=1, search="", unit=0, **kw):
        """List the contact's devices, found by name, serial number, asset number, place or department."""
        Equipment = request.env["maintenance.equipment"]
        if not Equipment.has_access("read"):
            return request.redirect("/my")
        unit_id = _to_int(unit)
        domain = self._device_search_domain(search, unit_id)
        total = Equipment.search_count(domain)
        pager = portal_pager(
            url="/my/devices",
            url_args={"search": search, "unit": unit_id or None},
            total=total,
            page=page,
            step=self._items_per_page,
        )
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "devices": Equipment.search(
                    domain,
                    order="unit_id, department_id, name, id",
                    limit=self._items_per_page,
                    offset=pager["offset"],
                ),
                "intro": request.env._(
                    "%(count)d devices. Choose the one that needs help. Is it about something else?",
                    count=total,
                ),
                "units": self._units_to_choose(),
                "unit_id": unit_id,
                "search": search,
                "pager": pager,
                "page_name": "device",
                "default_url": "/my/devices",
            }
        )
        return request.render("printer_maintenance.portal_my_devices", values)

    def _device_search_domain(self, search: str, unit_id: int) -> Domain:
        domain = Domain.TRUE
        if search:
            domain = Domain.OR(
                Domain(name, "ilike", search)
                for name in ("name", "serial_no", "asset_tag", "place", "department_id.name")
            )
        if unit_id:
            domain &= Domain("unit_id", "=", unit_id)
        return domain

    def _units_to_choose(self):
        """Units below the contact's own, for those who see more than one."""
        Equipment = request.env["maintenance.equipment"]
        groups = Equipment._read_group([("unit_id", "!=", False)], ["unit_id"], limit=UNITS_TO_CHOOSE)
        # a unit's name is no secret to who may see its devices
        units_sudo = request.env["res.partner"].sudo().browse([unit.id for (unit,) in groups])
        return units_sudo.sorted("name") if len(units_sudo) > 1 else units_sudo.browse()

    @http.route(
        "/my/devices/<int:device_id>", type="http", auth="user", website=True, methods=["GET"], readonly=True
    )
    def portal_my_device(self, device_id, **kw):
        """Show one device with its requests and its history."""
        device = self._find_device(device_id)
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "device": device,
                "events": request.env["printer.equipment.event"].search(
                    [("equipment_id", "=", device.id)], limit=EVENTS_ON_PAGE
                ),
                "tickets": request.env["helpdesk.ticket"].search(
                    [("equipment_id", "=", device.id)], limit=EVENTS_ON_PAGE, order="id desc"
                ),
                "page_name": "device",
            }
        )
        return request.render("printer_maintenance.portal_my_device", values)

    @staticmethod
    def _find_device(device_id: int):
        """The device, if the signed-in contact may see it; 404 otherwise."""
        device = request.env["maintenance.equipment"]
        if device.has_access("read"):
            device = device.search([("id", "=", device_id)])
        if not device:
            raise request.not_found()
        return device


def _to_int(value) -> int:
    """A number from the address line; 0 for anything else.

    >>> _to_int("12"), _to_int("x"), _to_int(None), _to_int("9" * 30)
    (12, 0, 0, 0)
    """
    try:
        number = int(value)
    except (TypeError, ValueError):
        return 0
    return number if 0 < number < 2**31 else 0
