"""Extra rounds by the plan's own rule: before and after long holidays, as shutdown and start-up (REQUIREMENTS I1)."""

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules import holiday_rounds as rules
from ...rules.days_off import LONGEST_RUN

RULE_FIELDS = frozenset({"shutdown_days", "start_up_days", "long_holiday"})
# set while a plan keeps its own extra rounds: its rounds are being made already
KEEPING = "printer_keeps_extra_rounds"


class InspectionBoost(models.Model):
    _inherit = "printer.inspection.boost"

    is_by_rule = fields.Boolean(
        string="By the plan's rule", readonly=True, help="Comes and goes with the plan's long holidays."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"is_by_rule"}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_rule(self):
        for boost in self.filtered("is_by_rule"):
            if not self._is_through_door():
                raise ValidationError(
                    self.env._(
                        "%(extra)s: the plan's rule opens these rounds. Change the days before and after long "
                        "holidays in “%(plan)s” instead.",
                        extra=boost.display_name,
                        plan=boost.plan_id.name,
                    )
                )


class InspectionPlan(models.Model):
    _inherit = "printer.inspection.plan"

    shutdown_days = fields.Integer(
        string="Extra rounds before a long holiday (days)",
        tracking=True,
        help="On each of so many last working days: all is left safe. 0: none.",
    )
    start_up_days = fields.Integer(
        string="Extra rounds after a long holiday (days)",
        tracking=True,
        help="On each of so many first working days: all starts well. 0: none.",
    )
    long_holiday = fields.Integer(
        string="A holiday is long from (days)",
        default=3,
        tracking=True,
        help="Days off in a row, the weekends beside a public holiday among them.",
    )
    boost_ids = fields.One2many("printer.inspection.boost", "plan_id", string="Extra rounds")

    _around_holidays = models.Constraint(
        "CHECK(shutdown_days BETWEEN 0 AND 10 AND start_up_days BETWEEN 0 AND 10 AND long_holiday BETWEEN 1 AND 31)",
        "Extra rounds around holidays: 0 to 10 days before and after, of holidays from 1 to 31 days.",
    )

    def write(self, vals):
        """A rule that changes takes its rounds ahead along."""
        result = super().write(vals)
        if not self._is_through_door() and not RULE_FIELDS.isdisjoint(vals):
            self.filtered(lambda plan: plan.state == "running")._make_rounds()
        return result

    def _make_rounds(self):
        return None if self.env.context.get(KEEPING) else super()._make_rounds()

    def _make_own_rounds(self):
        self._keep_rule_boosts()
        return super()._make_own_rounds()

    def _keep_rule_boosts(self) -> None:
        """Bring the extra rounds around holidays in line with the rule; those that have begun stay."""
        today = self.company_id._printer_day(fields.Datetime.now())
        Boost = self.env["printer.inspection.boost"].with_context(**{KEEPING: True})._through_door()
        known = Boost.search(
            [("plan_id", "=", self.id), ("is_by_rule", "=", True), ("date_end", ">=", today)]
        )
        wanted = {(span.reason, span.first): span for span in self._holiday_spans(today)}
        known.filtered(
            lambda boost: boost.date_begin > today and (boost.reason, boost.date_begin) not in wanted
        ).unlink()
        for boost in known.exists():
            span = wanted.pop((boost.reason, boost.date_begin), None)
            if span and span.days != boost.days:
                boost.days = span.days
        Boost.create(
            [
                {
                    "plan_id": self.id,
                    "unit_id": self.customer_id.id,
                    "date_begin": span.first,
                    "days": span.days,
                    "reason": span.reason,
                    "is_by_rule": True,
                }
                for span in wanted.values()
            ]
        )

    def _holiday_spans(self, today: date) -> list[rules.Span]:
        """The extra days that the rule asks for, from today to as far as rounds are planned ahead."""
        if self.state != "running" or not (self.shutdown_days or self.start_up_days):
            return []
        last = today + timedelta(days=self.horizon)
        around = timedelta(days=2 * LONGEST_RUN)
        off, worked = self.env["calendar.public.holiday"]._printer_days(
            self.company_id, today - around, last + around
        )
        found = rules.spans(self.long_holiday, self.shutdown_days, self.start_up_days, off, worked)
        return [span for span in found if span.last >= today and span.first <= last]
