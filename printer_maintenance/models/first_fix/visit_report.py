"""What visits show in figures, by whatever a person looks at: engineer, unit, month, kind."""

from typing import ClassVar

from odoo import fields, models
from odoo.tools import SQL

from ..ticket.helpdesk_ticket import SERVICE_KINDS


class VisitReport(models.Model):
    """One visit that has ended, with the shares that a pivot table averages (REQUIREMENTS V1-V3).

    First-time fix is told once a request, on its first visit: whoever came first answers for a repeat.
    """

    _name = "printer.visit.report"
    _description = "Figures of visits"
    _auto = False
    _order = "left_at desc, id desc"
    _rec_name = "visit_id"
    _depends: ClassVar = {
        "printer.visit": [
            "ticket_id",
            "equipment_id",
            "unit_id",
            "company_id",
            "engineer_id",
            "kind",
            "state",
            "reason_id",
            "arrival_method",
            "departed_at",
            "arrived_at",
            "left_at",
            "signed_at",
        ],
        "helpdesk.ticket": [
            "agreement_id",
            "service_kind",
            "first_time_fix",
            "first_visit_id",
            "repeat_of_id",
        ],
    }

    visit_id = fields.Many2one("printer.visit", string="Visit")
    ticket_id = fields.Many2one("helpdesk.ticket", string="Request")
    agreement_id = fields.Many2one("printer.agreement", string="Agreement")
    equipment_id = fields.Many2one("maintenance.equipment", string="Device")
    unit_id = fields.Many2one("res.partner", string="Unit")
    company_id = fields.Many2one("res.company", string="Company")
    engineer_id = fields.Many2one("res.users", string="Engineer")
    service_kind = fields.Selection(SERVICE_KINDS, string="Kind of service")
    kind = fields.Selection([("on_site", "Visit on site"), ("remote", "Remote help")])
    state = fields.Selection([("finished", "Finished"), ("unfinished", "Unfinished")])
    reason_id = fields.Many2one("printer.visit.reason", string="Reason")
    left_at = fields.Datetime(string="Ended at")
    is_repeat = fields.Boolean(string="Repeat")
    is_first = fields.Boolean(
        string="First visit", help="The visit that its request's first-time fix is told on."
    )
    visit_count = fields.Integer(string="Visits", aggregator="sum")
    travel_minutes = fields.Float(string="Minutes on the road", digits=(12, 0), aggregator="avg")
    work_minutes = fields.Float(string="Minutes at work", digits=(12, 0), aggregator="avg")
    first_fix_percent = fields.Float(string="First-time fix (%)", digits=(12, 1), aggregator="avg")
    unfinished_percent = fields.Float(string="Unfinished (%)", digits=(12, 1), aggregator="avg")
    signed_percent = fields.Float(string="Signed for (%)", digits=(12, 1), aggregator="avg")
    by_hand_percent = fields.Float(
        string="Arrival by hand (%)",
        digits=(12, 1),
        aggregator="avg",
        help="Arrivals that neither the device's label nor the contact's code proves.",
    )

    @property
    def _table_query(self):
        """The visits that have ended, finished or not."""
        return SQL(
            """
            SELECT visit.id, visit.id AS visit_id, ticket_id, ticket.agreement_id, visit.equipment_id, visit.unit_id,
                   visit.company_id, engineer_id, ticket.service_kind, visit.kind, visit.state, reason_id, left_at,
                   ticket.repeat_of_id IS NOT NULL AS is_repeat, 1 AS visit_count,
                   ticket.first_visit_id = visit.id AND first_time_fix IS NOT NULL AS is_first,
                   CASE WHEN visit.kind = 'on_site'
                        THEN extract(epoch FROM visit.arrived_at - departed_at) / 60 END AS travel_minutes,
                   extract(epoch FROM left_at - CASE visit.kind WHEN 'remote' THEN departed_at
                                                                ELSE visit.arrived_at END) / 60 AS work_minutes,
                   CASE WHEN ticket.first_visit_id = visit.id
                        THEN CASE first_time_fix WHEN 'yes' THEN 100.0 WHEN 'no' THEN 0.0 END
                   END AS first_fix_percent,
                   CASE visit.state WHEN 'unfinished' THEN 100.0 ELSE 0.0 END AS unfinished_percent,
                   CASE WHEN visit.state = 'finished'
                        THEN CASE WHEN signed_at IS NULL THEN 0.0 ELSE 100.0 END END AS signed_percent,
                   CASE WHEN visit.arrived_at IS NOT NULL
                        THEN CASE arrival_method WHEN 'hand' THEN 100.0 ELSE 0.0 END END AS by_hand_percent
            FROM printer_visit AS visit JOIN helpdesk_ticket AS ticket ON ticket.id = visit.ticket_id
            WHERE visit.state IN ('finished', 'unfinished')
            """
        )
