"""The life of an agreement: suspended, ended, renewed, and the warning before its end."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...exceptions import TransitionError

# days before the end of the term at which the project manager is warned
WARNING_DAYS = (90, 30, 7)


class Agreement(models.Model):
    _inherit = "printer.agreement"

    suspension_ids = fields.One2many(
        "printer.agreement.suspension", "agreement_id", string="Suspensions", readonly=True, copy=False
    )
    ended_on = fields.Date(string="Ended on", readonly=True, copy=False, help="Last day of service.")
    end_reason = fields.Text(string="Why it ended", readonly=True, copy=False)
    previous_id = fields.Many2one(
        "printer.agreement",
        string="Renews",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    next_ids = fields.One2many("printer.agreement", "previous_id", string="Renewed by", readonly=True)
    warned_days = fields.Integer(
        readonly=True, copy=False, help="The last warning went out this many days before the end."
    )
    days_left = fields.Integer(string="Days left", compute="_compute_days_left")

    # the agreements that come to their end, for the daily look
    _running_end_idx = models.Index("(date_end) WHERE state IN ('running', 'suspended')")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "suspension_ids",
            "ended_on",
            "end_reason",
            "previous_id",
            "warned_days",
        }

    @api.depends("date_end")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            agreement.days_left = (agreement.date_end - today).days if agreement.date_end else 0

    def action_ask_suspend(self):
        """Open the dialog that asks why service stops for the time being."""
        return self._ask_reason("suspend", self.env._("Suspend"))

    def action_ask_end(self):
        """Open the dialog that asks why the agreement ends."""
        return self._ask_reason("end", self.env._("End"))

    def _ask_reason(self, step: str, title: str) -> dict:
        self.ensure_one()
        return {
            "name": title,
            "type": "ir.actions.act_window",
            "res_model": "printer.agreement.stop",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id, "default_step": step},
        }

    def _suspend(self, reason: str) -> None:
        """Stop serving from today, until it is resumed.

        :param reason: why, in a person's words
        """
        self._check_may_direct()
        self._set_state("suspended")
        self.env["printer.agreement.suspension"].sudo().create(
            [
                {
                    "agreement_id": agreement.id,
                    "date_start": fields.Date.context_today(agreement),
                    "reason": reason,
                    "user_id": self.env.uid,
                }
                for agreement in self
            ]
        )

    def action_resume(self):
        """Serve again from today."""
        self._check_may_direct()
        self._set_state("running")
        self._lift_suspensions()

    def _lift_suspensions(self) -> None:
        """Close open suspensions with yesterday; one that began today never was."""
        today = fields.Date.context_today(self)
        # suspensions are rows of the system; the right on the agreement was checked
        open_rows = self.sudo().suspension_ids.filtered(lambda row: not row.date_end)
        of_today = open_rows.filtered(lambda row: row.date_start >= today)
        for agreement in of_today.agreement_id:
            agreement.message_post(
                body=self.env._(
                    "Suspended and resumed on the same day: %(reason)s",
                    reason=of_today.filtered(lambda row, a=agreement: row.agreement_id == a)[:1].reason,
                )
            )
        of_today.unlink()
        (open_rows - of_today).write({"date_end": today - timedelta(days=1)})

    def _end(self, reason: str, last_day: date | None = None) -> None:
        """End for good, before or at the end of the term.

        :param reason: why, in a person's words
        :param last_day: last day of service; yesterday at the earliest is not enforced, today when not given
        """
        self._check_may_direct()
        for agreement in self:
            last = min(last_day or fields.Date.context_today(agreement), agreement.date_end)
            agreement._set_state("ended", ended_on=max(last, agreement.date_start), end_reason=reason)
        self._lift_suspensions()

    def action_renew(self):
        """Open the draft of the next term: a copy of this agreement that follows it without a gap.

        :raises TransitionError: when there is such a draft already, or this agreement never ran
        """
        self.ensure_one()
        self._check_may_direct()
        if self.state == "draft":
            raise TransitionError(
                self.env._("%(agreement)s has not run yet; change it instead.", agreement=self.display_name)
            )
        successor = self.next_ids[:1] or self._copy_for_next_term()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": successor.id,
            "view_mode": "form",
        }

    def _copy_for_next_term(self):
        """A draft of the same length from the day after this term, with lines, team and commitments."""
        start = (self.ended_on or self.date_end) + timedelta(days=1)
        term = relativedelta(self.date_end + timedelta(days=1), self.date_start)
        lines = self.line_ids.filtered(lambda line: not line.date_out or line.date_out >= self.date_end)
        # team, commitments and device list are copied as they are; the right on the agreement was checked
        successor_sudo = (
            self.sudo()
            ._through_door()
            .copy(
                {
                    "name": self.name,
                    "date_start": start,
                    "date_end": start + term - timedelta(days=1),
                    "previous_id": self.id,
                    "line_ids": [
                        fields.Command.create({**vals, "date_in": False, "date_out": False})
                        for vals in lines.copy_data()
                    ],
                }
            )
        )
        return successor_sudo.with_env(self.env)

    @api.model
    def _cron_follow_terms(self) -> None:
        """Warn before an agreement ends, and end it after its last day. Daily; killed anywhere it goes on."""
        due = self.search(
            [
                ("state", "in", ("running", "suspended")),
                ("date_end", "<=", fields.Date.today() + timedelta(days=max(WARNING_DAYS) + 1)),
            ]
        )
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for agreement in due:
            agreement._follow_term(agreement._today_there())
            if not commit(1):
                return

    def _today_there(self) -> date:
        """The date at the company's seat."""
        seat = self.with_context(tz=self.company_id.partner_id.tz or self.env.user.tz)
        return fields.Date.context_today(seat)

    def _follow_term(self, today: date) -> None:
        """End one agreement after its last day, or warn its manager."""
        if self.date_end < today:
            renewed = self.next_ids.filtered(lambda successor: successor.state == "running")
            self._set_state("renewed" if renewed else "ended", ended_on=self.date_end)
            self._lift_suspensions()
            return
        left = (self.date_end - today).days
        step = min((days for days in WARNING_DAYS if left <= days), default=0)
        if not step or (self.warned_days and self.warned_days <= step) or self.next_ids:
            return
        self._through_door().warned_days = step
        manager = self.manager_id or self.env.user
        speaking = self.with_context(lang=manager.lang)
        speaking.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=today + timedelta(days=min(left, 7)),
            user_id=manager.id,
            summary=speaking.env._("Agreement ends in %(days)d days: renew it or let it end", days=left),
        )
