"""When a plan's rounds are due."""

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date, format_list

from ...rules import rhythm as rules
from .plan import MOST_DAYS_AHEAD

RHYTHMS = [
    ("days", "By days"),
    ("workdays", "Working days"),
    ("weekdays", "Days of the week"),
    ("weeks", "By weeks"),
    ("months", "By months"),
    ("half_years", "By half-years"),
    ("rule", "Rule (RFC 5545)"),
]
WEEKDAYS = ("on_monday", "on_tuesday", "on_wednesday", "on_thursday", "on_friday", "on_saturday", "on_sunday")
DATE_FIELDS = frozenset(
    {"rhythm", "every", "rule", "date_begin", "date_end", "hour", "holidays", "horizon", "kind", *WEEKDAYS}
)
SHOWN_DATES = 5


class InspectionPlan(models.Model):
    _inherit = "printer.inspection.plan"

    rhythm = fields.Selection(RHYTHMS, required=True, default="days", tracking=True)
    every = fields.Integer(default=1, tracking=True, help="2 with weeks: every second week.")
    on_monday = fields.Boolean(string="Mon")
    on_tuesday = fields.Boolean(string="Tue")
    on_wednesday = fields.Boolean(string="Wed")
    on_thursday = fields.Boolean(string="Thu")
    on_friday = fields.Boolean(string="Fri")
    on_saturday = fields.Boolean(string="Sat")
    on_sunday = fields.Boolean(string="Sun")
    rule = fields.Char(help="As in calendars, e.g. FREQ=MONTHLY;BYDAY=1MO for each first Monday of a month.")
    date_begin = fields.Date(
        string="First day",
        required=True,
        default=lambda self: self.env.company._printer_day(fields.Datetime.now()),
        tracking=True,
    )
    date_end = fields.Date(string="Last day", tracking=True, help="Empty: as long as the agreement runs.")
    hour = fields.Float(
        string="Starts at",
        default=8.5,
        tracking=True,
        help="The inspectors' first task of the day, by the clock at the company's seat.",
    )
    holidays = fields.Selection(
        [("on", "As on any day"), ("off", "No rounds")],
        string="Public holidays",
        required=True,
        default="on",
        tracking=True,
    )
    horizon = fields.Integer(string="Planned ahead (days)", default=14)
    dates_text = fields.Char(string="Next days", compute="_compute_dates_text")

    _horizon = models.Constraint(
        f"CHECK(horizon BETWEEN 1 AND {MOST_DAYS_AHEAD})", "Rounds are planned ahead for 1 to 400 days."
    )
    _every = models.Constraint("CHECK(every >= 1)", "“Every” is at least 1.")
    _hour = models.Constraint("CHECK(hour >= 0 AND hour < 24)", "Please enter an hour of the day.")

    @api.constrains("rhythm", "rule", "date_begin", "date_end", "every", *WEEKDAYS)
    def _check_rhythm(self):
        for plan in self:
            if plan.date_end and plan.date_end < plan.date_begin:
                raise ValidationError(
                    self.env._("“%(plan)s”: the last day lies before the first.", plan=plan.name)
                )
            try:
                days = rules.dates(plan._rhythm(), plan.date_begin, plan.date_begin + timedelta(days=3660))
            except rules.RhythmError as error:
                raise ValidationError(plan._why_no_rhythm(str(error))) from error
            if not days:
                raise ValidationError(
                    self.env._(
                        "“%(plan)s” gives no day within ten years. Please change its days, its rule or its first day.",
                        plan=plan.name,
                    )
                )

    def _why_no_rhythm(self, reason: str) -> str:
        """Why a rule gives no days, and what to enter instead.

        :param reason: what the ``RhythmError`` says
        """
        if reason == "begin":
            return self.env._(
                "“%(plan)s”: please leave DTSTART out of the rule; it begins on the “First day” of the plan.",
                plan=self.name,
            )
        if reason == "often":
            return self.env._(
                "“%(plan)s”: a round is made once a day at most. "
                "Please let the rule be DAILY, WEEKLY, MONTHLY or YEARLY.",
                plan=self.name,
            )
        return self.env._(
            "“%(plan)s”: the rule cannot be understood. "
            "Please write it as in calendars, such as FREQ=MONTHLY;BYDAY=1MO for each first Monday.",
            plan=self.name,
        )

    @api.depends("state", "agreement_id", *DATE_FIELDS)
    @api.depends_context("lang")
    def _compute_dates_text(self):
        begun = self.filtered(lambda plan: plan.date_begin and plan.agreement_id)
        today = fields.Date.context_today(self)
        last = today + timedelta(days=MOST_DAYS_AHEAD)
        # asked once a company, however long the list of plans
        Holiday = self.env["calendar.public.holiday"]
        days_off = {company: Holiday._printer_days(company, today, last) for company in begun.company_id}
        for plan in self:
            days = plan._days_ahead(days_off[plan.company_id]) if plan in begun else []
            plan.dates_text = format_list(
                self.env, [format_date(self.env, day) for day in days[:SHOWN_DATES]], style="unit"
            )

    def _days_ahead(self, days_off: tuple | None = None) -> list[date]:
        """The next days, for people to see; none for what cannot be understood yet.

        :param days_off: see ``_due_days``
        """
        today = (self.company_id or self.env.company)._printer_day(fields.Datetime.now())
        try:
            return self._due_days(today, today + timedelta(days=MOST_DAYS_AHEAD), days_off)
        except rules.RhythmError:
            return []

    def _rhythm(self) -> rules.Rhythm:
        """This plan's rhythm as the rule knows it."""
        self.ensure_one()
        chosen = frozenset(number for number, name in enumerate(WEEKDAYS) if self[name])
        return rules.Rhythm(
            self.rhythm,
            self.date_begin,
            max(self.every, 1),
            chosen if self.rhythm in ("weeks", "weekdays") else frozenset(),
            self.rule or "",
        )

    def _chosen_weekdays(self) -> list[str]:
        """The names of the days of the week that the rhythm names, in the reader's language."""
        if self.rhythm not in ("weeks", "weekdays"):
            return []
        return [self._fields[name]._description_string(self.env) for name in WEEKDAYS if self[name]]

    def _due_days(self, first: date, last: date, days_off: tuple | None = None) -> list[date]:
        """The days of a span on which rounds are due: while plan and agreement run.

        :param first: first day looked at
        :param last: last day looked at
        :param days_off: what ``_printer_days`` says of a span with these days in it, where it was asked already
        """
        self.ensure_one()
        last = min(last, self.date_end or last)
        off, worked = set(), set()
        Holiday = self.env["calendar.public.holiday"]
        if self.holidays == "off" or self.rhythm == "workdays":
            off, worked = days_off or Holiday._printer_days(self.company_id, first, last)
        days = rules.dates(self._rhythm(), first, last, off, worked)
        return [day for day in days if not self.agreement_id._term_verdict(day)]

    def _starts_at(self, day: date):
        """When the round of a day begins, naive UTC."""
        return rules.moment(day, self.hour, self.company_id._printer_zone())
