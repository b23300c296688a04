"""Correcting a time that the server stamped."""

from odoo import api, fields, models
from odoo.tools import format_list

from ..models.sla.fact_correction import FACTS
from ..rules import facts as fact_rules


class FactCorrect(models.TransientModel):
    """Say when something happened in truth, and why the recorded time is wrong (DESIGN "The clock")."""

    _name = "printer.fact.correct"
    _description = "Correct a recorded time"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Request", required=True)
    fact = fields.Selection(FACTS, string="What happened", required=True, default="arrived_at")
    old_value = fields.Datetime(string="Recorded", compute="_compute_old_value")
    along = fields.Char(string="Corrected with it", compute="_compute_old_value")
    never_happened = fields.Boolean(
        string="It never happened",
        help="For a time stamped by mistake, for example a button pressed too early.",
    )
    new_value = fields.Datetime(
        string="True time", compute="_compute_new_value", store=True, readonly=False, precompute=True
    )
    reason = fields.Char(required=True)

    @api.depends("ticket_id", "fact")
    def _compute_old_value(self):
        labels = self.env["helpdesk.ticket"]._fact_labels()
        for wizard in self:
            ticket = wizard.ticket_id
            moments = ticket._recorded_facts() if ticket else {}
            wizard.old_value = moments.get(wizard.fact)
            along = fact_rules.changes(moments, wizard.fact, None) if wizard.fact else {}
            wizard.along = format_list(self.env, [labels[name] for name in along if name != wizard.fact])

    @api.depends("fact", "never_happened")
    def _compute_new_value(self):
        for wizard in self:
            wizard.new_value = False if wizard.never_happened else wizard.old_value

    def action_correct(self):
        """Put the time right; clocks and figures follow."""
        self.ensure_one()
        moment = False if self.never_happened else self.new_value
        self.ticket_id._correct_fact(self.fact, moment, self.reason)
        return {"type": "ir.actions.act_window_close"}
