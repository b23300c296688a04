"""The facts that stop a request's clocks, and the policy that starts them."""

from odoo import api, fields, models

from .clock_book import FACT_OF_MILESTONE, FACT_OF_START

# whatever is written of these, the clocks are read anew
FOLLOWED = frozenset(
    {*FACT_OF_MILESTONE.values(), *FACT_OF_START.values()}
    | {"severity", "service_kind", "equipment_id", "stage_id", "policy_id"}
)
# the facts that the server stamps when something happens; the report's own time comes in with the report
STAMPED = frozenset({*FACT_OF_MILESTONE.values(), "severity_since"})


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    policy_id = fields.Many2one(
        "printer.sla.policy",
        string="Service policy",
        readonly=True,
        copy=False,
        ondelete="restrict",
        # the requests whose clocks follow when a policy changes
        index="btree_not_null",
        help="The promises that hold for this request: those of its agreement.",
    )
    policy_reason = fields.Char(string="Why this policy", compute="_compute_policy_reason")
    confirmed_at = fields.Datetime(string="Confirmed at", readonly=True, copy=False)
    responded_at = fields.Datetime(string="Responded at", readonly=True, copy=False)
    arrived_at = fields.Datetime(string="On site at", readonly=True, copy=False)
    answered_at = fields.Datetime(
        string="Answered at", readonly=True, copy=False, help="When a consultation was answered."
    )
    major_told_at = fields.Datetime(
        string="Told to the operations management at",
        readonly=True,
        copy=False,
        help="When the first of the management took note of a major fault.",
    )
    severity_since = fields.Datetime(
        string="Severity found at",
        readonly=True,
        copy=False,
        help="When it was found that the request is as severe as it is; clocks may start here.",
    )
    clock_ids = fields.One2many("printer.sla.clock", "ticket_id", string="Clocks", readonly=True)
    next_deadline = fields.Datetime(
        readonly=True, copy=False, help="The promise of this request that is due next."
    )
    is_late = fields.Boolean(string="Late", compute="_compute_is_late", search="_search_is_late")

    # all requests, most urgent first
    _work_list = models.Index("(next_deadline, reported_at DESC)")
    # the work list, and how many stand in it: the open ones only, however many were closed over the years
    _open_list = models.Index("(next_deadline, reported_at DESC) WHERE closed IS NOT TRUE")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | STAMPED | {"next_deadline", "clock_ids", "policy_id"}

    @api.depends("next_deadline")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.is_late = bool(ticket.next_deadline) and ticket.next_deadline < now

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("next_deadline", "<", fields.Datetime.now())]

    @api.depends("policy_id", "agreement_id", "severity", "service_kind")
    @api.depends_context("lang")
    def _compute_policy_reason(self):
        severities = dict(self._fields["severity"]._description_selection(self.env))
        kinds = dict(self._fields["service_kind"]._description_selection(self.env))
        for ticket in self:
            policy_sudo = ticket.policy_id.sudo()  # contacts read why, not the policy itself
            ticket.policy_reason = policy_sudo and self.env._(
                "By agreement %(agreement)s, for “%(severity)s” and “%(kind)s”; %(hours)s.",
                agreement=ticket.agreement_id.sudo().code or "–",
                severity=severities.get(ticket.severity),
                kind=kinds.get(ticket.service_kind),
                hours=policy_sudo.calendar_id.name or self.env._("around the clock"),
            )

    def _after_report(self):
        super()._after_report()
        # a reporter from the portal may not read agreements, yet their clocks run
        by_promise = self.sudo().grouped(lambda ticket: (ticket.reported_at, ticket.agreement_id.policy_id))
        for (reported_at, policy), tickets in by_promise.items():
            tickets._through_door().write({"severity_since": reported_at, "policy_id": policy.id})

    def _take_policy(self) -> None:
        """Let each request go by the policy of its agreement."""
        # whoever corrects the device of a request need not see agreements
        for policy, tickets in self.sudo().grouped(lambda ticket: ticket.agreement_id.policy_id).items():
            differing = tickets.filtered(lambda ticket, policy=policy: ticket.policy_id != policy)
            if differing:
                differing._through_door().policy_id = policy

    def _stamp(self, *facts: str) -> None:
        """Record that something happened now, by the server's time; the clocks that wait for it stop.

        A fact that stands already is left as it is.

        :param facts: names of fact fields, for example ``"confirmed_at"``
        """
        now = fields.Datetime.now()
        missing = self.grouped(lambda ticket: tuple(fact for fact in facts if not ticket[fact]))
        for fresh, tickets in missing.items():
            if fresh:
                tickets._through_door().write(dict.fromkeys(fresh, now))

    def write(self, vals):
        if FOLLOWED.isdisjoint(vals):
            return super().write(vals)
        closed = self.filtered("stage_id.closed")
        found = self._of_another_severity(vals)
        result = super().write(vals)
        # only now: a clock that the old severity started must not start anew before that severity is gone
        found._through_door().severity_since = fields.Datetime.now()
        closed.filtered(lambda ticket: not ticket.stage_id.closed)._resume_after_closing()
        if "equipment_id" in vals:
            self.filtered(lambda ticket: not ticket.stage_id.closed)._take_policy()
        self._sync_clocks(corrected="reported_at" in vals)
        return result

    def _of_another_severity(self, vals: dict):
        """Those of these requests that become more or less severe than they are, found to be so at this moment."""
        if "severity" not in vals or "severity_since" in vals:
            return self.browse()
        return self.filtered(lambda ticket: ticket.severity != vals["severity"])
