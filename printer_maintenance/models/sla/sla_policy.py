"""Service policies: the promises of an agreement, in minutes."""

from odoo import fields, models


class SlaPolicy(models.Model):
    """A named set of promised times (REQUIREMENTS S2, S3)."""

    _name = "printer.sla.policy"
    _description = "Service policy"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    target_ids = fields.One2many("printer.sla.target", "policy_id", string="Promised times", copy=True)
    agreement_ids = fields.One2many("printer.agreement", "policy_id", string="Agreements")
    note = fields.Html(string="Wording", translate=True)
