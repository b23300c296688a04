"""Which visits count as an attempt to mend it."""

from odoo import api, fields, models


class Visit(models.Model):
    _inherit = "printer.visit"

    is_attempt = fields.Boolean(
        string="Counts as an attempt",
        compute="_compute_is_attempt",
        store=True,
        help="Ended with the work done, or unfinished for a reason that counts against first-time fix.",
    )
    repeat_of_id = fields.Many2one(
        related="ticket_id.repeat_of_id", string="Repeats", groups="base.group_user"
    )

    @api.depends("state", "reason_id")
    def _compute_is_attempt(self):
        # the reason's own flag is read once: what the administrator changes later counts for later visits
        for visit in self:
            visit.is_attempt = visit.state == "finished" or (
                visit.state == "unfinished" and (visit.reason_id.is_attempt or not visit.reason_id)
            )

    def _after_closing(self):
        result = super()._after_closing()
        self.ticket_id.filtered("solved_at")._judge_first_fix()
        return result
