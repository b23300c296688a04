"""A round that is late or missed carries a reason; none disappears (REQUIREMENTS I6)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import InspectionError
from ..base.rights import has_role
from .round_people import WHO_ARRANGES

LATE_REASONS = [
    ("repairs", "Repairs had to be made first"),
    ("meeting", "Meeting or training"),
    ("no_access", "No access to the rooms"),
    ("short", "Too few people"),
    ("weather", "Weather or traffic"),
    ("system", "The system was down"),
    ("other", "Other reason"),
]
AT_ONCE = 500
# states in which a round was never handed in
UNFINISHED = ("planned", "under_way")


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    missed_at = fields.Datetime(
        string="Late since", readonly=True, copy=False, help="Its day passed before it was handed in."
    )
    late_reason = fields.Selection(
        LATE_REASONS, string="Why it is late", readonly=True, copy=False, tracking=True
    )
    late_note = fields.Char(string="Remark on the reason", readonly=True, copy=False)
    awaits_reason = fields.Boolean(compute="_compute_awaits_reason", search="_search_awaits_reason")

    # what is late and has no reason yet: a handful
    _reason_idx = models.Index("(date) WHERE missed_at IS NOT NULL AND late_reason IS NULL")

    @api.depends("missed_at", "late_reason", "state", "date")
    def _compute_awaits_reason(self):
        for record in self:
            record.awaits_reason = record._is_late() and not record.late_reason

    def _search_awaits_reason(self, operator, value):
        late = Domain("missed_at", "!=", False) | self._unmarked_domain()
        waiting = late & Domain("late_reason", "=", False)
        return waiting if (operator in ("=", "in")) == bool(value) else ~waiting

    @api.model
    def _unmarked_domain(self) -> Domain:
        """What was not handed in by the end of its day, and is not marked as late yet.

        What was handed in and sent back is not among it: its first handing-in counts.
        """
        now = fields.Datetime.now()
        open_ones = Domain("state", "in", UNFINISHED) & Domain("missed_at", "=", False)
        past = open_ones & Domain("date", "<=", fields.Date.to_date(now) + timedelta(days=1))
        # each company has its own midnight
        companies = [company for (company,) in self._read_group(past, ["company_id"])]
        return open_ones & Domain.OR(
            Domain("company_id", "=", company.id) & Domain("date", "<", company.sudo()._printer_day(now))
            for company in companies
        )

    def _is_late(self) -> bool:
        """Whether its day passed before it was first handed in, marked by the hourly run or not yet."""
        self.ensure_one()
        today = self.company_id._printer_day(fields.Datetime.now())
        return bool(self.missed_at) or (self.state in UNFINISHED and bool(self.date) and self.date < today)

    @api.model
    def _cron_miss(self) -> None:
        """Mark what was not handed in by the end of its day, and ask for the reason; can be killed at any point."""
        now = fields.Datetime.now()
        late = self.search(self._unmarked_domain(), order="date, id")
        self.env["ir.cron"]._commit_progress(remaining=len(late))
        for start in range(0, len(late), AT_ONCE):
            # who is entering something right now is late in a moment
            batch = late[start : start + AT_ONCE].try_lock_for_update(allow_referencing=True)
            batch._become_late(now)
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    def _mark_late(self, now) -> None:
        self.filtered(lambda r: r.state == "planned")._set_state("missed", missed_at=now)
        self.filtered(lambda r: r.state == "under_way")._through_door().write({"missed_at": now})

    def _become_late(self, now) -> None:
        self._mark_late(now)
        for person, rounds in self.grouped(lambda r: r.leader_id or r.agreement_id.manager_id).items():
            if person:
                self.env["printer.notifier"]._tell(
                    person,
                    {"message", "mail"},
                    rounds,
                    lambda env: env._("Inspection rounds that are late: please give the reason"),
                    lambda env, late=rounds: [record.with_env(env).display_name for record in late],
                )

    def action_give_reason(self):
        """Open the dialog that asks why these rounds are late."""
        return self._open_dialog(
            "printer.inspection.reason", self.env._("Why is it late?"), round_ids=[(6, 0, self.ids)]
        )

    def give_reason(self, reason: str, note: str = "") -> bool:
        """Say why rounds are late (RPC).

        :param reason: one of ``LATE_REASONS``
        :param note: needed with “other”
        :raises InspectionError: without a reason, or where there is none to give
        """
        self.check_access("read")
        if reason not in dict(LATE_REASONS):
            raise InspectionError(self.env._("Please choose the reason."))
        if reason == "other" and not (note or "").strip():
            raise InspectionError(self.env._("Please write what the reason was."))
        if not has_role(self.env, *WHO_ARRANGES):
            self._check_inspector()
        for record in self:
            record._in_turn()
            if not record._is_late():
                raise InspectionError(
                    self.env._(
                        "%(round)s is not late: no reason is needed. Load the page again to see how it stands.",
                        round=record.display_name,
                    )
                )
            if not record.missed_at:
                # the hourly run has not come by yet
                record.sudo()._mark_late(fields.Datetime.now())
            record._put(late_reason=reason, late_note=(note or "").strip()[:200])
        return True
