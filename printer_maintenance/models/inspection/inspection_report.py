"""What inspections promise, case by case: by kind, unit, department, leader and week."""

from typing import ClassVar

from odoo import fields, models
from odoo.tools import SQL

from .measures import DailyRounds

SUBJECTS = [
    ("daily", "Daily rounds done on the day"),
    ("electrical", "Electrical safety checks done in time"),
    ("finding", "Inspection findings closed in time"),
]


class InspectionReport(models.Model):
    """One round or finding whose time has come, with the share that a table or a graph averages.

    The cases are those of the measures of the same names, so both tell the same figures (REQUIREMENTS A4, I1, I5).
    """

    _name = "printer.inspection.report"
    _description = "Figures of inspections"
    _auto = False
    _order = "day desc, id desc"
    _rec_name = "round_id"
    _depends: ClassVar = {
        "printer.inspection.round": [
            "plan_id",
            "agreement_id",
            "company_id",
            "unit_id",
            "department_id",
            "leader_id",
            "kind",
            "planned_on",
            "moved_days",
            "first_handed_in_at",
            "missed_at",
            "weeks_late",
        ],
        "printer.inspection.sheet": ["department_id"],
        "printer.inspection.finding": [
            "sheet_id",
            "round_id",
            "agreement_id",
            "company_id",
            "unit_id",
            "state",
            "due_at",
            "closed_at",
            "closed_late",
        ],
        "res.company": ["partner_id"],
        "res.partner": ["tz"],
    }

    subject = fields.Selection(SUBJECTS, string="What is promised")
    day = fields.Date(string="Due day", help="The day of the plan, or by which a finding had to be closed.")
    round_id = fields.Many2one("printer.inspection.round", string="Inspection round")
    finding_id = fields.Many2one("printer.inspection.finding", string="Finding")
    agreement_id = fields.Many2one("printer.agreement", string="Agreement")
    company_id = fields.Many2one("res.company", string="Company")
    unit_id = fields.Many2one("res.partner", string="Unit")
    department_id = fields.Many2one("res.partner", string="Department")
    leader_id = fields.Many2one("res.users", string="Group leader")
    case_count = fields.Integer(string="Cases", aggregator="sum")
    missed_count = fields.Integer(string="Missed", aggregator="sum")
    in_time_percent = fields.Float(string="In time (%)", digits=(12, 1), aggregator="avg")

    @property
    def _table_query(self):
        """Rounds that were handed in or missed; findings that were closed or are late by now."""
        return SQL(
            """
            SELECT id, subject, day, round_id, finding_id, agreement_id, company_id, unit_id, department_id, leader_id,
                   1 AS case_count,
                   CASE WHEN is_missed THEN 1 ELSE 0 END AS missed_count,
                   CASE WHEN is_missed THEN 0.0 ELSE 100.0 END AS in_time_percent
              FROM (
                SELECT round.id * 2 AS id, kind AS subject, planned_on AS day, round.id AS round_id,
                       NULL::integer AS finding_id, agreement_id, round.company_id, unit_id, department_id, leader_id,
                       CASE kind WHEN 'daily' THEN missed_at IS NOT NULL OR moved_days > %(daily)s
                                 ELSE first_handed_in_at IS NULL OR weeks_late > 0 END AS is_missed
                  FROM printer_inspection_round AS round
                  JOIN res_company AS company ON company.id = round.company_id
                  JOIN res_partner AS place ON place.id = company.partner_id
                 WHERE kind IN ('daily', 'electrical') AND plan_id IS NOT NULL
                   AND (first_handed_in_at IS NOT NULL
                        OR CASE kind WHEN 'daily' THEN missed_at IS NOT NULL
                                     ELSE planned_on < date_trunc('week', %(now)s AT TIME ZONE 'UTC'
                                          AT TIME ZONE coalesce(place.tz, 'UTC'))::date END)
                UNION ALL
                SELECT finding.id * 2 + 1, 'finding',
                       (due_at AT TIME ZONE 'UTC' AT TIME ZONE coalesce(place.tz, 'UTC'))::date,
                       finding.round_id, finding.id, finding.agreement_id, finding.company_id, finding.unit_id,
                       sheet.department_id, round.leader_id,
                       closed_at IS NULL OR coalesce(closed_late, FALSE)
                  FROM printer_inspection_finding AS finding
                  JOIN printer_inspection_sheet AS sheet ON sheet.id = finding.sheet_id
                  JOIN printer_inspection_round AS round ON round.id = finding.round_id
                  JOIN res_company AS company ON company.id = finding.company_id
                  JOIN res_partner AS place ON place.id = company.partner_id
                 WHERE finding.state != 'withdrawn' AND due_at IS NOT NULL
                   AND (closed_at IS NOT NULL OR due_at < %(now)s)
              ) AS cases
            """,
            daily=DailyRounds.days_to_move,
            now=fields.Datetime.now(),
        )

    def action_view_case(self):
        """Open the round or the finding."""
        self.ensure_one()
        return (self.finding_id or self.round_id).get_formview_action()
