"""Handing over a shift, with its trail: who gave what to whom, why, and who agreed."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...exceptions import AppendOnlyError, RosterError
from ..base.rights import has_role
from .roster_shift import _readable


class RosterSwap(models.Model):
    """One handing over of a shift or a part of it; asked for, then accepted or declined by who shall take it.

    Nobody writes or deletes these lines: they are the trail of a published roster.
    """

    _name = "printer.roster.swap"
    _description = "Handing over of a shift"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "create_date desc, id desc"

    _transitions: ClassVar = {
        "asked": ("done", "declined", "withdrawn"),
        "done": (),
        "declined": (),
        "withdrawn": (),
    }

    shift_id = fields.Many2one(
        # the trail of a shift
        "printer.roster.shift",
        required=True,
        index=True,
        ondelete="restrict",
    )
    roster_id = fields.Many2one(related="shift_id.roster_id", store=True, index=True)
    company_id = fields.Many2one(related="shift_id.company_id", store=True)
    role = fields.Selection(related="shift_id.role")
    from_user_id = fields.Many2one("res.users", string="Handed over by", required=True, ondelete="restrict")
    to_user_id = fields.Many2one("res.users", string="Taken by", required=True, ondelete="restrict")
    start = fields.Datetime(string="Begins", required=True)
    end = fields.Datetime(string="Ends", required=True)
    reason = fields.Char(required=True)
    state = fields.Selection(
        [("asked", "Asked"), ("done", "Handed over"), ("declined", "Declined"), ("withdrawn", "Withdrawn")],
        default="asked",
        required=True,
        tracking=True,
    )
    asked_by = fields.Many2one("res.users", string="Entered by", required=True, ondelete="restrict")
    decided_by = fields.Many2one("res.users", string="Agreed by", ondelete="restrict")
    decided_at = fields.Datetime(string="Agreed at")
    may_decide = fields.Boolean(compute="_compute_may_decide")
    may_withdraw = fields.Boolean(compute="_compute_may_decide")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "shift_id",
            "from_user_id",
            "to_user_id",
            "start",
            "end",
            "reason",
            "asked_by",
            "decided_by",
            "decided_at",
        }

    @api.depends("shift_id", "to_user_id")
    def _compute_display_name(self):
        for swap in self:
            swap.display_name = f"{swap.from_user_id.name} → {swap.to_user_id.name}"

    @api.depends("state", "to_user_id", "asked_by")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        directs = has_role(self.env, "dispatcher")
        for swap in self:
            swap.may_decide = swap.state == "asked" and (directs or swap.to_user_id == self.env.user)
            swap.may_withdraw = swap.state == "asked" and (directs or swap.asked_by == self.env.user)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("Who handed over which shift stays on record."))

    def action_accept(self):
        """Take over the shift that was offered.

        :raises AccessError: for anybody but who was asked, or who directs
        """
        for swap in self:
            swap._check_may(swap.may_decide)
            # the roster is not an engineer's to write; that they were asked was checked
            swap.sudo()._carry_out(self.env.user)

    def action_decline(self):
        """Leave the shift with who has it."""
        for swap in self:
            swap._check_may(swap.may_decide)
            # as above
            swap.sudo()._finish("declined", self.env.user)

    def action_withdraw(self):
        """Take back what was asked."""
        for swap in self:
            swap._check_may(swap.may_withdraw)
            # as above
            swap.sudo()._finish("withdrawn", self.env.user)

    def _check_may(self, allowed: bool) -> None:
        if allowed:
            return
        if self.state != "asked":
            raise RosterError(self.env._("%(swap)s: this has been decided already.", swap=self.display_name))
        raise AccessError(
            self.env._(
                "%(swap)s: only who is asked, or the dispatcher, decides on this.", swap=self.display_name
            )
        )

    @api.model
    def _enter(self, shift, to_user, start, end, reason: str):
        """Put a handing over on record; a dispatcher's takes effect at once, anybody else asks the other person.

        :param shift: the ``printer.roster.shift`` to give away, whole or in part
        :param to_user: ``res.users`` who takes it
        :param start: beginning of the part (UTC); what has passed is not handed over any more
        :param end: end of the part (UTC)
        :raises AccessError: for somebody who neither has the shift nor directs
        :raises RosterError: when it cannot be handed over like this
        """
        directs = self.env.su or has_role(self.env, "dispatcher")
        shift.check_access("read")
        if not directs and shift.user_id != self.env.user:
            raise AccessError(self.env._("You can hand over your own shifts only; ask the dispatcher."))
        start = max(start, shift.start, fields.Datetime.now().replace(second=0))
        end = min(end, shift.end)
        self._check_can_be_handed(shift, to_user, start, end, reason)
        # the trail is written by the system
        swap = (
            self.sudo()
            ._through_door()
            .create(
                {
                    "shift_id": shift.id,
                    "from_user_id": shift.user_id.id,
                    "to_user_id": to_user.id,
                    "start": start,
                    "end": end,
                    "reason": reason.strip(),
                    "asked_by": self.env.uid,
                }
            )
        )
        if directs:
            swap._carry_out(self.env.user)
        else:
            swap._ask()
        return swap.with_env(self.env)

    @api.model
    def _check_can_be_handed(self, shift, to_user, start, end, reason) -> None:
        if shift.roster_state == "draft" or not shift.active:
            message = self.env._(
                "Only shifts of a published roster are handed over; a draft is simply changed."
            )
        elif start >= end:
            message = self.env._("This part of the shift is over, or does not lie within it.")
        elif to_user == shift.user_id:
            message = self.env._("%(person)s has this shift already.", person=to_user.name)
        elif not (reason or "").strip():
            message = self.env._("Please say why the shift is handed over.")
        else:
            return
        raise RosterError(message)

    def _carry_out(self, decided_by) -> None:
        """Give the shift to the new holder; what stays with the old one is cut off as shifts of their own."""
        self.ensure_one()
        shift = self.shift_id
        shift.lock_for_update()
        shift.invalidate_recordset(["user_id", "start", "end", "active"])
        start = max(self.start, shift.start)
        if shift.user_id != self.from_user_id or not shift.active or start >= min(self.end, shift.end):
            raise RosterError(
                self.env._("%(swap)s: the shift has changed in the meantime.", swap=self.display_name)
            )
        shift._give_to(self.to_user_id, start, min(self.end, shift.end))
        self._finish("done", decided_by)

    def _finish(self, state: str, decided_by) -> None:
        self._set_state(state, decided_by=decided_by.id, decided_at=fields.Datetime.now())
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self._tell(state, decided_by)

    def _ask(self) -> None:
        """Ask the person who shall take the shift."""
        speaking = self.with_context(lang=self.to_user_id.lang)
        speaking.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self.to_user_id.id,
            summary=speaking.env._("%(person)s asks you to take a shift", person=self.from_user_id.name),
            note=speaking._sentence(),
        )

    def _tell(self, state: str, decided_by) -> None:
        """Tell both, except who has just decided, each in their language."""
        for user in (self.from_user_id | self.to_user_id) - decided_by:
            # the record is read as the system: each of them may see it anyway
            speaking = self.sudo().with_context(lang=user.lang)
            subjects = {
                "done": speaking.env._("Shift handed over"),
                "declined": speaking.env._("Shift not handed over: declined"),
                "withdrawn": speaking.env._("Shift not handed over: withdrawn"),
            }
            speaking.message_notify(
                partner_ids=user.partner_id.ids,
                author_id=decided_by.partner_id.id,
                subject=subjects[state],
                body=speaking._sentence(),
            )

    def _sentence(self) -> str:
        """What is handed over, in the context's language and the roster's hours."""
        roles = dict(self.shift_id._fields["role"]._description_selection(self.env))
        return self.env._(
            "%(role)s, %(start)s – %(end)s: from %(old)s to %(new)s. Reason: %(reason)s",
            role=roles[self.role],
            start=_readable(self.shift_id, self.start),
            end=_readable(self.shift_id, self.end),
            old=self.from_user_id.name,
            new=self.to_user_id.name,
            reason=self.reason,
        )


class RosterShift(models.Model):
    _inherit = "printer.roster.shift"

    def _give_to(self, user, start, end) -> None:
        """Let somebody else have the part from ``start`` to ``end``; the rest stays with the holder.

        This record becomes the part that changes hands, so that the trail hangs on it.
        """
        self.ensure_one()
        rest = [(self.start, start), (end, self.end)]
        kept = [
            {
                "roster_id": self.roster_id.id,
                "user_id": self.user_id.id,
                "role": self.role,
                "is_backup": self.is_backup,
                "duty_phone": self.duty_phone,
                "note": self.note,
                "start": first,
                "end": last,
            }
            for first, last in rest
            if first < last
        ]
        self._through_door().write({"user_id": user.id, "start": start, "end": end, "is_edited": True})
        self.create(kept)
