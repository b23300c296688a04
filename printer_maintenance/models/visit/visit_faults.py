"""Fault codes on the engineer's telephone: they are the request's, picked where the work is done."""

from odoo import api, fields, models

from ..ticket.ticket_faults import OFFERED


class Visit(models.Model):
    _inherit = "printer.visit"

    device_category_id = fields.Many2one(related="ticket_id.device_category_id")
    symptom_id = fields.Many2one(related="ticket_id.symptom_id", readonly=False, domain=OFFERED["symptom_id"])
    cause_id = fields.Many2one(related="ticket_id.cause_id", readonly=False, domain=OFFERED["cause_id"])
    remedy_id = fields.Many2one(related="ticket_id.remedy_id", readonly=False, domain=OFFERED["remedy_id"])

    fault_hint = fields.Text(string="To look at", compute="_compute_fault_hint", groups="base.group_user")

    @api.depends("symptom_id.hint", "cause_id.hint", "remedy_id.hint")
    @api.depends_context("lang")
    def _compute_fault_hint(self):
        for visit in self:
            visit.fault_hint = (visit.symptom_id | visit.cause_id | visit.remedy_id)._hints()

    @api.onchange("cause_id")
    def _onchange_cause_id(self):
        """Spare the typing: the code's words are a beginning of the free text."""
        if self.cause_id and not self.fault_cause:
            self.fault_cause = self.cause_id.name

    @api.onchange("remedy_id")
    def _onchange_remedy_id(self):
        if self.remedy_id and not self.work_done:
            self.work_done = self.remedy_id.name
