"""The fields that only some kinds of request have, and the short forms that ask for them (REQUIREMENTS A3, V8)."""

from lxml.builder import E

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from .kind_forms import DESCRIPTION_LABELS, KIND_FORMS, asked_names, kinds_asking


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # repair
    fault_since = fields.Date(string="Since when", copy=False)
    still_works = fields.Selection(
        [("no", "No, it stands still"), ("partly", "Partly"), ("yes", "Yes, it only disturbs")],
        string="Does it still work?",
        copy=False,
    )
    attempts = fields.Text(
        string="Already tried",
        copy=False,
        help="What the people on site did about it themselves, and what came of it.",
    )
    passed_up = fields.Boolean(
        string="Passed up by the operator",
        compute="_compute_passed_up",
        store=True,
        readonly=False,
        copy=False,
        # the list of defects that operators could not clear
        index="btree_not_null",
        help="The people on site tried to clear the fault and could not.",
    )
    # consultation
    answer = fields.Text(
        copy=False, help="In the words in which the caller got it; the contact reads it too."
    )
    answered_how = fields.Selection(
        [
            ("telephone", "By telephone"),
            ("remote", "By remote help"),
            ("message", "By mail or message"),
            ("on_site", "At the device"),
            ("document", "With a document"),
        ],
        string="How answered",
        copy=False,
    )
    # installation
    install_what = fields.Char(string="What is to be installed", help="Device, software, and how many.")
    install_where = fields.Char(string="Where", help="Building, floor, room.")
    acceptor = fields.Char(string="Who accepts it", help="The person who checks that it works, and signs.")
    # upgrade
    component = fields.Selection(
        [
            ("disk", "Hard disk, SSD"),
            ("memory", "Memory"),
            ("graphics", "Graphics card"),
            ("peripheral", "Peripheral device"),
            ("other", "Something else"),
        ],
        string="What is to be upgraded",
    )
    # system
    operating_system = fields.Selection(
        [
            ("windows_11", "Windows 11"),
            ("windows_10", "Windows 10"),
            ("windows_old", "Windows 7 or older"),
            ("uos", "UOS"),
            ("kylin", "Kylin"),
            ("other", "Another system"),
            ("unknown", "I do not know"),
        ],
        string="Operating system",
    )
    system_work = fields.Selection(
        [("repair", "Repair it, keep the data"), ("reinstall", "Install it anew")],
        string="What is to be done",
        help="Installing anew erases the system disk.",
    )
    backup_by = fields.Selection(
        [
            ("customer", "We do it ourselves"),
            ("provider", "The engineer, before the work"),
            ("nobody", "Nothing needs to be saved"),
        ],
        string="Who backs up the data",
    )
    is_backed_up = fields.Boolean(
        string="The data is backed up", help="Confirmed by the person who uses the computer."
    )
    # inspection, training
    inspection_scope = fields.Text(string="What is to be inspected", help="Devices, departments, buildings.")
    training_topic = fields.Char(string="Topic")
    participants = fields.Integer(help="How many people come.")
    wished_on = fields.Date(string="Wished day")
    # complaint
    complaint_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="About which request",
        domain="[('customer_id', '=', customer_id), ('id', '!=', id)]",
        # the complaints about one request
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    complaint_person = fields.Char(string="About whom", copy=False)
    wished_outcome = fields.Text(string="What should be done about it", copy=False)

    _participants_not_negative = models.Constraint(
        "CHECK(participants >= 0)", "The number of participants cannot be below zero."
    )

    @api.depends("attempts")
    def _compute_passed_up(self):
        for ticket in self:
            # who writes down what was tried, and reports all the same, could not clear it
            ticket.passed_up = ticket.passed_up or bool(ticket.attempts)

    @api.constrains("fault_since")
    def _check_fault_since(self):
        today = fields.Date.context_today(self)
        for ticket in self:
            if ticket.fault_since and ticket.fault_since > today:
                raise ValidationError(
                    self.env._("%(ticket)s: the fault cannot begin in the future.", ticket=ticket.number)
                )

    @api.constrains("complaint_ticket_id")
    def _check_complaint_is_about_another(self):
        for ticket in self:
            if ticket.complaint_ticket_id == ticket:
                raise ValidationError(
                    self.env._("%(ticket)s cannot be a complaint about itself.", ticket=ticket.number)
                )

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Draw the short forms into the form's place for them, each field for the kinds that ask for it."""
        arch, view = super()._get_view(view_id, view_type, **options)
        for place in arch.xpath("//group[@name='kind_form']") if view_type == "form" else ():
            for name in asked_names():
                place.append(self._kind_form_node(name))
        return arch, view

    @api.model
    def _kind_form_node(self, name: str):
        """One field of the short forms in the back office's form.

        What is required is so on entry only: a request that came by mail can be worked on without.
        """
        attributes = {"name": name, "invisible": f"service_kind not in {kinds_asking(name)}"}
        required = [
            kind
            for kind, form in KIND_FORMS.items()
            if any(question.name == name and question.required for question in form)
        ]
        if required:
            attributes["required"] = f"not id and service_kind in {required}"
        if self._fields[name].type == "many2one":
            attributes["options"] = "{'no_create': True}"
        return E.field(attributes)

    @api.model
    def _kind_description_label(self, kind: str) -> str:
        """How the description of a kind of request is asked for, in the user's language."""
        return self.env._(DESCRIPTION_LABELS[kind])  # pylint: disable=E8502 # marked by _lt

    def _kind_answers(self) -> list[tuple[str, str]]:
        """What the short form of this request was answered with, as labels and texts in the user's language."""
        self.ensure_one()
        return [
            (
                self._fields[question.name]._description_string(self.env),
                self._kind_answer_text(question.name),
            )
            for question in KIND_FORMS[self.service_kind]
            if self[question.name]
        ]

    def _kind_answer_text(self, name: str) -> str:
        field, value = self._fields[name], self[name]
        if field.type == "many2one":
            # a fault's code means nothing to a contact
            return value.name if value._name == "printer.fault.code" else value.display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "boolean":
            return self.env._("Yes")
        return str(value)
