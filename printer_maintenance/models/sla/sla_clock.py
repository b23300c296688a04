"""One running promise of one request."""

from odoo import api, fields, models

from ...rules import clock as clock_rules
from .sla_target import MILESTONES


class SlaClock(models.Model):
    """Measure one promise of one request to the minute (REQUIREMENTS S2, S3; DESIGN "The clock")."""

    _name = "printer.sla.clock"
    _inherit = "printer.guard.mixin"
    _description = "Clock of a promise"
    _order = "deadline, id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, ondelete="cascade", index=True
    )
    milestone = fields.Selection(MILESTONES, required=True)
    target_minutes = fields.Integer(string="Promised minutes", required=True, aggregator="avg")
    start = fields.Datetime(required=True)
    deadline = fields.Datetime(required=True)
    stop = fields.Datetime()
    state = fields.Selection(
        [
            ("running", "Running"),
            ("met", "Met"),
            ("missed", "Missed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="running",
    )
    elapsed_minutes = fields.Integer(string="Minutes taken", aggregator="avg")
    is_late = fields.Boolean(compute="_compute_is_late")

    _milestone_once = models.UniqueIndex(
        "(ticket_id, milestone)", "A request has one clock for each milestone."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"start", "deadline", "stop", "state", "elapsed_minutes"}

    @api.depends("state", "deadline")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for clock in self:
            clock.is_late = clock.state == "missed" or (clock.state == "running" and clock.deadline < now)

    def _stop(self, at) -> None:
        """Stop running clocks with their verdict.

        :param at: when the promise was kept (UTC)
        """
        for clock in self.filtered(lambda c: c.state == "running"):
            clock._through_door().write(
                {
                    "stop": at,
                    "elapsed_minutes": clock_rules.elapsed_minutes(clock.start, at),
                    "state": clock_rules.verdict(clock.start, at, clock.target_minutes),
                }
            )

    def _restart(self) -> None:
        """Follow a corrected time of report: new start, new deadline, new verdict; the stop stands."""
        for clock in self:
            start = clock.ticket_id.reported_at
            values = {"start": start, "deadline": clock_rules.deadline(start, clock.target_minutes)}
            if clock.stop:
                values["elapsed_minutes"] = clock_rules.elapsed_minutes(start, clock.stop)
                values["state"] = clock_rules.verdict(start, clock.stop, clock.target_minutes)
            clock._through_door().write(values)

    def _cancel(self) -> None:
        """Take running clocks out of the figures: the request was withdrawn or refused."""
        self.filtered(lambda c: c.state == "running")._through_door().write({"state": "cancelled"})
