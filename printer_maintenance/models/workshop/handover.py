"""What stays at the workshop and loaners have in common: handed over, due back on a day, reminded of."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_date

from ...exceptions import CustodyError
from ...rules.reminders import STEPS, overdue_step
from ..base.locking import lock_in_turn
from ..base.rights import has_role


class Handover(models.AbstractModel):
    """A device that is handed over for a while (REQUIREMENTS V4). Written by the server only, step by step.

    A model has ``name``, ``ticket_id``, ``equipment_id``, ``contact_id`` and ``engineer_id``, and says in which states
    the device is away (:attr:`_away_states`).
    """

    _name = "printer.handover"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "printer.screens.mixin",
        "printer.signing.mixin",
        "printer.state.mixin",
    ]
    _description = "Device handed over"

    _away_states: ClassVar[tuple[str, ...]] = ()
    _later_template: ClassVar[str] = ""

    due_on = fields.Date(string="Due back", readonly=True, tracking=True, copy=False)
    reminder_step = fields.Integer(readonly=True, copy=False)

    @api.depends("name", "state")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.name} · {record._state_label(record.state)}"

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise CustodyError(self.env._("What was handed over is on record and cannot be deleted."))

    def _check_may_act(self) -> None:
        """The engineers of the request's visits, the second line at the bench, and who directs the work may act.

        :raises AccessError: for anybody else
        """
        if self.env.su:
            return
        self.check_access("read")
        if has_role(self.env, "agent", "second_line", "project_manager"):
            return
        for record in self:
            # a delivery is another visit, perhaps another engineer's
            visits_sudo = record.sudo().ticket_id.visit_ids
            if self.env.user not in visits_sudo._everyone():
                raise AccessError(
                    self.env._(
                        "%(record)s: only the engineers of its visits may do this.", record=record.name
                    )
                )

    def _lock_handover(self) -> None:
        """Let two people who act on the same device follow one another.

        :raises CustodyError: when somebody else is changing it at this very moment
        """
        lock_in_turn(self, CustodyError)

    def _step(self, target: str, **values) -> None:
        """Move on; who may do so was checked, the record is written by the server only."""
        self.sudo()._set_state(target, **values)  # nobody has a right to write these by hand

    def _put_off(self, due_on, reason: str) -> None:
        """Agree on a later day; the old one and the reason stay on record, and the contact is told.

        :param due_on: the new date
        :raises CustodyError: without a reason, or for a day that has passed
        """
        self.ensure_one()
        self._check_may_act()
        if not (reason or "").strip():
            raise CustodyError(self.env._("Please write why the device comes back later."))
        self._check_due(due_on)
        self._lock_handover()
        if self.state not in self._away_states:
            raise CustodyError(
                self.env._("%(record)s is over; there is nothing to put off.", record=self.name)
            )
        record_sudo = self.sudo()  # see _step
        old = record_sudo.due_on
        record_sudo._through_door().write({"due_on": due_on, "reminder_step": 0})
        record_sudo.message_post(
            body=self.env._(
                "Due back %(old)s → %(new)s: %(reason)s",
                old=format_date(self.env, old),
                new=format_date(self.env, due_on),
                reason=reason.strip(),
            ),
            subtype_xmlid="mail.mt_note",
        )
        template = self.env.ref(self._later_template, raise_if_not_found=False)
        if template and record_sudo.contact_id.email:
            template.sudo().send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")

    @api.model
    def _check_due(self, due_on) -> None:
        """Raise for a missing day, or one that has passed."""
        if not due_on:
            raise CustodyError(self.env._("Please say when the device is due back."))
        if due_on < fields.Date.context_today(self):
            raise CustodyError(self.env._("The date on which the device is due back lies in the past."))

    @api.model
    def _cron_remind_overdue(self) -> None:
        """Tell our people of what is overdue; killed half-way, it goes on where it stopped."""
        today = fields.Date.context_today(self)
        late = self.search(
            Domain("state", "in", self._away_states)
            & Domain("due_on", "<", today)
            & Domain("reminder_step", "<", len(STEPS))
        )
        due = [record for record in late if overdue_step(record.due_on, today) > record.reminder_step]
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for record in due:
            record._remind()
            record._through_door().reminder_step = overdue_step(record.due_on, today)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _remind(self) -> None:
        """One message a person about one device."""
        self.ensure_one()
        for user in self._who_is_reminded():
            self.env["printer.notifier"]._tell(
                user,
                {"message", "mail"},
                self,
                lambda env: env._("Due back"),
                lambda env: [
                    env._(
                        "%(record)s: %(device)s was due back on %(date)s",
                        record=self.name,
                        device=self.equipment_id.display_name,
                        date=format_date(env, self.due_on),
                    )
                ],
            )

    def _who_is_reminded(self):
        """The ``res.users`` who see to it that the device comes back."""
        return self.engineer_id
