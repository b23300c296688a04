"""Saying that a request is more, or less, severe than it was taken for."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..models.base.rights import check_role
from ..models.ticket.helpdesk_ticket import SEVERITIES

MAY_JUDGE = ("engineer", "agent", "project_manager", "equipment_supervisor", "service_director")


class SeverityRaise(models.TransientModel):
    """Change a request's severity, with the moment at which it was found and why (REQUIREMENTS S6, S7)."""

    _name = "printer.severity.raise"
    _description = "Change the severity"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    severity = fields.Selection(SEVERITIES, string="New severity", required=True, default="major")
    found_at = fields.Datetime(
        string="Found at",
        required=True,
        default=fields.Datetime.now,
        help="The clock of a major fault starts at this moment, not when it is entered.",
    )
    reason = fields.Char(string="What was found", required=True)
    is_major = fields.Boolean(compute="_compute_is_major")

    @api.depends("severity")
    def _compute_is_major(self):
        for wizard in self:
            wizard.is_major = wizard.severity == "major"

    def action_apply(self):
        """Change the severity; the clocks follow."""
        self.ensure_one()
        check_role(self.env, *MAY_JUDGE)
        ticket = self.ticket_id
        ticket.check_access("write")
        if ticket.stage_id.closed or ticket.severity == self.severity:
            raise ValidationError(
                self.env._("%(ticket)s is closed, or is as severe as this already.", ticket=ticket.number)
            )
        self._check_found_at()
        ticket._through_door().write({"severity": self.severity, "severity_since": self.found_at})
        labels = dict(self._fields["severity"]._description_selection(self.env))
        ticket.message_post(
            body=self.env._("%(severity)s: %(reason)s", severity=labels[self.severity], reason=self.reason),
            subtype_xmlid="mail.mt_note",
        )
        return {"type": "ir.actions.act_window_close"}

    def _check_found_at(self) -> None:
        """Raise for a moment before the report or in the future.

        :raises ValidationError: naming the request
        """
        if not self.ticket_id.reported_at <= self.found_at <= fields.Datetime.now() + timedelta(minutes=1):
            raise ValidationError(
                self.env._(
                    "%(ticket)s: it was found after the report and not in the future. Correct the time.",
                    ticket=self.ticket_id.number,
                )
            )
