"""A pattern of a roster: which hours, on which days, by whom in turn."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...rules import roster as rules
from ..agreement.agreement_member import ROLES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RosterPattern(models.Model):
    """One line of a roster: for example the night from 20:00 to 08:00, every day, three agents in turn."""

    _name = "printer.roster.pattern"
    _description = "Pattern of a roster"
    _order = "roster_id, sequence, id"

    roster_id = fields.Many2one(
        # the patterns of a roster
        "printer.roster",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="roster_id.company_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, help="What the shift is called, for example Night.")
    role = fields.Selection(ROLES, required=True, default="engineer")
    is_backup = fields.Boolean(string="Backup", help="Stands in when the first in this role cannot come.")
    hour_from = fields.Float(string="Begins", required=True, default=8.0)
    hour_to = fields.Float(
        string="Ends",
        required=True,
        default=20.0,
        help="An hour that is not after the beginning is of the next day.",
    )
    rhythm = fields.Selection(
        [("weekdays", "On certain weekdays"), ("cycle", "Some days on, some days off")],
        required=True,
        default="weekdays",
    )
    mon = fields.Boolean(string="Mon", default=True)
    tue = fields.Boolean(string="Tue", default=True)
    wed = fields.Boolean(string="Wed", default=True)
    thu = fields.Boolean(string="Thu", default=True)
    fri = fields.Boolean(string="Fri", default=True)
    sat = fields.Boolean(string="Sat", default=True)
    sun = fields.Boolean(string="Sun", default=True)
    days_on = fields.Integer(string="Days on", default=1)
    days_off = fields.Integer(string="Days off", default=1)
    anchor = fields.Date(
        string="Counted from",
        help="The day on which the first of the people begins; empty for the first day of the roster.",
    )
    shifts_each = fields.Integer(
        string="Shifts in a row",
        default=1,
        required=True,
        help="So many shifts does each person before the next takes over: 1 changes daily, 7 weekly.",
    )
    turn_ids = fields.One2many("printer.roster.turn", "pattern_id", string="People in turn", copy=True)
    people = fields.Char(string="Who", compute="_compute_people")
    hours = fields.Char(compute="_compute_hours")

    _hours_check = models.Constraint(
        "CHECK(hour_from >= 0 AND hour_from < 24 AND hour_to >= 0 AND hour_to <= 24)",
        "Hours lie between 0:00 and 24:00.",
    )
    _cycle_check = models.Constraint(
        "CHECK(rhythm <> 'cycle' OR (days_on > 0 AND days_off >= 0))", "At least one day of a cycle is on."
    )
    _turn_check = models.Constraint("CHECK(shifts_each > 0)", "Each person does at least one shift.")

    @api.depends("turn_ids.user_id", "turn_ids.sequence")
    def _compute_people(self):
        for pattern in self:
            names = pattern.turn_ids.sorted(lambda line: (line.sequence, line._origin.id or 0)).mapped(
                "user_id.name"
            )
            pattern.people = format_list(self.env, names, "narrow") if names else False

    @api.depends("hour_from", "hour_to")
    def _compute_hours(self):
        for pattern in self:
            pattern.hours = f"{_clock(pattern.hour_from)}–{_clock(pattern.hour_to)}"

    @api.constrains("rhythm", *WEEKDAYS)
    def _check_some_day(self):
        for pattern in self:
            if pattern.rhythm == "weekdays" and not any(pattern[day] for day in WEEKDAYS):
                raise ValidationError(
                    self.env._("%(pattern)s: choose at least one weekday.", pattern=pattern.name)
                )

    def _rhythm(self) -> rules.Rhythm:
        """This line's days as the rule knows them."""
        self.ensure_one()
        anchor = self.anchor or self.roster_id.date_start
        if self.rhythm == "cycle":
            return rules.Rhythm(anchor, days_on=self.days_on, days_off=self.days_off)
        return rules.Rhythm(anchor, frozenset(number for number, day in enumerate(WEEKDAYS) if self[day]))

    def _shift_values(self, day) -> dict | None:
        """What this line puts into the roster on a day; None for nothing."""
        self.ensure_one()
        rhythm = self._rhythm()
        people = self.turn_ids
        if not people or not rules.on_duty(rhythm, day):
            return None
        chosen = people[rules.turn(rhythm, day, len(people), self.shifts_each)]
        start, end = rules.shift_span(day, self.hour_from, self.hour_to, self.roster_id.tz)
        return {
            "roster_id": self.roster_id.id,
            "pattern_id": self.id,
            "day": day,
            "user_id": chosen.user_id.id,
            "duty_phone": chosen.duty_phone,
            "role": self.role,
            "is_backup": self.is_backup,
            "start": start,
            "end": end,
        }


def _clock(hour: float) -> str:
    """An hour as people write it.

    >>> _clock(8.5), _clock(24)
    ('08:30', '24:00')
    """
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
