"""Devices that should be back with the customer: their people are told, once per step."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules.reminders import STEPS, overdue_step
from .custody import HELD_STATES


class Custody(models.Model):
    _inherit = "printer.custody"

    reminder_step = fields.Integer(readonly=True, copy=False)

    # what should be back by now
    _due_idx = models.Index("(due_on) WHERE state IN ('taken', 'at_workshop', 'at_maker', 'ready')")

    @api.model
    def _cron_remind_overdue(self) -> None:
        """Tell engineer and agent of what is overdue; killed half-way, it goes on where it stopped."""
        today = fields.Date.context_today(self)
        late = self.search(
            Domain("state", "in", HELD_STATES)
            & Domain("due_on", "<", today)
            & Domain("reminder_step", "<", len(STEPS))
        )
        due = [stay for stay in late if overdue_step(stay.due_on, today) > stay.reminder_step]
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for stay in due:
            stay._remind()
            stay._through_door().reminder_step = overdue_step(stay.due_on, today)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _remind(self) -> None:
        """One message a person about one stay."""
        self.ensure_one()
        for user in self.engineer_id | self.visit_id.liaison_id:
            self.env["printer.notifier"]._tell(
                user,
                {"message", "mail"},
                self,
                lambda env: env._("Due back with the customer"),
                lambda env: [
                    env._(
                        "%(stay)s: %(device)s was due back on %(date)s",
                        stay=self.name,
                        device=self.equipment_id.display_name,
                        date=self.due_on,
                    )
                ],
            )
