"""The steps of a policy's escalation."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..agreement.agreement_member import ROLES
from ..ticket.helpdesk_ticket import SEVERITIES
from .sla_target import MILESTONES

OFFSETS = [
    ("percent", "% of the promised time"),
    ("before", "minutes before the deadline"),
    ("after", "minutes after the deadline"),
]
CHANNELS = ("by_activity", "by_message", "by_mail", "by_sms")


class SlaEscalation(models.Model):
    """When a promise is in danger, who is asked to step in, and by what ways (REQUIREMENTS S7)."""

    _name = "printer.sla.escalation"
    _description = "Step of an escalation"
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one("printer.sla.policy", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    milestone = fields.Selection(MILESTONES, string="Promise", help="Empty: each.")
    severity = fields.Selection(SEVERITIES, help="Empty: any.")
    offset = fields.Integer(string="At", required=True, default=50)
    offset_kind = fields.Selection(OFFSETS, string="Counted as", required=True, default="percent")
    role = fields.Selection(
        ROLES,
        string="Who is asked",
        required=True,
        help="Whoever has this role and is on duty at the station; else those of the agreement's team.",
    )
    by_activity = fields.Boolean(string="By Activity", default=True)
    by_message = fields.Boolean(string="By Message", default=True, help="In the system, at once.")
    by_mail = fields.Boolean(string="E-mail", default=True)
    by_sms = fields.Boolean(string="SMS")
    name = fields.Char(string="What to do", translate=True)

    _offset_positive = models.Constraint(
        'CHECK("offset" >= 0)', "A step cannot be due before the clock starts."
    )

    @api.depends("milestone", "offset", "offset_kind", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds, roles = (
            dict(self._fields[name]._description_selection(self.env)) for name in ("offset_kind", "role")
        )
        for step in self:
            step.display_name = f"{step.offset} {kinds.get(step.offset_kind)} → {roles.get(step.role)}"

    @api.constrains("offset", "offset_kind")
    def _check_percent(self):
        for step in self:
            if step.offset_kind == "percent" and step.offset > 100:
                raise ValidationError(
                    self.env._(
                        "%(step)s: more than 100 %% of the promised time lies after the deadline; "
                        "enter minutes after the deadline.",
                        step=step.display_name,
                    )
                )

    @api.constrains(*CHANNELS)
    def _check_somebody_is_told(self):
        for step in self:
            if not any(step[channel] for channel in CHANNELS):
                raise ValidationError(
                    self.env._("%(step)s: choose at least one way of telling.", step=step.display_name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.policy_id._count_anew()
        return steps

    def write(self, vals):
        result = super().write(vals)
        if {"milestone", "severity", "offset", "offset_kind", "policy_id"}.intersection(vals):
            self.policy_id._count_anew()
        return result

    def unlink(self):
        policies = self.policy_id
        result = super().unlink()
        policies.exists()._count_anew()
        return result
