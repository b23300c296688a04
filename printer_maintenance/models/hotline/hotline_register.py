"""What is done at the telephone: register a request, log a call, close an answered question."""

from odoo import api, models
from odoo.tools import plaintext2html

from ...exceptions import CallError
from ...rules import phone

TITLE_LENGTH = 80
TEXT_LENGTH = 20_000
# of the short form of a consultation: the hotline closes with the answer
ANSWER_FIELDS = ("answer", "answered_how")


class Hotline(models.AbstractModel):
    _inherit = "printer.hotline"

    @api.model
    def questions(self, kind: str, equipment_id: int = False, partner_id: int = False) -> list[dict]:
        """What is asked for a kind of request, see ``helpdesk.ticket._kind_fields``; the answer has its own place."""
        self._check_hotline()
        device = self._record("maintenance.equipment", equipment_id)
        contact = self._record("res.partner", partner_id)
        asked = self.env["helpdesk.ticket"]._kind_fields(str(kind), device, contact)
        return [question for question in asked if question["name"] not in ANSWER_FIELDS]

    @api.model
    def register(self, values: dict) -> dict:
        """Register what a caller reports: the request and the call that brought it, in one step.

        Unit, agreement, team and clocks are found by the server. The call itself is the report and no response;
        only a question that is answered in the same call is responded to, and closed at once.

        :param values: ``partner_id`` or ``new_contact`` (``name``, ``unit_id``) or ``unit_id``; ``equipment_id``,
            ``service_kind``, ``severity``, ``name``, ``description``, ``phone``, ``minutes``, ``answer``, and
            ``answers`` to the :meth:`questions`
        :return: the registered request, see :meth:`_registered`
        """
        self._check_hotline()
        contact = self._contact_of(values)
        device = self._record("maintenance.equipment", values.get("equipment_id"))
        ticket = self.env["helpdesk.ticket"].create(self._request_values(values, contact, device))
        answer = self._text(values, "answer")
        self.env["printer.call"].create(
            {
                "ticket_id": ticket.id,
                "partner_id": contact.id,
                "phone": self._phone(values),
                "direction": "in",
                "result": "answered",
                "minutes": self._minutes(values),
                "note": answer or ticket.name,
            }
        )
        if answer:
            ticket._answer_by_telephone(answer)
        return self._registered(ticket)

    @api.model
    def log_call(self, values: dict) -> dict:
        """Put a call on record, with a request or without one.

        :param values: ``ticket_id``, ``partner_id``, ``phone``, ``direction``, ``result``, ``minutes``, ``note``;
            ``is_answer`` when the call answered the question of the request
        :return: the request as it stands now, see :meth:`_registered`; None for a call about none
        """
        self._check_hotline()
        ticket = self._record("helpdesk.ticket", values.get("ticket_id"))
        partner = self._record("res.partner", values.get("partner_id"))
        note = self._text(values, "note")
        if not (ticket or partner or values.get("phone")):
            raise CallError(self.env._("Who called? Pick a person, a request, or enter the number."))
        self.env["printer.call"].create(
            {
                "ticket_id": ticket.id,
                "partner_id": partner.id,
                "phone": self._phone(values),
                "direction": values.get("direction") or "in",
                "result": values.get("result") or "answered",
                "minutes": self._minutes(values),
                "note": note,
            }
        )
        if ticket and values.get("is_answer"):
            ticket._answer_by_telephone(note)
        return self._registered(ticket) if ticket else None

    # -- what came from the browser ------------------------------------------------------------------------

    @api.model
    def _contact_of(self, values: dict):
        """Who reports: a known person, a new one of a unit, or the unit itself when nobody gave a name.

        :raises CallError: when nothing says whose request it is
        """
        new = values.get("new_contact") or {}
        if (new.get("name") or "").strip():
            return self._new_contact(new, self._phone(values))
        contact = self._record("res.partner", values.get("partner_id") or values.get("unit_id"))
        if not contact:
            raise CallError(self.env._("Whose request is it? Pick a person, a unit or a device first."))
        return contact

    @api.model
    def _new_contact(self, new: dict, number: str):
        """The new person of a unit; whoever is entered twice with the same number is the same person."""
        Partner = self.env["res.partner"]
        unit = self._record("res.partner", new.get("unit_id"))
        if not unit.printer_unit_kind:
            raise CallError(self.env._("To which unit does the new person belong? Pick the unit first."))
        name = new["name"].strip()[:TITLE_LENGTH]
        key = phone.lookup_key(number)
        same = [("parent_id", "=", unit.id), ("name", "=", name), ("printer_phone_key", "=", key or False)]
        return Partner.search(same, limit=1) or Partner.create(
            {"name": name, "phone": number, "parent_id": unit.id, "type": "contact"}
        )

    @api.model
    def _request_values(self, values: dict, contact, device) -> dict:
        """What a request made at the telephone consists of; nothing else of ``values`` gets in."""
        description = self._text(values, "description")
        title = self._text(values, "name") or (description.splitlines() or [device.name or ""])[0]
        if not title:
            raise CallError(self.env._("What is it about? Write a few words."))
        kind = str(values.get("service_kind") or "repair")
        answers = dict(values.get("answers") or {})
        return {
            **self.env["helpdesk.ticket"]._kind_values(kind, answers, device, contact),
            "name": title[:TITLE_LENGTH],
            "description": plaintext2html(description or title),
            "partner_id": contact.id,
            "partner_name": contact.name,
            "partner_email": contact.email,
            "partner_phone": self._phone(values) or contact.phone,
            "equipment_id": device.id,
            "company_id": device.company_id.id or self.env.company.id,
            "service_kind": kind,
            "severity": values.get("severity") or "normal",
            "channel_id": self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone").id,
            "user_id": False,
        }

    @api.model
    def _text(self, values: dict, name: str) -> str:
        return str(values.get(name) or "").strip()[:TEXT_LENGTH]

    @api.model
    def _phone(self, values: dict) -> str | bool:
        """The number as it was written, made readable.

        :raises CallError: when it is none
        """
        text = self._text(values, "phone")
        number = phone.clean_phone(text)
        if text and not number:
            raise CallError(self.env._("“%(text)s” is no telephone number.", text=text[:40]))
        return number or False

    @api.model
    def _minutes(self, values: dict) -> int:
        try:
            return int(values.get("minutes") or 0)
        except (TypeError, ValueError) as error:
            raise CallError(self.env._("Enter the minutes of the call as a whole number.")) from error

    @api.model
    def _registered(self, ticket) -> dict:
        return {
            "id": ticket.id,
            "number": ticket.number,
            "name": ticket.name,
            "closed": ticket.closed,
            "deadline": self._moment(ticket.next_deadline),
            "partner_id": ticket.partner_id.id,
            "note": ticket.scope_note or "",
        }
