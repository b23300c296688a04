"""Service policies: the promises of an agreement, in minutes."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import PolicyInUseError


class SlaPolicy(models.Model):
    """A named set of promised times, waiting reasons and steps of escalation (REQUIREMENTS S1-S3, S7, S8)."""

    _name = "printer.sla.policy"
    _inherit = "printer.guard.mixin"
    _description = "Service policy"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Service hours",
        ondelete="restrict",
        index="btree_not_null",
        help="Promised minutes count within these hours only. Empty: around the clock, 365 days a year.",
    )
    public_holidays = fields.Boolean(
        string="Closed on public holidays",
        default=True,
        help="With service hours: public holidays do not count, weekend days worked instead of them do.",
    )
    target_ids = fields.One2many("printer.sla.target", "policy_id", string="Promised times", copy=True)
    reason_ids = fields.Many2many(
        "printer.sla.reason",
        "printer_sla_policy_reason_rel",
        string="Reasons for waiting",
        default=lambda self: self.env["printer.sla.reason"]._all(),
        help="What people can choose from when a request has to wait.",
    )
    pausing_reason_ids = fields.Many2many(
        "printer.sla.reason",
        "printer_sla_policy_pausing_rel",
        string="Reasons that stop the clock",
        default=lambda self: self.env["printer.sla.reason"]._all().filtered(lambda r: r.party == "customer"),
        domain="[('id', 'in', reason_ids), ('party', '=', 'customer')]",
        help="Only waiting that is the customer's can stop the clock.",
    )
    step_ids = fields.One2many("printer.sla.escalation", "policy_id", string="Escalation", copy=True)
    agreement_ids = fields.One2many("printer.agreement", "policy_id", string="Agreements")
    agreement_count = fields.Integer(compute="_compute_agreement_count")
    recount_from_id = fields.Integer(
        string="Recounting from request",
        readonly=True,
        copy=False,
        # the scheduled action looks for policies whose clocks are to be counted anew
        index=True,
        help="Clocks of open requests from this number on are still to be counted anew; 0: none.",
    )
    note = fields.Html(string="Wording", translate=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"recount_from_id"}

    @api.depends("agreement_ids")
    def _compute_agreement_count(self):
        counts = dict(
            self.env["printer.agreement"]._read_group(
                [("policy_id", "in", self.ids)], ["policy_id"], ["__count"]
            )
        )
        for policy in self:
            policy.agreement_count = counts.get(policy, 0)

    @api.constrains("reason_ids", "pausing_reason_ids")
    def _check_pausing_reasons(self):
        for policy in self:
            ours = policy.pausing_reason_ids.filtered(lambda reason: reason.party == "provider")
            if ours:
                raise ValidationError(
                    self.env._(
                        "%(policy)s: “%(reason)s” is our own waiting and cannot stop the clock.",
                        policy=policy.name,
                        reason=ours[0].name,
                    )
                )

    @api.constrains("calendar_id")
    def _check_calendar_is_open(self):
        for policy in self:
            policy.calendar_id._check_leaves_time()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        """Keep a policy that agreements or requests go by.

        :raises PolicyInUseError: naming an agreement or a request
        """
        Ticket = self.env["helpdesk.ticket"].sudo()  # who may delete policies need not see every request
        for policy in self:
            user = policy.agreement_ids[:1] or Ticket.search([("policy_id", "=", policy.id)], limit=1)
            if user:
                raise PolicyInUseError(
                    self.env._(
                        "“%(policy)s” cannot be deleted: %(user)s goes by it. Archive it instead.",
                        policy=policy.name,
                        user=user.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if {"calendar_id", "public_holidays"}.intersection(vals):
            self._count_anew()
        return result

    def action_view_agreements(self):
        """Open the agreements that go by this policy."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_agreement")
        action["domain"] = [("policy_id", "=", self.id)]
        return action
