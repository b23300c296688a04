"""A request that becomes major starts its emergency plan, however it becomes so."""

from odoo import api, fields, models

from .emergency import OPEN_STATES
from .emergency import STATES as EMERGENCY_STATES


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    emergency_ids = fields.One2many(
        "printer.emergency", "ticket_id", string="Emergencies", readonly=True, groups="base.group_user"
    )
    emergency_id = fields.Many2one(
        "printer.emergency",
        string="Emergency",
        compute="_compute_emergency_id",
        search="_search_emergency_id",
        groups="base.group_user",
    )
    emergency_state = fields.Selection(
        EMERGENCY_STATES, compute="_compute_emergency_id", groups="base.group_user"
    )
    emergency_called_now = fields.Char(related="emergency_id.called_now", groups="base.group_user")
    emergency_called_since = fields.Datetime(related="emergency_id.called_since", groups="base.group_user")
    emergency_next_call_at = fields.Datetime(related="emergency_id.next_call_at", groups="base.group_user")
    emergency_unanswered_at = fields.Datetime(related="emergency_id.unanswered_at", groups="base.group_user")
    emergency_answered_by_id = fields.Many2one(
        related="emergency_id.acknowledged_by_id", groups="base.group_user"
    )
    emergency_answered_at = fields.Datetime(related="emergency_id.acknowledged_at", groups="base.group_user")
    emergency_is_by_hand = fields.Boolean(related="emergency_id.is_by_hand", groups="base.group_user")
    emergency_progress = fields.Char(related="emergency_id.progress", groups="base.group_user")
    emergency_step_ids = fields.One2many(related="emergency_id.step_ids", groups="base.group_user")
    emergency_call_ids = fields.One2many(
        related="emergency_id.call_ids", string="Emergency calls", groups="base.group_user"
    )
    may_acknowledge = fields.Boolean(compute="_compute_may_acknowledge", groups="base.group_user")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"emergency_ids", "emergency_step_ids", "emergency_call_ids"}

    @api.depends("emergency_ids.state")
    def _compute_emergency_id(self):
        for ticket in self:
            # the newest comes first; one that was called off is history
            last = ticket.emergency_ids[:1]
            ticket.emergency_id = last
            ticket.emergency_state = last.state

    def _search_emergency_id(self, operator, value):
        return [("emergency_ids", operator, value)]

    @api.depends("emergency_ids.state")
    @api.depends_context("uid")
    def _compute_may_acknowledge(self):
        for ticket in self:
            ticket.may_acknowledge = ticket.emergency_id.may_acknowledge

    def action_acknowledge_emergency(self):
        """Take note of the major fault; see :meth:`action_acknowledge` of the emergency, which asks who may."""
        self.check_access("read")
        self.emergency_id.action_acknowledge()

    def action_tell_by_telephone(self):
        """Open the dialog that says who was told of the major fault by telephone."""
        self.ensure_one()
        self.check_access("read")
        return self.emergency_id.action_tell_by_telephone()

    def action_view_emergency(self):
        """Go to the emergency."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "printer.emergency",
            "res_id": self.emergency_id.id,
            "view_mode": "form",
        }

    def _after_report(self):
        super()._after_report()
        self._start_emergencies()

    def write(self, vals):
        if not {"severity", "stage_id"}.intersection(vals):
            return super().write(vals)
        was_major = self.filtered(lambda ticket: ticket.severity == "major")
        was_closed = self.filtered("stage_id.closed")
        result = super().write(vals)
        self._end_emergencies()
        raised = self - was_major
        reopened = was_closed.filtered(lambda ticket: not ticket.major_told_at)
        (raised | reopened)._start_emergencies()
        return result

    def _start_emergencies(self) -> None:
        """Start the emergency plan of those that are major and open; nothing happens where it runs already."""
        # whoever reports a major fault, from the portal too, starts the plan
        major_sudo = self.sudo().filtered(
            lambda ticket: ticket.severity == "major" and not ticket.stage_id.closed
        )
        if not major_sudo:
            return
        # somebody who raises the same request at this moment is told by the database, and tried again, here
        major_sudo.flush_recordset(["severity"])
        running = major_sudo._open_emergencies().ticket_id
        if starting := major_sudo - running:
            starting.env["printer.emergency"]._start(starting)

    def _end_emergencies(self) -> None:
        """Call off what is not major any more; a request that is closed ends its emergency."""
        ending = self.sudo()._open_emergencies()  # who may change the request ends its emergency
        lowered = ending.filtered(lambda emergency: emergency.ticket_id.severity != "major")
        closed = (ending - lowered).filtered("ticket_id.stage_id.closed")
        unanswered = closed.filtered(lambda emergency: emergency.state == "calling")
        if lowered:
            lowered._call_off("lowered")
        if unanswered:
            unanswered._call_off("closed")
        if answered := closed - unanswered:
            answered._end("closed")

    def _open_emergencies(self):
        return self.env["printer.emergency"].search(
            [("ticket_id", "in", self.ids), ("state", "in", OPEN_STATES)]
        )
