"""A visit as the telephone shows it: plain data, enough to work on without a connection."""

from odoo import fields, models

# what is typed on the telephone, and how it travels
DRAFT_FIELDS = (
    "fault_cause",
    "work_done",
    "advice",
    "is_tested",
    "is_explained",
    "briefing",
    "briefed_names",
    "briefing_minutes",
    "briefing_omitted",
    "cause_id",
    "remedy_id",
)


class Visit(models.Model):
    _inherit = "printer.visit"

    def _day_values(self) -> dict:
        """The fields that are typed, as plain values: texts are never None, links are ids or False."""
        self.ensure_one()
        values = {}
        for name in DRAFT_FIELDS:
            kind, value = self._fields[name].type, self[name]
            if kind == "many2one":
                values[name] = value.id or False
            elif kind in ("char", "text"):
                values[name] = value or ""
            else:
                values[name] = value
        return values

    def _day_data(self) -> list[dict]:
        """These visits, for the telephone of the person who asks."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        return [
            {**visit._day_head(), **visit._day_work(), "state_label": labels[visit.state]} for visit in self
        ]

    def _day_head(self) -> dict:
        """Where to, to whom, and when."""
        self.ensure_one()
        # engineers need not see every partner and device in full; what is shown belongs to their visit
        visit_sudo = self.sudo()
        device, unit, contact = visit_sudo.equipment_id, visit_sudo.unit_id, visit_sudo.contact_id
        ticket = visit_sudo.ticket_id
        place = [device.department_id.name, device.place]
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "kind": self.kind,
            "start": fields.Datetime.to_string(self.slot_start) if self.slot_start else False,
            "end": fields.Datetime.to_string(self.slot_end) if self.slot_end else False,
            "request": {"number": ticket.number, "title": ticket.name, "severity": ticket.severity},
            "repeat_of": ticket.repeat_of_id.display_name or "",
            "device": {
                "name": device.name or "",
                "serial": device.serial_no or "",
                "place": " · ".join(filter(None, place)),
            },
            "unit": unit.name or "",
            "address": self._day_address(unit),
            "contact": {"name": contact.name or "", "phone": contact.phone or ticket.partner_phone or ""},
            "liaison": {
                "name": visit_sudo.liaison_id.name or "",
                "phone": visit_sudo.liaison_id.phone or "",
            },
        }

    @staticmethod
    def _day_address(unit) -> str:
        """What a map finds: the nearest address above, else the unit's name."""
        place = unit
        while place and not (place.street or place.city):
            place = place.parent_id
        parts = [place.state_id.name, place.city, place.street, place.street2] if place else []
        return " ".join(filter(None, parts)) or unit.name or ""

    def _day_work(self) -> dict:
        """What is to be done, and how far it is."""
        self.ensure_one()
        visit_sudo = self.sudo()  # see _day_head
        photos = visit_sudo.photo_ids.grouped("moment")
        return {
            "symptom": {"id": visit_sudo.symptom_id.id or False, "name": visit_sudo.symptom_id.name or ""},
            "hint": self.fault_hint or "",
            "category_id": visit_sudo.device_category_id.id or False,
            "is_at_work": self.is_at_work,
            "awaits_signature": self.awaits_signature,
            "is_restoring_due": visit_sudo.is_restoring_due,
            "may_keep_position": self.may_keep_position,
            "values": self._day_values(),
            "parts": self.part_summary or "",
            "waiting_parts": self.waiting_part_summary or "",
            "taken_out": self.taken_out_summary or "",
            "has_parts_to_fit": self.has_parts_to_fit,
            "has_parts_to_ask": self.has_parts_to_ask,
            "has_parts_to_put_back": self.has_parts_to_put_back,
            "sections": self._field_sections(),
            "photos": {moment: len(photos.get(moment, ())) for moment in ("before", "after")},
            "stays": [stay.display_name for stay in visit_sudo.custody_ids],
            "to_bring_back": [stay.display_name for stay in visit_sudo.return_custody_ids],
            "loans": [
                loan.display_name
                for loan in visit_sudo.ticket_id.loan_ids
                if loan.state in ("reserved", "out")
            ],
        }
