"""In which week a round was handed in: the weekly check is promised for its week, not for its day (REQUIREMENTS I1)."""

from datetime import date, timedelta

from odoo import api, fields, models


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    weeks_late = fields.Integer(
        string="Weeks late",
        compute="_compute_weeks_late",
        store=True,
        help="Weeks after the one that it was planned for, at the company's seat. 0: handed in by Sunday.",
    )

    @api.depends("planned_on", "first_handed_in_at")
    def _compute_weeks_late(self):
        for record in self:
            if record.first_handed_in_at and record.planned_on:
                handed_in = record.company_id._printer_day(record.first_handed_in_at)
                record.weeks_late = (monday(handed_in) - monday(record.planned_on)).days // 7
            else:
                record.weeks_late = 0
