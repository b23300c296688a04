"""Saying what a request waits for."""

from odoo import api, fields, models

from ..models.base.rights import check_role

MAY_WAIT = ("engineer", "agent", "project_manager", "service_director")


class SlaWait(models.TransientModel):
    """Let a request wait, with a reason of its policy (REQUIREMENTS S8)."""

    _name = "printer.sla.wait"
    _description = "Waiting for…"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    allowed_reason_ids = fields.Many2many("printer.sla.reason", compute="_compute_allowed_reason_ids")
    reason_id = fields.Many2one(
        "printer.sla.reason", string="Waiting for", required=True, domain="[('id', 'in', allowed_reason_ids)]"
    )
    reason_note = fields.Char(related="reason_id.note")
    stops_clock = fields.Boolean(compute="_compute_stops_clock")
    has_quote = fields.Boolean(compute="_compute_stops_clock")
    needs_quote = fields.Boolean(related="reason_id.needs_quote")
    note = fields.Char(string="Remark")

    @api.depends("ticket_id")
    def _compute_allowed_reason_ids(self):
        for wizard in self:
            policy_sudo = wizard.ticket_id.sudo().policy_id  # its reasons are for every role
            wizard.allowed_reason_ids = policy_sudo.reason_ids or self.env["printer.sla.reason"]._all()

    @api.depends("ticket_id", "reason_id")
    def _compute_stops_clock(self):
        for wizard in self:
            pausing_sudo = wizard.ticket_id.sudo().policy_id.pausing_reason_ids  # see above
            wizard.stops_clock = wizard.reason_id in pausing_sudo
            wizard.has_quote = bool(wizard.ticket_id._open_quotes())

    def action_wait(self):
        """The request waits from now on."""
        self.ensure_one()
        check_role(self.env, *MAY_WAIT)
        self.ticket_id.check_access("write")
        self.ticket_id._wait(self.reason_id, self.note)
        return {"type": "ir.actions.act_window_close"}
