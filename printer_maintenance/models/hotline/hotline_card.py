"""Everything about a caller on one card: unit, devices, open requests, visits, calls, agreement."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ...rules import phone

DEVICES_SHOWN = 8
REQUESTS_SHOWN = 8
VISITS_SHOWN = 5
CALLS_SHOWN = 5
# beyond this "more than" is enough to know
COUNTED = 1000


class Hotline(models.AbstractModel):
    _inherit = "printer.hotline"

    @api.model
    def card(
        self, partner_id: int = False, equipment_id: int = False, ticket_id: int = False, number: str = ""
    ) -> dict:
        """What an agent must see of a caller.

        :param partner_id: a person, a unit or a department
        :param equipment_id: the device that the call is about; of another customer than the caller's, it wins
        :param ticket_id: a request; its contact and device count where none is given
        :param number: the number that calls, to find the caller's own devices
        :return: ``caller``, ``unit``, ``device`` (None where not known), ``devices``, ``requests``, ``visits``,
            ``calls``, ``agreement``
        """
        self._check_hotline()
        ticket = self._record("helpdesk.ticket", ticket_id)
        caller = self._record("res.partner", partner_id) or ticket.partner_id
        device = self._record("maintenance.equipment", equipment_id) or ticket.equipment_id
        unit = self._unit_of(caller)
        if device and caller.printer_customer_id != device.customer_id:
            caller, unit = self.env["res.partner"], device.unit_id
        unit = unit or ticket.unit_id or device.unit_id
        places = self._places(unit)
        return {
            "caller": self._caller_values(caller),
            "unit": self._unit_values(unit),
            "device": self._device_values(device)[0] if device else None,
            "devices": self._device_page(places, "", 0, caller, number),
            "requests": self._open_requests(places, unit or caller),
            "visits": self._last_visits(places, device),
            "calls": self._last_calls(places, caller),
            "agreement": self._agreement_values(unit),
        }

    @api.model
    def overview(self) -> dict:
        """What waits at the desk while nobody calls: requests to be confirmed by telephone, the next one due first."""
        self._check_hotline()
        return self._request_list(
            Domain("closed", "=", False)
            & Domain("confirmed_at", "=", False)
            # with an index: those whose promises run
            & Domain("next_deadline", "!=", False)
        )

    @api.model
    def devices(self, unit_id: int, text: str = "", offset: int = 0) -> dict:
        """One page of the devices of a unit and of everything below it.

        :param text: part of a name, serial, asset or label number
        :return: ``items``, ``total`` (at most ``COUNTED``), ``offset``
        """
        self._check_hotline()
        places = self._places(self._record("res.partner", unit_id))
        return self._device_page(places, str(text or "").strip(), max(0, int(offset or 0)))

    @api.model
    def _unit_of(self, partner):
        """The organisation that a caller speaks for; empty for somebody of no customer."""
        for place in (partner, partner.parent_id, partner.commercial_partner_id):
            if place.printer_unit_kind in ("customer", "unit"):
                return place
        return self.env["res.partner"]

    @api.model
    def _places(self, unit):
        """The unit and the units below it, without reading their many people."""
        if not unit.printer_customer_id:
            return unit
        units = self.env["res.partner"].search_fetch(
            Domain("printer_customer_id", "=", unit.printer_customer_id.id)
            & Domain("printer_unit_kind", "in", ("customer", "unit")),
            ["parent_id"],
        )
        chains = units._printer_ancestors()
        return units.filtered(lambda place: unit.id in chains[place.id])

    # -- who -----------------------------------------------------------------------------------------------

    @api.model
    def _caller_values(self, caller) -> dict | None:
        if not caller or caller.printer_unit_kind:
            return None
        place = caller.parent_id
        return {
            "id": caller.id,
            "name": caller.name or "",
            "function": caller.function or "",
            "department": place.name if place.printer_unit_kind == "department" else "",
            "phone": caller.phone or "",
            "email": caller.email or "",
        }

    @api.model
    def _unit_values(self, unit) -> dict | None:
        if not unit:
            return None
        above = unit.printer_customer_id
        return {
            "id": unit.id,
            "name": unit.name or "",
            "customer_id": above.id,
            "customer": above.name if above and above != unit else "",
            "phone": unit.phone or "",
            "remarks": unit.comment or "",
        }

    @api.model
    def _agreement_values(self, unit) -> dict | None:
        """The agreement that serves the unit today and its counterpart; None when there is none."""
        # the look-up asks nobody's rights, so they are asked here
        agreement = (
            self.env["printer.agreement"]._of_units(unit, self._today()).get(unit.id)
            if unit
            else self.env["printer.agreement"]
        )
        agreement = (agreement or self.env["printer.agreement"])._filtered_access("read")
        if not agreement:
            return None
        return {
            "id": agreement.id,
            "name": agreement.display_name,
            "end": fields.Date.to_string(agreement.date_end),
            "manager": agreement.manager_id.name or "",
            "manager_phone": agreement.manager_id.phone or "",
        }

    # -- what they have ------------------------------------------------------------------------------------

    @api.model
    def _device_page(self, places, text: str, offset: int, caller=None, number: str = "") -> dict:
        if not places:
            return {"items": [], "total": 0, "offset": 0}
        Equipment = self.env["maintenance.equipment"]
        domain = Domain("unit_id", "in", places.ids) & Domain("condition", "!=", "retired")
        if text:
            names = ("serial_no", "asset_tag", "name", "model", "custodian_name", "place")
            domain &= Domain.OR(
                [
                    *(Domain(name, "ilike", escape_psql(text)) for name in names),
                    Domain("label_code", "=", text),
                ]
            )
        # by number: no index would sort a hundred thousand by name
        page = Equipment.search(domain, limit=DEVICES_SHOWN, offset=offset, order="id desc")
        own = self._own_devices(domain, caller, number) if caller or number else Equipment
        return {
            "items": self._device_values((own | page)[:DEVICES_SHOWN], own),
            "total": Equipment.search_count(domain, limit=COUNTED),
            "offset": offset,
        }

    @api.model
    def _own_devices(self, domain: Domain, caller, number: str):
        """The devices whose custodian has the caller's number; they come first."""
        numbers = [text for text in (number, caller and caller.phone) if phone.is_phone_like(text)]
        if not numbers:
            return self.env["maintenance.equipment"]
        theirs = Domain.OR(self._phone_domain("custodian_phone_key", text) for text in numbers)
        return self.env["maintenance.equipment"].search(domain & theirs, limit=DEVICES_SHOWN)

    @api.model
    def _device_values(self, devices, own=()) -> list[dict]:
        """Devices as the screen shows them, with the agreement that serves each or the reason why none does."""
        scopes = self.env["printer.agreement"]._scopes(devices, self._today())
        reasons = dict(self._labels(self.env["helpdesk.ticket"], "scope_reason"))
        conditions = dict(self._labels(self.env["maintenance.equipment"], "condition"))
        return [
            {
                "id": device.id,
                "code": device.label_code,
                "name": device.name or "",
                "model": " ".join(filter(None, (device.brand, device.model))),
                "serial": device.serial_no or "",
                "asset": device.asset_tag or "",
                "place": " · ".join(
                    filter(None, (device.unit_id.name, device.department_id.name, device.place))
                ),
                "custodian": device.custodian_name or "",
                "customer_id": device.customer_id.id,
                "condition": device.condition or "",
                "condition_label": conditions.get(device.condition, ""),
                "is_own": device in own,
                "is_key": device.is_key_device,
                "covered": not scopes[device.id].reason,
                "reason": reasons.get(scopes[device.id].reason, ""),
            }
            for device in devices
        ]

    # -- what happened -------------------------------------------------------------------------------------

    @api.model
    def _open_requests(self, places, party) -> dict:
        """Open requests of these units, or of a person who belongs to none; the most urgent first."""
        if not party:
            return {"items": [], "total": 0}
        whose = Domain("unit_id", "in", places.ids) if places else Domain("partner_id", "=", party.id)
        return self._request_list(whose & Domain("closed", "=", False))

    @api.model
    def _request_list(self, domain: Domain) -> dict:
        Ticket = self.env["helpdesk.ticket"]
        found = Ticket.search(domain, limit=REQUESTS_SHOWN, order="next_deadline, reported_at")
        severities = dict(self._labels(Ticket, "severity"))
        return {
            "items": [
                {
                    "id": ticket.id,
                    "number": ticket.number,
                    "name": ticket.name,
                    "stage": ticket.stage_id.name or "",
                    "severity": ticket.severity,
                    "severity_label": severities.get(ticket.severity, ""),
                    "kind": ticket.service_kind,
                    "device_id": ticket.equipment_id.id,
                    "device": ticket.equipment_id.name or "",
                    "unit": ticket.unit_id.name or "",
                    "partner_id": ticket.partner_id.id,
                    "partner": ticket.partner_id.name or "",
                    "phone": ticket.partner_phone or ticket.partner_id.phone or "",
                    "engineer": ticket.user_id.name or "",
                    "reported": self._moment(ticket.reported_at),
                    "deadline": self._moment(ticket.next_deadline),
                    "late": ticket.is_late,
                    "confirmed": bool(ticket.confirmed_at),
                }
                for ticket in found
            ],
            "total": Ticket.search_count(domain, limit=COUNTED),
        }

    @api.model
    def _last_visits(self, places, device) -> list[dict]:
        Visit = self.env["printer.visit"]
        if not places and not device:
            return []
        whose = Domain("equipment_id", "=", device.id) if device else Domain("unit_id", "in", places.ids)
        visits = Visit.search(whose & Domain("state", "not in", ("planned", "cancelled")), limit=VISITS_SHOWN)
        states = dict(self._labels(Visit, "state"))
        return [
            {
                "id": visit.id,
                "name": visit.name,
                "when": self._moment(visit.arrived_at or visit.appointment_at),
                "engineer": visit.engineer_id.name or "",
                "device": visit.equipment_id.name or "",
                "state": states.get(visit.state, ""),
                "work": visit.work_done or visit.fault_cause or "",
            }
            for visit in visits
        ]

    @api.model
    def _last_calls(self, places, caller) -> list[dict]:
        Call = self.env["printer.call"]
        if caller and not caller.printer_unit_kind:
            whose = Domain("partner_id", "=", caller.id)
        elif places:
            whose = Domain("unit_id", "in", places.ids)
        else:
            return []
        results = dict(self._labels(Call, "result"))
        return [
            {
                "id": call.id,
                "when": self._moment(call.started_at),
                "direction": call.direction,
                "result": results.get(call.result, ""),
                "who": call.partner_id.name or call.phone or "",
                "user": call.user_id.name or "",
                "minutes": call.minutes,
                "request": call.ticket_id.number or "",
                "note": call.note or "",
            }
            for call in Call.search(whose, limit=CALLS_SHOWN)
        ]
