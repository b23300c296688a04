"""One box that finds people, units, devices and requests by whatever a caller says."""

import unicodedata

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ...rules import phone

# as many of each kind as a person takes in; more means: type more
SHOWN = 8
# shorter texts find too much, and no index helps
MIN_TEXT, MIN_DEVICE_TEXT = 2, 3
MAX_TEXT = 300
UNIT_KINDS = ("customer", "unit", "department")


class Hotline(models.AbstractModel):
    _inherit = "printer.hotline"

    @api.model
    def search_all(self, text: str) -> dict:
        """Find what a caller may mean, by telephone number, name, serial or asset number, label or request.

        A fixed number of queries, each with an index, whatever the number of devices.

        :param text: what was typed, pasted or scanned
        :return: ``text`` as it was understood, ``is_phone`` (long enough to be a whole number), and ``groups``:
            per kind its ``items`` and whether there are ``more``
        """
        self._check_hotline()
        text = " ".join(unicodedata.normalize("NFKC", str(text or "")).split())[:MAX_TEXT]
        is_phone = phone.is_phone_like(text)
        groups = []
        if len(text) >= MIN_TEXT:
            found = {
                "person": self._find_people(text, is_phone),
                "unit": self._find_units(text, is_phone),
                "device": self._find_devices(text, is_phone),
                "request": self._find_requests(text),
            }
            groups = [
                {
                    "kind": kind,
                    "items": [getattr(self, f"_{kind}_item")(record) for record in records[:SHOWN]],
                    "more": len(records) > SHOWN,
                }
                for kind, records in found.items()
                if records
            ]
        is_whole = is_phone and len(phone.lookup_key(text)) >= phone.LOCAL_DIGITS
        return {"text": text, "is_phone": is_whole, "groups": groups}

    @api.model
    def _phone_domain(self, field: str, text: str) -> Domain:
        """Numbers that begin or end like this one; area codes may be missing on either side."""
        return Domain.OR(Domain(field, "=like", pattern) for pattern in phone.lookup_patterns(text))

    @api.model
    def _find_people(self, text: str, is_phone: bool):
        people = Domain("printer_unit_kind", "=", False) & Domain("partner_share", "=", True)
        if is_phone:
            # people call from other numbers than the one in their record
            calls = self.env["printer.call"].search(
                self._phone_domain("phone_key", text) & Domain("partner_id", "!=", False), limit=4 * SHOWN
            )
            people &= self._phone_domain("printer_phone_key", text) | Domain("id", "in", calls.partner_id.ids)
        else:
            people &= Domain("name", "ilike", escape_psql(text)) & Domain("is_company", "=", False)
        found = self.env["res.partner"].search_fetch(
            people, ["name", "phone", "function", "parent_id", "printer_phone_key"], limit=SHOWN + 1
        )
        key = phone.lookup_key(text)
        return found.sorted(lambda person: person.printer_phone_key != key) if is_phone else found

    @api.model
    def _find_units(self, text: str, is_phone: bool):
        by = (
            self._phone_domain("printer_phone_key", text)
            if is_phone
            else Domain("name", "ilike", escape_psql(text))
        )
        return self.env["res.partner"].search_fetch(
            Domain("printer_unit_kind", "in", UNIT_KINDS) & by,
            ["name", "phone", "parent_id", "printer_unit_kind"],
            limit=SHOWN + 1,
        )

    @api.model
    def _find_devices(self, text: str, is_phone: bool):
        Equipment = self.env["maintenance.equipment"]
        if len(text) < MIN_DEVICE_TEXT:
            return Equipment
        # a scanned label holds an address; whatever else was scanned is a number as it stands on the device
        if exact := Equipment._find_by_code(text):
            return exact
        domain = Domain.OR(
            Domain(name, "ilike", escape_psql(text)) for name in ("serial_no", "asset_tag", "name", "model")
        )
        if is_phone:
            domain |= self._phone_domain("custodian_phone_key", text)
        return Equipment.search(domain, limit=SHOWN + 1, order="id desc")

    @api.model
    def _find_requests(self, text: str):
        Ticket = self.env["helpdesk.ticket"]
        if len(text) < MIN_DEVICE_TEXT:
            return Ticket
        return Ticket.search([("number", "ilike", escape_psql(text))], limit=SHOWN + 1, order="id desc")

    @api.model
    def _person_item(self, person) -> dict:
        place = person.parent_id
        unit = person.commercial_partner_id
        where = [unit.name, place.name] if place and place != unit else [place.name]
        return {
            "kind": "person",
            "id": person.id,
            "title": person.name or person.phone or "",
            "detail": " · ".join(filter(None, (*where, person.function))),
            "code": person.phone or "",
        }

    @api.model
    def _unit_item(self, unit) -> dict:
        return {
            "kind": "unit",
            "id": unit.id,
            "title": unit.name or "",
            "detail": unit.parent_id.name or "",
            "code": unit.phone or "",
        }

    @api.model
    def _device_item(self, device) -> dict:
        place = (device.unit_id.name, device.department_id.name, device.custodian_name)
        return {
            "kind": "device",
            "id": device.id,
            "title": " ".join(filter(None, (device.label_code, device.name))),
            "detail": " · ".join(filter(None, place)),
            "code": device.serial_no or device.asset_tag or "",
        }

    @api.model
    def _request_item(self, ticket) -> dict:
        return {
            "kind": "request",
            "id": ticket.id,
            "title": f"{ticket.number} {ticket.name}",
            "detail": " · ".join(filter(None, (ticket.unit_id.name, ticket.equipment_id.name))),
            "code": ticket.stage_id.name or "",
        }
