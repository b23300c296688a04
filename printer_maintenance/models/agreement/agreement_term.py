"""The life of an agreement: suspended, ended, renewed, and the warning before its end."""

import logging
from datetime import date, timedelta

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...exceptions import TransitionError

_logger = logging.getLogger(__name__)

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

    # two people who renew at once make one successor
    _one_successor = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL", "This agreement has been renewed already."
    )

    def write(self, vals):
        """Warn again when the term changes."""
        if "date_end" in vals and "warned_days" not in vals:
            self._through_door().write({"warned_days": 0})
        return super().write(vals)

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
                    "date_start": agreement._today_there(),
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
        for agreement in self:
            today = agreement._today_there()
            # suspensions are rows of the system; the right on the agreement was checked
            open_rows = agreement.sudo().suspension_ids.filtered(lambda row: not row.date_end)
            for row in open_rows:
                if row.date_start < today:
                    row.date_end = today - timedelta(days=1)
                    continue
                agreement.message_post(
                    body=self.env._("Suspended and resumed on the same day: %(reason)s", reason=row.reason)
                )
                row.unlink()

    def _end(self, reason: str, last_day: date | None = None) -> None:
        """End for good, before or at the end of the term.

        :param reason: why, in a person's words
        :param last_day: last day of service; today when not given
        """
        self._check_may_direct()
        for agreement in self:
            last = min(last_day or agreement._today_there(), agreement.date_end)
            agreement._stop_for_good("ended", max(last, agreement.date_start), end_reason=reason)

    def _stop_for_good(self, state: str, last_day: date, **values) -> None:
        """Measure the promises a last time and end; a suspension lasts to the end.

        :param state: ``ended`` or ``renewed``
        :param last_day: last day of service
        """
        self._measure_up_to(min(last_day, self._today_there()))
        self._set_state(state, ended_on=last_day, **values)
        # see _lift_suspensions
        open_rows = self.sudo().suspension_ids.filtered(lambda row: not row.date_end)
        open_rows.filtered(lambda row: row.date_start <= last_day).date_end = last_day
        open_rows.filtered(lambda row: row.date_start > last_day).unlink()

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

    def _is_followed(self) -> bool:
        """Whether the next term has been started; a draft alone serves nobody."""
        return any(successor.state != "draft" for successor in self.next_ids)

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
            agreement._one_by_one("_follow_term", agreement._today_there())
            if not commit(1):
                return

    def _one_by_one(self, method: str, *args) -> None:
        """Let one agreement's failure be its own: it is logged and tried again next time, the others go on.

        :param method: name of the method to call on this agreement
        """
        try:
            with self.env.cr.savepoint():
                getattr(self, method)(*args)
        except psycopg2.OperationalError:
            # a conflict with somebody else's change: the whole run is tried again
            raise
        except Exception:
            _logger.exception("%s of agreement %s failed", method, self.id)

    def _today_there(self) -> date:
        """The date at the company's seat."""
        return self.company_id._printer_day(fields.Datetime.now())

    def _follow_term(self, today: date) -> None:
        """End one agreement after its last day, or warn its manager."""
        if self.date_end < today:
            self._stop_for_good("renewed" if self._is_followed() else "ended", self.date_end)
            return
        left = (self.date_end - today).days
        step = min((days for days in WARNING_DAYS if left <= days), default=0)
        if not step or (self.warned_days and self.warned_days <= step) or self._is_followed():
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
