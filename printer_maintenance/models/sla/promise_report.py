"""Promised times kept, by whatever a person looks at: unit, engineer, month, kind of service."""

from typing import ClassVar

from odoo import fields, models
from odoo.tools import SQL

from ..ticket.helpdesk_ticket import SERVICE_KINDS, SEVERITIES
from .sla_clock import STATES
from .sla_target import MILESTONES


class PromiseReport(models.Model):
    """One decided clock, with the shares that a pivot table averages: raw, and without accepted exclusions.

    The cases are those of :class:`~.measures.PromiseMeasure`, so both tell the same figures.
    """

    _name = "printer.sla.promise.report"
    _description = "Figures of promises"
    _auto = False
    _order = "start desc, id desc"
    _rec_name = "clock_id"
    _depends: ClassVar = {
        "printer.sla.clock": [
            "ticket_id",
            "agreement_id",
            "milestone",
            "start",
            "deadline",
            "stop",
            "state",
            "elapsed_minutes",
            "is_excluded",
        ],
        "helpdesk.ticket": ["unit_id", "user_id", "company_id", "severity", "service_kind"],
    }

    clock_id = fields.Many2one("printer.sla.clock", string="Clock")
    ticket_id = fields.Many2one("helpdesk.ticket", string="Request")
    agreement_id = fields.Many2one("printer.agreement", string="Agreement")
    unit_id = fields.Many2one("res.partner", string="Unit")
    user_id = fields.Many2one("res.users", string="Engineer")
    company_id = fields.Many2one("res.company", string="Company")
    milestone = fields.Selection(MILESTONES, string="Promise")
    severity = fields.Selection(SEVERITIES)
    service_kind = fields.Selection(SERVICE_KINDS, string="Kind of service")
    start = fields.Datetime()
    deadline = fields.Datetime()
    stop = fields.Datetime()
    state = fields.Selection(STATES)
    is_excluded = fields.Boolean(string="Left out")
    elapsed_minutes = fields.Integer(string="Minutes taken", aggregator="avg")
    missed_count = fields.Integer(string="Missed", aggregator="sum")
    excluded_count = fields.Integer(string="Accepted exclusions", aggregator="sum")
    kept_percent = fields.Float(string="Kept (%)", digits=(12, 2), aggregator="avg")
    adjusted_percent = fields.Float(string="Kept, adjusted (%)", digits=(12, 2), aggregator="avg")

    @property
    def _table_query(self):
        """The clocks that are decided, or late by now."""
        return SQL(
            """
            SELECT clock.id, clock.id AS clock_id, ticket_id, clock.agreement_id, ticket.unit_id, ticket.user_id,
                   ticket.company_id, milestone, ticket.severity, ticket.service_kind, start, deadline, stop, state,
                   elapsed_minutes,
                   coalesce(is_excluded, FALSE) AS is_excluded,
                   CASE WHEN state = 'met' THEN 0 ELSE 1 END AS missed_count,
                   CASE WHEN state != 'met' AND is_excluded THEN 1 ELSE 0 END AS excluded_count,
                   CASE WHEN state = 'met' THEN 100.0 ELSE 0.0 END AS kept_percent,
                   CASE WHEN state = 'met' THEN 100.0 WHEN is_excluded THEN NULL ELSE 0.0 END AS adjusted_percent
            FROM printer_sla_clock AS clock JOIN helpdesk_ticket AS ticket ON ticket.id = clock.ticket_id
            WHERE state IN ('met', 'missed') OR (state = 'running' AND deadline < %s)
            """,
            fields.Datetime.now(),
        )
