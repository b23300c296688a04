"""Short forms as a screen draws them, and what was typed into them made into values (REQUIREMENTS A3)."""

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...exceptions import KindFormError
from ...rules import form_input
from .kind_forms import KIND_FORMS, Question

_lt = LazyTranslate(__name__)

MAX_LENGTH = {"char": 200, "text": 2000}
MAX_NUMBER = 500
# of the caller's own requests, to choose the one that a complaint is about
OFFERED_REQUESTS = 20
YES = ("1", "on", "true", "True")
COMPLAINTS = {
    form_input.EMPTY: _lt("Please fill in “%(field)s”."),
    form_input.TOO_LONG: _lt("“%(field)s” is too long: at most %(count)d characters."),
    form_input.NOT_A_DATE: _lt("“%(field)s” is not a date."),
    form_input.IN_THE_PAST: _lt("“%(field)s” lies in the past."),
    form_input.IN_THE_FUTURE: _lt("“%(field)s” lies in the future."),
    form_input.NOT_A_NUMBER: _lt("“%(field)s” is not a whole number."),
    form_input.OUT_OF_RANGE: _lt("“%(field)s” must lie between 1 and %(highest)d."),
    form_input.UNKNOWN: _lt("“%(field)s”: please choose one of the answers."),
}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _kind_fields(self, kind: str, device=None, contact=None, staff: bool = True) -> list[dict]:
        """The short form of a kind of request, ready to be drawn.

        :param kind: one of ``SERVICE_KINDS``
        :param device: ``maintenance.equipment`` that it is about; without one, no symptom is asked
        :param contact: ``res.partner`` who asks; without one, nobody chooses among their earlier requests
        :param staff: whether our own people fill it in, who are asked a little more
        :return: one dictionary a field with ``name``, ``label`` and ``hint`` in the user's language, ``type`` (of
            the field), ``required``, ``selection`` (pairs, for selection and many2one), ``max_length``,
            ``min`` and ``max`` (of a date or number)
        """
        drawn = []
        for question in KIND_FORMS.get(kind, ()):
            if question.staff_only and not staff:
                continue
            field = self._fields[question.name]
            selection = self._kind_choices(question.name, device, contact, staff)
            if field.type == "many2one" and not selection:
                continue
            low, high = self._kind_limits(question)
            drawn.append(
                {
                    "name": question.name,
                    "label": field._description_string(self.env),
                    "hint": field._description_help(self.env) or "",
                    "type": field.type,
                    "required": question.required,
                    "selection": selection,
                    "max_length": MAX_LENGTH.get(field.type),
                    "min": low,
                    "max": high,
                }
            )
        return drawn

    def _kind_limits(self, question: Question) -> tuple[str, str]:
        """Lowest and highest value as a browser wants them; empty for none."""
        today = fields.Date.to_string(fields.Date.context_today(self))
        if self._fields[question.name].type == "integer":
            return "1", str(MAX_NUMBER)
        return (today if question.when == "future" else "", today if question.when == "past" else "")

    @api.model
    def _kind_choices(self, name: str, device, contact, staff: bool) -> list[tuple]:
        """What can be chosen for a field, as pairs of value and label; empty for fields without choices."""
        field = self._fields[name]
        if field.type == "selection":
            return field._description_selection(self.env)
        if field.comodel_name == "printer.fault.code" and device:
            # contacts may not read codes, but choose among the symptoms of their device
            Code = self.env["printer.fault.code"].sudo()
            symptoms = Code.search(
                [("kind", "=", "symptom"), ("applies_to_id", "=", device.sudo().category_id.id)]
            )
            return [(code.id, code.display_name if staff else code.name) for code in symptoms]
        if field.comodel_name == "helpdesk.ticket" and contact:
            earlier = self.search([("partner_id", "=", contact.id)], order="id desc", limit=OFFERED_REQUESTS)
            return [(ticket.id, f"{ticket.number} {ticket.name}") for ticket in earlier]
        return []

    @api.model
    def _kind_values(self, kind: str, form: dict, device=None, contact=None, staff: bool = True) -> dict:
        """What was typed into a short form, as values for ``create``; other kinds' fields are not looked at.

        :param form: texts by field, as a browser sends them
        :raises KindFormError: with one line for each answer that is missing or cannot be understood
        """
        values, wrong = {}, {}
        for entry in self._kind_fields(kind, device, contact, staff):
            text = form.get(entry["name"])
            try:
                value = self._kind_value(entry, text if isinstance(text, str) else str(text or ""))
            except form_input.InputError as error:
                wrong[entry["name"]] = self._kind_complaint(entry, error.reason)
                continue
            if value:
                values[entry["name"]] = value
        if wrong:
            raise KindFormError("\n".join(wrong.values()), list(wrong))
        return values

    @api.model
    def _kind_value(self, entry: dict, text: str):
        """One answer as the value of its field; empty when nothing was typed.

        :raises InputError: when it is missing or cannot be understood
        """
        kind = entry["type"]
        if kind in MAX_LENGTH:
            text = form_input.read_text(text, entry["max_length"])
        text = text.strip()
        if not text:
            if entry["required"]:
                raise form_input.InputError(form_input.EMPTY)
            return None
        if kind == "boolean":
            return text in YES
        if kind == "date":
            when = "future" if entry["min"] else "past" if entry["max"] else ""
            return form_input.read_date(text, fields.Date.context_today(self), when)
        if kind == "integer":
            return form_input.read_number(text, MAX_NUMBER)
        if entry["selection"]:
            offered = {str(value): value for value, _label in entry["selection"]}
            return offered[form_input.read_choice(text, offered)]
        return text

    @api.model
    def _kind_complaint(self, entry: dict, reason: str) -> str:
        """What is wrong with an answer, as a sentence that says what to do."""
        template = self.env._(COMPLAINTS[reason])  # pylint: disable=E8502 # marked by _lt
        return template % {"field": entry["label"], "count": entry["max_length"], "highest": MAX_NUMBER}
