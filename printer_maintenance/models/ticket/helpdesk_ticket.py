"""The service request: one fault or wish of one customer about one device."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import GuardedFieldError, SignatureMissingError

SERVICE_KINDS = [
    ("repair", "Fault repair"),
    ("consultation", "Consultation"),
    ("installation", "Installation and commissioning"),
    ("upgrade", "Hardware upgrade"),
    ("system", "Operating-system reinstall or repair"),
    ("inspection", "Preventive inspection"),
    ("training", "Training"),
    ("complaint", "Complaint"),
]
SEVERITIES = [("minor", "Minor"), ("normal", "Normal"), ("urgent", "Urgent"), ("major", "Major")]


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "printer.guard.mixin"]

    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        tracking=True,
        # the requests of one device
        index="btree_not_null",
        ondelete="restrict",
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        compute="_compute_unit_id",
        store=True,
        precompute=True,
        # the portal's rule: the requests of a unit and everything below it
        index="btree_not_null",
        help="The organisation that the request is for; taken from the device, else from the contact.",
    )
    department_id = fields.Many2one(related="equipment_id.department_id", string="Department")
    customer_id = fields.Many2one(
        "res.partner",
        string="Customer",
        related="unit_id.printer_customer_id",
        store=True,
        index="btree_not_null",
    )
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        compute="_compute_agreement_id",
        store=True,
        index="btree_not_null",
        help="Found by the system from the device and the day of the report.",
    )
    service_kind = fields.Selection(SERVICE_KINDS, string="Kind of service", default="repair", required=True)
    was_fault = fields.Boolean(
        string="Was a fault",
        readonly=True,
        copy=False,
        help="Got another kind of service after it was a fault.",
    )
    severity = fields.Selection(SEVERITIES, default="normal", required=True, tracking=True)
    reported_at = fields.Datetime(
        string="Reported at",
        default=fields.Datetime.now,
        required=True,
        copy=False,
        index=True,
        help="When the report reached us; the clocks start here.",
    )
    partner_phone = fields.Char(
        string="Telephone", compute="_compute_partner_phone", store=True, readonly=False, copy=False
    )
    # what contacts may not read they may not search either: notes are not to be guessed letter by letter
    message_ids = fields.One2many(bypass_search_access=False)
    # kept with the request: the open ones of a million are found without asking for the stage of each
    closed = fields.Boolean(store=True)
    solved_at = fields.Datetime(readonly=True, copy=False)
    maintenance_request_ids = fields.One2many(
        "maintenance.request", "ticket_id", string="Failure", copy=False, groups="base.group_user"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "agreement_id",
            "unit_id",
            "customer_id",
            "solved_at",
            "was_fault",
        }

    @api.depends("equipment_id", "partner_id")
    def _compute_unit_id(self):
        # found once: when the device or the person moves, the request stays where it was reported
        for ticket in self:
            ticket.unit_id = ticket.equipment_id.unit_id or ticket.partner_id.commercial_partner_id

    @api.depends("equipment_id", "partner_id")
    def _compute_agreement_id(self):
        # an agreement is found once, on the day of the report: what is agreed later does not change old promises
        Agreement = self.env[
            "printer.agreement"
        ].sudo()  # the reporter may not read agreements, yet there is one
        by_day = self.grouped(
            lambda ticket: (ticket.company_id or self.env.company)._printer_day(ticket._report_time())
        )
        for day, tickets in by_day.items():
            scopes = Agreement._scopes(tickets.equipment_id.sudo(), day)
            of_units = Agreement._of_units(tickets.filtered(lambda t: not t.equipment_id).unit_id.sudo(), day)
            for ticket in tickets:
                if scope := scopes.get(ticket.equipment_id.id):
                    ticket._put_scope(scope)
                else:
                    ticket.agreement_id = of_units.get(ticket.unit_id.id)
                    ticket._put_scope(None)

    def _report_time(self):
        return self.reported_at or fields.Datetime.now()

    @api.depends("partner_id")
    def _compute_partner_phone(self):
        for ticket in self:
            ticket.partner_phone = ticket.partner_phone or ticket.partner_id.phone

    @api.onchange("equipment_id")
    def _onchange_equipment_id_title(self):
        if self.equipment_id and not self.name:
            self.name = self.equipment_id.name

    @api.constrains("reported_at")
    def _check_reported_in_the_past(self):
        latest = fields.Datetime.now() + timedelta(minutes=1)
        for ticket in self:
            if ticket.reported_at > latest:
                raise ValidationError(
                    self.env._("%(ticket)s: a report cannot lie in the future.", ticket=ticket.number)
                )

    @api.constrains("equipment_id", "partner_id")
    def _check_contact_belongs_to_customer(self):
        for ticket in self:
            contact = ticket.partner_id.commercial_partner_id
            device = ticket.equipment_id
            if not device.customer_id or not contact.printer_customer_id:
                continue
            if contact.printer_customer_id != device.customer_id:
                raise ValidationError(
                    self.env._(
                        "%(contact)s belongs to another customer than the device %(device)s.",
                        contact=ticket.partner_id.display_name,
                        device=device.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets._check_not_born_solved()
        tickets._after_report()
        return tickets

    def _after_report(self) -> None:
        """What follows from a report, for the whole batch: team, failure, history. Capabilities add theirs."""
        # reporters from the portal may not read agreements
        without_team = self.sudo().filtered(lambda t: t.agreement_id.team_id and not t.team_id)
        for team, tickets in without_team.grouped(lambda t: t.agreement_id.team_id).items():
            tickets.team_id = team
        self._follow_standings({})

    def write(self, vals):
        if vals.get("stage_id"):
            self._check_stage_change(self.env["helpdesk.ticket.stage"].browse(vals["stage_id"]))
        if "equipment_id" in vals and not vals["equipment_id"]:
            self._check_device_stays()
        if "reported_at" in vals and not self._is_through_door():
            # it comes in with the report; afterwards it is a fact like those that the server stamps
            raise GuardedFieldError(
                self.env._(
                    "The time of a report stays on record. The service director can correct it, with a reason."
                )
            )
        if vals.get("service_kind", "repair") != "repair":
            self.filtered(lambda ticket: ticket._was_said_to_be_a_fault())._through_door().was_fault = True
        return super().write(vals)

    def _was_said_to_be_a_fault(self) -> bool:
        """Whether somebody called this request a fault; a mail about no device is one only by default."""
        by_mail = self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email", raise_if_not_found=False)
        by_default = not self.equipment_id and by_mail and self.channel_id == by_mail
        return self.service_kind == "repair" and not self.was_fault and not by_default

    def _check_not_born_solved(self) -> None:
        """Let no fault enter as solved.

        :raises SignatureMissingError: naming the request
        """
        for ticket in self.filtered(lambda t: t.service_kind == "repair" and t.stage_id.outcome == "solved"):
            raise SignatureMissingError(
                self.env._("%(ticket)s: a fault cannot be entered as solved.", ticket=ticket.number)
            )

    def _check_device_stays(self) -> None:
        """Keep the device of a reported fault: it may be corrected, not taken away.

        :raises ValidationError: naming the request
        """
        for ticket in self.filtered(lambda t: t.equipment_id and t.service_kind == "repair"):
            raise ValidationError(
                self.env._(
                    "%(ticket)s: the device of a fault can be corrected, but not taken away.",
                    ticket=ticket.number,
                )
            )

    def _check_stage_change(self, stage) -> None:
        """Let nobody close a fault as solved without the contact's signature (REQUIREMENTS V3).

        :raises SignatureMissingError: naming the request
        """
        if stage.outcome != "solved" or self._is_through_door():
            return
        for ticket in self:
            if not ticket._needs_signature() or ticket.stage_id == stage:
                continue
            if not ticket._is_signed():
                raise SignatureMissingError(
                    self.env._(
                        "%(ticket)s cannot be closed as solved: the contact has not signed for the work yet.",
                        ticket=ticket.number,
                    )
                )

    def _needs_signature(self) -> bool:
        """Whether the contact must sign before this request counts as solved: any fault, any work on a device.

        A fault by another name stays one: what it was reported as counts.
        """
        return (
            bool(self.equipment_id)
            or self.service_kind == "repair"
            or self.was_fault
            or bool(self.sudo().maintenance_request_ids)
        )

    def _is_signed(self) -> bool:
        """Whether the contact has signed for the work; the visit's capability knows."""
        return False

    def _solve(self, at) -> None:
        """Close as solved; failure and history follow.

        :param at: when the work was finished (UTC)
        """
        stage = self.env["helpdesk.ticket.stage"].sudo().search([("outcome", "=", "solved")], limit=1)
        self._through_door().write({"solved_at": at, "stage_id": stage.id})

    def _advance(self) -> None:
        """Take new requests to the first stage in which somebody attends to them."""
        stage = (
            self.env["helpdesk.ticket.stage"]
            .sudo()
            .search([("closed", "=", False), ("unattended", "=", False)], limit=1)
        )
        self.filtered("unattended").write({"stage_id": stage.id})
