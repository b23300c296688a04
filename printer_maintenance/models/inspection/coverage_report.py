"""How far the full inspection is, by department: done of due, when it will be through, who is behind (PEERS 7)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules import inspection_coverage as rules

STANDINGS = [
    ("done", "All done"),
    ("on_pace", "On pace"),
    ("behind", "Will miss the date"),
    ("missed", "Period missed"),
]


class InspectionCoverage(models.Model):
    _name = "printer.inspection.coverage"
    _description = "Coverage of full inspections"
    _auto = False
    _depends: ClassVar = {
        "printer.inspection.due": [
            "agreement_id",
            "company_id",
            "unit_id",
            "department_id",
            "period_start",
            "period_end",
            "state",
            "is_addition",
        ]
    }
    _order = "period_start desc, share, id"

    agreement_id = fields.Many2one("printer.agreement", string="Agreement", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True)
    department_id = fields.Many2one("res.partner", string="Department", readonly=True)
    period_start = fields.Date(string="From", readonly=True)
    period_end = fields.Date(string="Until", readonly=True)
    due_count = fields.Integer(string="To inspect", readonly=True)
    done_count = fields.Integer(string="Checked", readonly=True)
    open_count = fields.Integer(string="Left", readonly=True)
    addition_count = fields.Integer(string="Came later", readonly=True)
    dropped_count = fields.Integer(string="Dropped", readonly=True)
    share = fields.Float(string="Coverage (%)", readonly=True, aggregator="avg", digits=(5, 1))
    expected_count = fields.Integer(string="Should be by now", compute="_compute_pace")
    forecast_on = fields.Date(string="Done at this pace on", compute="_compute_pace")
    standing = fields.Selection(STANDINGS, compute="_compute_pace", search="_search_standing")

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            SELECT min(id) AS id, agreement_id, company_id, unit_id, department_id, period_start, period_end,
                   count(*) FILTER (WHERE state != 'dropped') AS due_count,
                   count(*) FILTER (WHERE state = 'done') AS done_count,
                   count(*) FILTER (WHERE state = 'due') AS open_count,
                   count(*) FILTER (WHERE is_addition AND state != 'dropped') AS addition_count,
                   count(*) FILTER (WHERE state = 'dropped') AS dropped_count,
                   100.0 * count(*) FILTER (WHERE state = 'done')
                         / NULLIF(count(*) FILTER (WHERE state != 'dropped'), 0) AS share
              FROM printer_inspection_due
             GROUP BY agreement_id, company_id, unit_id, department_id, period_start, period_end
            """
        )

    @api.depends("agreement_id", "unit_id", "department_id", "period_start")
    def _compute_display_name(self):
        for row in self:
            row.display_name = (row.department_id or row.unit_id).sudo().name or row.sudo().agreement_id.name

    @api.depends("due_count", "done_count", "period_start", "period_end")
    def _compute_pace(self):
        now = fields.Datetime.now()
        for row in self:
            today = (row.company_id or self.env.company)._printer_day(now)
            pace = rules.pace(row.done_count, row.due_count, row.period_start, row.period_end, today)
            row.expected_count, row.forecast_on, row.standing = pace

    def _search_standing(self, operator, value):
        # a row a department: a few hundred at most are compared
        wanted = {value} if isinstance(value, str) else set(value)
        found = self.search([("due_count", ">", 0)]).filtered(lambda row: row.standing in wanted)
        domain = Domain("id", "in", found.ids)
        return domain if operator in ("=", "in") else ~domain

    def action_view_devices(self):
        """Open the devices of this department, what is left first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_due")
        action["domain"] = [
            ("agreement_id", "=", self.agreement_id.id),
            ("unit_id", "=", self.unit_id.id),
            ("department_id", "=", self.department_id.id),
            ("period_start", "=", fields.Date.to_string(self.period_start)),
        ]
        action |= {"name": self.display_name, "display_name": self.display_name, "context": {}}
        return action
