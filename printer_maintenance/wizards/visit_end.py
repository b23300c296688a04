"""Why a visit ends otherwise than signed."""

from odoo import api, fields, models

from ..models.base.rights import check_role
from ..models.visit.helpdesk_ticket import WHO_PLANS


class VisitEnd(models.TransientModel):
    """End a visit unfinished, refused, unsigned or called off: never without a reason (REQUIREMENTS V1, V3)."""

    _name = "printer.visit.end"
    _description = "End of a visit"

    visit_id = fields.Many2one("printer.visit")
    # several at once: signed on paper, collected at the end of a round
    visit_ids = fields.Many2many("printer.visit", string="Visits")
    purpose = fields.Selection(
        lambda self: self.env["printer.visit.reason"]._fields["purpose"].selection, required=True
    )
    reason_id = fields.Many2one(
        "printer.visit.reason", string="Reason", required=True, domain="[('purpose', '=', purpose)]"
    )
    note = fields.Text(string="Particulars")
    needs_note = fields.Boolean(related="reason_id.needs_note")
    needs_next = fields.Boolean(related="reason_id.needs_next")
    allowed_engineer_ids = fields.Many2many("res.users", compute="_compute_allowed_engineer_ids")
    next_engineer_id = fields.Many2one(
        "res.users",
        string="Who comes next",
        domain="[('id', 'in', allowed_engineer_ids)]",
        help="Empty: the same engineer.",
    )
    next_start = fields.Datetime(string="Next visit planned for")

    @api.depends("visit_id")
    def _compute_allowed_engineer_ids(self):
        for wizard in self:
            wizard.allowed_engineer_ids = wizard.visit_id.ticket_id._allowed_engineers()

    def action_end(self):
        """End the visit; show what follows."""
        self.ensure_one()
        if self.visit_ids:
            return self._close_all_unsigned()
        visit = self.visit_id
        following = visit.browse()
        if self.purpose == "cancelled":
            check_role(self.env, *WHO_PLANS)
            visit._cancel(self.reason_id, self.note)
        else:
            visit._check_is_mine()
            # engineers end their own visit, which was checked; the visit that follows is opened by the system
            visit_sudo = visit.sudo()
            if self.purpose == "unfinished":
                following = visit_sudo._leave_unfinished(
                    self.reason_id, self.note, self.next_start, self.next_engineer_id
                )
            elif self.purpose == "refused":
                following = visit_sudo._refuse(self.reason_id, self.note)
            else:
                visit_sudo._close_unsigned(self.reason_id, self.note)
        return following.sudo(False)._open_form() if following else {"type": "ir.actions.act_window_close"}

    def _close_all_unsigned(self) -> dict:
        """Close all chosen visits for the same reason, or none of them."""
        visits = self.visit_ids
        visits._check_is_mine()
        # engineers end their own visits, which was checked
        visits.sudo()._close_unsigned(self.reason_id, self.note)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)d visits are closed.", count=len(visits)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
