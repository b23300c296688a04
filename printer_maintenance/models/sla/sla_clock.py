"""One promise of one request, measured to the minute."""

from odoo import api, fields, models

from .sla_target import MILESTONES, STARTS

STATES = [
    ("running", "Running"),
    ("paused", "Paused"),
    ("met", "Met"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]


class SlaClock(models.Model):
    """Measure one promise of one request to the minute (REQUIREMENTS S2, S3, S8; DESIGN "The clock").

    Every field is the system's: clocks are read anew by :meth:`helpdesk.ticket._sync_clocks` whenever something
    changes that they follow from.
    """

    _name = "printer.sla.clock"
    _inherit = "printer.guard.mixin"
    _description = "Clock of a promise"
    _order = "deadline, id"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Request", required=True, ondelete="cascade")
    milestone = fields.Selection(MILESTONES, required=True)
    target_minutes = fields.Integer(string="Promised minutes", required=True, aggregator="avg")
    start_from = fields.Selection(STARTS, string="Counted from", required=True, default="report")
    can_pause = fields.Boolean(string="Can wait", default=True)
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Service hours",
        ondelete="set null",
        # service hours change or are deleted
        index="btree_not_null",
    )
    start = fields.Datetime(required=True)
    deadline = fields.Datetime(required=True)
    stop = fields.Datetime()
    state = fields.Selection(STATES, required=True, default="running")
    elapsed_minutes = fields.Integer(string="Minutes taken", aggregator="avg")
    paused_minutes = fields.Integer(string="Minutes waited", aggregator="sum")
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    next_event_at = fields.Datetime(
        string="Next step at",
        help="When the next step of the escalation is due; empty when none is.",
        groups="base.group_user",
    )
    taken_over_id = fields.Many2one(
        "res.users",
        string="Taken over by",
        ondelete="restrict",
        index="btree_not_null",
        help="Who answered the escalation; its further steps are not called.",
        groups="base.group_user",
    )
    taken_over_at = fields.Datetime(groups="base.group_user")
    # the figures of an agreement's promise need no join; everything else is the request's own
    agreement_id = fields.Many2one(related="ticket_id.agreement_id", store=True)
    unit_id = fields.Many2one(related="ticket_id.unit_id")
    user_id = fields.Many2one(related="ticket_id.user_id", string="Engineer")
    company_id = fields.Many2one(related="ticket_id.company_id")
    severity = fields.Selection(related="ticket_id.severity")
    service_kind = fields.Selection(related="ticket_id.service_kind")

    # also finds the clocks of a request
    _milestone_once = models.UniqueIndex(
        "(ticket_id, milestone)", "A request has one clock for each milestone."
    )
    # the sweep takes what is due, however many clocks run
    _next_event = models.Index("(next_event_at) WHERE next_event_at IS NOT NULL")
    # the figures of an agreement's promise over a period
    _promise = models.Index("(agreement_id, milestone, start)")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    @api.depends("state", "deadline")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for clock in self:
            clock.is_late = clock.state == "missed" or (clock.state == "running" and clock.deadline < now)

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        return ["|", ("state", "=", "missed"), "&", ("state", "=", "running"), ("deadline", "<", now)]
