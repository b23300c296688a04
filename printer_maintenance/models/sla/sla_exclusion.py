"""A missed promise for which the customer's own circumstances were to blame: raw and adjusted figures both stand."""

from typing import ClassVar

from odoo import api, fields, models

from ...exceptions import ExclusionError
from ..base.rights import check_role, has_role

REASONS = [
    ("power", "Power or network cut in the building"),
    ("access", "No access to the building or the device"),
    ("wrong_information", "Wrong address, telephone number or device given"),
    ("customer_wish", "The customer asked for a later time"),
    ("force_majeure", "Force majeure: weather, traffic closed, epidemic"),
    ("other", "Another reason"),
]
CHANNELS = [
    ("letter", "By letter or seal"),
    ("mail", "By e-mail"),
    ("telephone", "By telephone"),
    ("meeting", "In a meeting"),
]
# proposed, or accepted: such a promise cannot be proposed once more
OPEN = ("proposed", "accepted")
MAY_PROPOSE = ("engineer", "agent", "project_manager", "service_director")
MAY_DECIDE = ("project_manager", "service_director")
MAY_REVOKE = ("service_director",)


class SlaExclusion(models.Model):
    """A missed promise that is to stay out of the adjusted figures (DESIGN "The clock").

    We propose it with evidence, the customer accepts or refuses it; who of them said so, when and how, is recorded
    by somebody else than who proposed it. The clock's own verdict never changes.
    """

    _name = "printer.sla.exclusion"
    _inherit = ["mail.thread", "printer.state.mixin"]
    _description = "Exclusion of a missed promise"
    _order = "proposed_at desc, id desc"
    # what is on record is nobody's to write, remarks are everybody's who sees it
    _mail_post_access = "read"

    _transitions: ClassVar = {
        "proposed": ("accepted", "refused", "withdrawn"),
        # taken back by the director: the customer's yes was recorded by mistake
        "accepted": ("withdrawn",),
        "refused": (),
        "withdrawn": (),
    }

    clock_id = fields.Many2one(
        "printer.sla.clock",
        string="Missed promise",
        required=True,
        ondelete="restrict",
        # the exclusions of the clocks on a screen
        index=True,
    )
    # for the lists of a request, and for the rules
    ticket_id = fields.Many2one(
        related="clock_id.ticket_id", string="Request", store=True, index="btree_not_null"
    )
    milestone = fields.Selection(related="clock_id.milestone", store=True)
    agreement_id = fields.Many2one(related="clock_id.agreement_id", store=True, index="btree_not_null")
    unit_id = fields.Many2one(related="clock_id.ticket_id.unit_id", store=True, index="btree_not_null")
    customer_id = fields.Many2one(related="ticket_id.customer_id", string="Customer")
    company_id = fields.Many2one(related="clock_id.ticket_id.company_id", store=True)
    clock_start = fields.Datetime(related="clock_id.start", string="Started")
    clock_deadline = fields.Datetime(related="clock_id.deadline", string="Was due")
    clock_stop = fields.Datetime(related="clock_id.stop", string="Done at")
    clock_state = fields.Selection(related="clock_id.state", string="Verdict of the clock")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted by the customer"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        default="proposed",
        required=True,
        tracking=True,
    )
    reason = fields.Selection(REASONS, required=True)
    explanation = fields.Text(string="Explanation", required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "printer_sla_exclusion_attachment_rel", string="Evidence", bypass_search_access=True
    )
    proposed_by_id = fields.Many2one("res.users", string="Proposed by", required=True, ondelete="restrict")
    proposed_at = fields.Datetime(string="Proposed at", required=True)
    decided_by_id = fields.Many2one("res.partner", string="Decided by (customer)", ondelete="restrict")
    decided_at = fields.Datetime(string="Decided at")
    decided_how = fields.Selection(CHANNELS, string="Told us")
    decision_note = fields.Text(string="The customer's words")
    recorded_by_id = fields.Many2one("res.users", string="Recorded by", ondelete="restrict")
    recorded_at = fields.Datetime(string="Recorded at")
    withdraw_reason = fields.Char(string="Why withdrawn")
    may_decide = fields.Boolean(compute="_compute_may")
    may_withdraw = fields.Boolean(compute="_compute_may")

    _open_once = models.UniqueIndex(
        "(clock_id) WHERE state IN ('proposed', 'accepted')",
        "An exclusion of this promise is proposed or accepted already.",
    )

    @api.model
    def _get_guarded_fields(self):
        # all of it is a record of what was said and decided; remarks and followers are not
        ours = {name for name, field in self._fields.items() if field._module == "printer_maintenance"}
        return super()._get_guarded_fields() | ours

    @api.depends("ticket_id.number", "milestone")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["milestone"]._description_selection(self.env))
        for exclusion in self:
            exclusion.display_name = f"{exclusion.ticket_id.number} · {labels.get(exclusion.milestone, '')}"

    @api.depends("state", "proposed_by_id")
    @api.depends_context("uid")
    def _compute_may(self):
        may_decide, may_revoke = has_role(self.env, *MAY_DECIDE), has_role(self.env, *MAY_REVOKE)
        for exclusion in self:
            is_mine = exclusion.proposed_by_id == self.env.user
            is_proposed = exclusion.state == "proposed"
            exclusion.may_decide = is_proposed and may_decide and not is_mine
            exclusion.may_withdraw = (is_proposed and (is_mine or may_decide)) or (
                exclusion.state == "accepted" and may_revoke
            )

    @api.model
    def _propose(self, clock, reason: str, explanation: str, attachments):
        """Propose that a missed promise stays out of the adjusted figures.

        :param clock: ``printer.sla.clock``, missed or late
        :param attachments: ``ir.attachment`` records, at least one
        :raises ExclusionError: when there is nothing to exclude, or nothing proves it
        :return: the new exclusion
        """
        check_role(self.env, *MAY_PROPOSE)
        clock.check_access("read")
        attachments.check_access("read")
        clock._check_may_be_excluded()
        if not (explanation or "").strip() or not attachments:
            raise ExclusionError(
                self.env._(
                    "Say what happened and add at least one piece of evidence: a photo, a notice, an e-mail. "
                    "The customer decides on it."
                )
            )
        # the unique index must know what has been decided until now
        self.flush_model(["state"])
        # nobody has the right to create exclusions by hand; the role was asked above
        exclusion_sudo = (
            self.sudo()
            ._through_door()
            .create(
                {
                    "clock_id": clock.id,
                    "reason": reason,
                    "explanation": explanation.strip(),
                    "proposed_by_id": self.env.uid,
                    "proposed_at": fields.Datetime.now(),
                }
            )
        )
        exclusion_sudo.attachment_ids = exclusion_sudo._keep_evidence(attachments)
        exclusion_sudo._tell_manager()
        return exclusion_sudo.sudo(False)

    def _keep_evidence(self, attachments):
        """Make evidence this exclusion's own: what hangs on another record is copied, not taken away from it."""
        home = {"res_model": self._name, "res_id": self.id, "res_field": False}
        uid = self.env.uid
        mine = attachments.filtered(lambda file: not file.res_id and file.create_uid.id == uid)
        mine.sudo().write(home)  # uploaded for this very proposal
        # the person was allowed to read them, and shows them to the customer
        copies = self.env["ir.attachment"].browse()
        for file_sudo in (attachments - mine).sudo():
            copies += file_sudo.copy(home)
        return mine.sudo() | copies

    def _tell_manager(self) -> None:
        """Let the agreement's manager know that the customer has to be asked."""
        for exclusion in self:
            manager = exclusion.agreement_id.manager_id
            if manager and manager != self.env.user:
                exclusion.message_notify(
                    partner_ids=manager.partner_id.ids,
                    subject=self.env._("Ask the customer: %(promise)s", promise=exclusion.display_name),
                    body=exclusion.explanation,
                )

    def action_decide(self):
        """Open the dialog that records what the customer decided."""
        return self._dialog("printer.sla.exclusion.decide", self.env._("The customer's decision"))

    def action_withdraw(self):
        """Open the dialog that withdraws the exclusion."""
        return self._dialog("printer.sla.exclusion.withdraw", self.env._("Withdraw the exclusion"))

    def _dialog(self, model: str, title: str) -> dict:
        self.ensure_one()
        return {
            "name": title,
            "type": "ir.actions.act_window",
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_exclusion_id": self.id},
        }

    def _decide(self, is_accepted: bool, contact, at, how: str, note: str | bool = False) -> None:
        """Record what the customer decided.

        :param contact: ``res.partner`` of the customer who decided
        :param at: when they did (UTC)
        :param how: one of :data:`CHANNELS`
        :raises ExclusionError: when the person proposed it themselves, or the decision cannot have been made so
        """
        self.ensure_one()
        check_role(self.env, *MAY_DECIDE)
        self.check_access("read")
        self._lock()
        self._check_decision(contact, at)
        # see _propose
        self.sudo()._set_state(
            "accepted" if is_accepted else "refused",
            decided_by_id=contact.id,
            decided_at=at,
            decided_how=how,
            decision_note=note,
            recorded_by_id=self.env.uid,
            recorded_at=fields.Datetime.now(),
        )
        self._follow()

    def _check_decision(self, contact, at) -> None:
        """Raise for a decision that this person may not record, or that cannot have been made like this."""
        if self.proposed_by_id == self.env.user and not self.env.su:
            raise ExclusionError(
                self.env._("You proposed this yourself. Somebody else records what the customer decided.")
            )
        if contact.commercial_partner_id.printer_customer_id != self.sudo().ticket_id.customer_id:
            raise ExclusionError(
                self.env._(
                    "%(contact)s does not belong to the customer of this request.",
                    contact=contact.display_name,
                )
            )
        if not at or at > fields.Datetime.now() or at < self.clock_id.start:
            raise ExclusionError(
                self.env._("The decision was made after the report and not in the future. Correct the time.")
            )

    def _withdraw(self, reason: str) -> None:
        """Withdraw what was proposed; take back, as the director, what was recorded as accepted by mistake.

        :raises ExclusionError: for people who may not, or without a reason
        """
        self.ensure_one()
        self.check_access("read")
        self._lock()
        if not (reason or "").strip():
            raise ExclusionError(self.env._("Please say why this is withdrawn."))
        if self.state == "accepted":
            check_role(self.env, *MAY_REVOKE)
        elif self.proposed_by_id != self.env.user:
            check_role(self.env, *MAY_DECIDE)
        self.sudo()._set_state("withdrawn", withdraw_reason=reason.strip())  # see _propose
        self._follow()

    def _lock(self) -> None:
        """Let only one of two people who decide at the same time decide."""
        self.sudo().lock_for_update(allow_referencing=True)
        self.invalidate_recordset(["state"])

    def _follow(self) -> None:
        """Let clocks and figures follow what was decided."""
        # clocks are the system's
        for is_accepted, exclusions_sudo in self.sudo().grouped(lambda e: e.state == "accepted").items():
            exclusions_sudo.clock_id._through_door().write({"is_excluded": is_accepted})
        self.sudo().clock_id._measure_again()
