"""The facts that stop a request's clocks."""

from odoo import api, fields, models

from ...rules import clock as clock_rules

# which fact of the request keeps which promise
FACT_OF_MILESTONE = {
    "confirm": "confirmed_at",
    "respond": "responded_at",
    "arrive": "arrived_at",
    "report": "major_told_at",
    "resolve": "solved_at",
    "answer": "answered_at",
}
MILESTONE_OF_FACT = {fact: milestone for milestone, fact in FACT_OF_MILESTONE.items()}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

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
    clock_ids = fields.One2many("printer.sla.clock", "ticket_id", string="Clocks", readonly=True)
    next_deadline = fields.Datetime(
        compute="_compute_next_deadline",
        store=True,
        # the work list, most urgent first
        index="btree_not_null",
        help="The promise of this request that is due next.",
    )
    is_late = fields.Boolean(string="Late", compute="_compute_is_late")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {*MILESTONE_OF_FACT, "next_deadline", "clock_ids"}

    @api.depends("clock_ids.state", "clock_ids.deadline")
    def _compute_next_deadline(self):
        for ticket in self:
            running = ticket.clock_ids.filtered(lambda clock: clock.state == "running")
            ticket.next_deadline = min(running.mapped("deadline"), default=False)

    @api.depends("next_deadline")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.is_late = bool(ticket.next_deadline) and ticket.next_deadline < now

    def _after_report(self):
        super()._after_report()
        self._start_clocks()

    def _start_clocks(self) -> None:
        """Start the clocks that each request's policy promises: one create for the whole batch."""
        # a reporter from the portal may not read policies, yet their clocks run
        tickets_sudo = self.sudo()
        vals_list = [
            {
                "ticket_id": ticket.id,
                "milestone": target.milestone,
                "target_minutes": target.minutes,
                "start": ticket.reported_at,
                "deadline": clock_rules.deadline(ticket.reported_at, target.minutes),
            }
            for ticket in tickets_sudo
            for target in ticket.agreement_id.policy_id.target_ids
        ]
        self.env["printer.sla.clock"].sudo()._through_door().create(vals_list)

    def _stamp(self, *facts: str) -> None:
        """Record that something happened now, by the server's time, and stop the clocks that wait for it.

        A fact that stands already is left as it is.

        :param facts: names of fact fields, for example ``"confirmed_at"``
        """
        now = fields.Datetime.now()
        for fact in facts:
            fresh = self.filtered(lambda ticket, fact=fact: not ticket[fact])
            fresh._through_door().write({fact: now})
            # engineers stamp facts by working; they have no right to write clocks
            fresh.sudo().clock_ids.filtered(
                lambda clock, fact=fact: clock.milestone == MILESTONE_OF_FACT[fact]
            )._stop(now)

    def write(self, vals):
        result = super().write(vals)
        if "reported_at" in vals:
            self.sudo().clock_ids._restart()
        if vals.get("stage_id") and self.env["helpdesk.ticket.stage"].browse(vals["stage_id"]).closed:
            self.sudo().clock_ids._cancel()
        return result
