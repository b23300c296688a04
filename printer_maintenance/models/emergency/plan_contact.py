"""One line of an emergency plan's call list."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..agreement.agreement_member import ROLES
from ..sla.sla_escalation import CHANNELS


class EmergencyPlanContact(models.Model):
    """Who is called in their turn, how, and how long to wait for their answer (REQUIREMENTS S6, K5)."""

    _name = "printer.emergency.plan.contact"
    _description = "Contact of an emergency plan"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one("printer.emergency.plan", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    role = fields.Selection(
        ROLES,
        help="Whoever has this role and is on duty at the station; else those of the agreement's team.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Or a named person",
        ondelete="cascade",
        index="btree_not_null",
        domain=[("share", "=", False)],
    )
    at_once = fields.Boolean(
        string="All at once",
        help="Several people with this role are called at the same moment instead of one after the other.",
    )
    minutes = fields.Integer(
        string="Minutes to answer",
        required=True,
        default=1,
        help="The next in the list is called when nobody has acknowledged within these minutes.",
    )
    by_activity = fields.Boolean(string="By Activity", default=True)
    by_message = fields.Boolean(string="By Message", default=True, help="In the system, at once.")
    by_mail = fields.Boolean(string="E-mail", default=True)
    by_sms = fields.Boolean(string="SMS", default=True)

    _minutes_positive = models.Constraint(
        "CHECK(minutes >= 1)", "Give a person at least one minute to answer."
    )

    @api.depends("role", "user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for contact in self:
            contact.display_name = contact.user_id.name or roles.get(contact.role) or ""

    @api.constrains("role", "user_id")
    def _check_one_of_both(self):
        for contact in self:
            if bool(contact.role) == bool(contact.user_id):
                raise ValidationError(
                    self.env._(
                        "%(plan)s: choose a role or a person for each line.", plan=contact.plan_id.name
                    )
                )

    @api.constrains(*CHANNELS)
    def _check_somebody_is_told(self):
        for contact in self:
            if not any(contact[channel] for channel in CHANNELS):
                raise ValidationError(
                    self.env._(
                        "%(contact)s: choose at least one way of telling.", contact=contact.display_name
                    )
                )
