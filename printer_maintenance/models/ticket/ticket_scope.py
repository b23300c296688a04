"""Whether a request lies within its agreement, and what was decided when it does not."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date, html2plaintext

from ...exceptions import OutOfScopeError, TransitionError

SCOPE_REASONS = [
    ("left_out", "The device is left out of the agreement"),
    ("no_longer_in", "The device is no longer in the agreement"),
    ("not_yet_in", "The device is not in the agreement yet"),
    ("not_listed", "The device is not listed in the agreement"),
    ("suspended", "The agreement is suspended"),
    ("not_started", "The agreement has not started yet"),
    ("ended", "The agreement has ended"),
    ("no_agreement", "There is no agreement for this unit"),
    ("no_unit", "The device belongs to no unit"),
]
DECISIONS = [
    ("refused", "Refused with the reason"),
    ("chargeable", "Served against a quotation"),
    ("goodwill", "Served free of charge"),
]
DECIDERS = ("group_agent", "group_project_manager", "group_service_director")
GOODWILL_GRANTERS = ("group_project_manager", "group_service_director")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    scope_reason = fields.Selection(
        SCOPE_REASONS, string="Why not covered", compute="_compute_agreement_id", store=True
    )
    scope_agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement asked",
        compute="_compute_agreement_id",
        store=True,
        groups="base.group_user",
        help="The agreement that does not cover the device.",
    )
    exclusion_id = fields.Many2one(
        "printer.scope.exclusion",
        string="Outside the scope",
        tracking=True,
        ondelete="restrict",
        index="btree_not_null",
        help="What the request is about that no agreement covers, for example a laptop's battery.",
    )
    is_out_of_scope = fields.Boolean(
        string="Not covered",
        compute="_compute_is_out_of_scope",
        store=True,
        # the list of what has to be cleared with the customer
        index="btree_not_null",
    )
    scope_note = fields.Char(string="Reason", compute="_compute_scope_note", compute_sudo=True)
    scope_decision = fields.Selection(DECISIONS, string="Decision", readonly=True, copy=False, tracking=True)
    scope_decided_by = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    scope_decided_at = fields.Datetime(string="Decided at", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "scope_reason",
            "scope_agreement_id",
            "is_out_of_scope",
            "scope_decision",
            "scope_decided_by",
            "scope_decided_at",
        }

    def _put_scope(self, scope) -> None:
        """Take over what the look-up of the agreement says; None for a request without a device."""
        self.scope_reason = scope.reason if scope and scope.reason else False
        self.scope_agreement_id = scope.agreement if scope and scope.reason else False
        if scope:
            self.agreement_id = False if scope.reason else scope.agreement

    @api.depends("scope_reason", "exclusion_id")
    def _compute_is_out_of_scope(self):
        for ticket in self:
            ticket.is_out_of_scope = bool(ticket.scope_reason or ticket.exclusion_id)

    @api.depends("scope_reason", "exclusion_id", "scope_agreement_id", "equipment_id")
    @api.depends_context("lang")
    def _compute_scope_note(self):
        for ticket in self:
            ticket.scope_note = ticket._scope_sentence()

    def _scope_sentence(self) -> str | bool:
        """Why this request is not covered, as a sentence in the context's language; False when it is."""
        if self.scope_reason:
            agreement = self.scope_agreement_id
            device = self.equipment_id.display_name
            sentences = {
                "left_out": self.env._("%(device)s is expressly not served.", device=device),
                "no_longer_in": self.env._("%(device)s has left the agreement.", device=device),
                "not_yet_in": self.env._("%(device)s is not served yet.", device=device),
                "not_listed": self.env._("%(device)s is not on the device list.", device=device),
                "suspended": self.env._("The agreement is suspended at present."),
                "not_started": self.env._(
                    "The agreement starts on %(day)s only.", day=format_date(self.env, agreement.date_start)
                ),
                "ended": self.env._(
                    "The agreement ended on %(day)s.",
                    day=format_date(self.env, agreement.ended_on or agreement.date_end),
                ),
                "no_agreement": self.env._(
                    "No agreement serves %(unit)s.", unit=self.unit_id.display_name or device
                ),
                "no_unit": self.env._("%(device)s belongs to no unit of a customer.", device=device),
            }
            sentence = sentences[self.scope_reason]
            return f"{agreement.display_name}: {sentence}" if agreement else sentence
        return self.exclusion_id.reason if self.exclusion_id else False

    def _after_report(self):
        self._find_exclusions()
        super()._after_report()

    def _find_exclusions(self) -> None:
        """Propose what lies outside the scope where a report speaks of it; a person may take it back."""
        # reporters may read neither agreements nor exclusions
        found = {}
        for ticket in self.sudo().filtered(lambda t: t.equipment_id and not t.exclusion_id):
            text = f"{ticket.name} {html2plaintext(ticket.description or '')}"
            exclusion = ticket.agreement_id.exclusion_ids._mentioned_in(text, ticket.equipment_id.device_type)
            if exclusion:
                found.setdefault(exclusion, []).append(ticket.id)
        for exclusion, ids in found.items():
            self.sudo().browse(ids).exclusion_id = exclusion

    def write(self, vals):
        """Ask anew when a request turns out to be about something else: what was decided was decided about that."""
        about = {name: vals[name] for name in ("equipment_id", "exclusion_id") if name in vals}
        changed = self.filtered(
            lambda ticket: any(ticket[name].id != (value or False) for name, value in about.items())
        )
        result = super().write(vals)
        if changed:
            changed.filtered("scope_decision")._through_door().write(
                {"scope_decision": False, "scope_decided_by": False, "scope_decided_at": False}
            )
            if "equipment_id" in about and "exclusion_id" not in about:
                changed._find_exclusions()
        return result

    def action_decide_scope(self):
        """Open the dialog in which it is decided what happens to a request that is not covered."""
        self.ensure_one()
        return {
            "name": self.env._("Not covered: what shall happen?"),
            "type": "ir.actions.act_window",
            "res_model": "printer.scope.decide",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def _check_scope_decided(self) -> None:
        """Let nobody drive out before it is clear on what terms (REQUIREMENTS A2).

        :raises OutOfScopeError: naming the request and the reason
        """
        for ticket in self:
            if ticket.is_out_of_scope and ticket.scope_decision not in ("chargeable", "goodwill"):
                raise OutOfScopeError(
                    self.env._(
                        "%(ticket)s is not covered: %(reason)s Decide first whether it is refused, quoted or "
                        "served free of charge.",
                        ticket=ticket.number,
                        reason=ticket.scope_note,
                    )
                )

    def _decide_scope(self, decision: str, note: str, tell_contact: bool) -> None:
        """Record what happens to a request that is not covered, and tell the contact.

        :param decision: one of :data:`DECISIONS`
        :param note: what the customer is told
        :raises AccessError: for those who may not decide this
        :raises TransitionError: when the request is covered, closed, or decided like this already
        """
        self.ensure_one()
        self._check_may_decide(decision)
        if not self.is_out_of_scope or self.closed or self.scope_decision == decision:
            raise TransitionError(
                self.env._("%(ticket)s: there is nothing to decide (any more).", ticket=self.number)
            )
        self._through_door().write(
            {
                "scope_decision": decision,
                "scope_decided_by": self.env.uid,
                "scope_decided_at": fields.Datetime.now(),
            }
        )
        self.message_post(body=note, message_type="comment", subtype_xmlid="mail.mt_note")
        template = self.env.ref("printer_maintenance.mail_template_out_of_scope", raise_if_not_found=False)
        if tell_contact and template and self.partner_id.email:
            template.sudo().with_context(printer_note=note).send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light"
            )
        if decision == "refused":
            stages = self.env["helpdesk.ticket.stage"].sudo()
            self.stage_id = stages.search([("outcome", "=", "refused")], limit=1)

    def _check_may_decide(self, decision: str) -> None:
        """Raise unless the user may take this decision.

        :raises AccessError: naming who may
        """
        self.check_access("write")
        groups = GOODWILL_GRANTERS if decision == "goodwill" else DECIDERS
        if self.env.su or any(self.env.user.has_group(f"printer_maintenance.{group}") for group in groups):
            return
        if decision == "goodwill":
            raise AccessError(
                self.env._("Only the project manager or the service director may serve free of charge.")
            )
        raise AccessError(
            self.env._("Only the service desk, the project manager or the service director may decide this.")
        )
