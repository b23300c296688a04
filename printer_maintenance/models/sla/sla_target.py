"""One promised time of a policy."""

from odoo import api, fields, models

from ..ticket.helpdesk_ticket import SERVICE_KINDS, SEVERITIES

MILESTONES = [
    ("confirm", "Confirmed by telephone"),
    ("respond", "Responded"),
    ("arrive", "Engineer on site"),
    ("report", "Major fault told to the management"),
    ("resolve", "Solved"),
    ("answer", "Consultation answered"),
]
STARTS = [
    ("report", "Report"),
    ("response", "Response"),
    ("confirmation", "Confirmation"),
    ("severity", "Severity found"),
]
# what the clock of such a milestone waits for; a promise to tell our own management has nothing to wait for
NEVER_PAUSED = ("report",)


class SlaTarget(models.Model):
    """How many minutes a milestone may take, for which requests, and from when (REQUIREMENTS S2-S4, S6)."""

    _name = "printer.sla.target"
    _description = "Promised time"
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one("printer.sla.policy", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    milestone = fields.Selection(MILESTONES, required=True)
    severity = fields.Selection(SEVERITIES, help="Empty: any.")
    service_kind = fields.Selection(SERVICE_KINDS, string="Kind of service", help="Empty: any.")
    category_id = fields.Many2one(
        "maintenance.equipment.category",
        string="Device category",
        ondelete="restrict",
        # a category is deleted
        index="btree_not_null",
        help="Empty: any, also requests without a device.",
    )
    is_promised = fields.Boolean(
        string="Is promised",
        default=True,
        help="Off: for these requests nothing is promised, whatever a more general line says.",
    )
    minutes = fields.Integer(required=True, default=60)
    start_from = fields.Selection(
        STARTS,
        string="Counted from",
        required=True,
        default="report",
        help="Severity found: the moment at which the present severity was found.",
    )
    can_pause = fields.Boolean(
        string="Can wait",
        compute="_compute_can_pause",
        store=True,
        readonly=False,
        precompute=True,
        help="Whether waiting for the customer stops this clock.",
    )

    _minutes_positive = models.Constraint("CHECK(minutes > 0)", "A promised time is at least one minute.")
    _once = models.UniqueIndex(
        "(policy_id, milestone, COALESCE(severity, ''), COALESCE(service_kind, ''), COALESCE(category_id, 0))",
        "A policy promises each milestone only once for the same kind of request.",
    )

    @api.depends("milestone")
    def _compute_can_pause(self):
        for target in self:
            target.can_pause = target.milestone not in NEVER_PAUSED

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets.policy_id._count_anew()
        return targets

    def write(self, vals):
        result = super().write(vals)
        self.policy_id._count_anew()
        return result

    def unlink(self):
        policies = self.policy_id
        result = super().unlink()
        policies.exists()._count_anew()
        return result
