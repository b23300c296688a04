"""What is done, and who is called in which order, when a fault is major."""

from odoo import api, fields, models

from ...rules import emergency as emergency_rules

# rounds through the call list before the service directors are called
ROUNDS = 3


class EmergencyPlan(models.Model):
    """The checklist and the call list for major faults: general, or of one agreement (REQUIREMENTS S6, K5)."""

    _name = "printer.emergency.plan"
    _description = "Emergency plan"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Only for",
        # the plans of an agreement, together with the general ones
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for every agreement that has no plan of its own.",
    )
    category_ids = fields.Many2many(
        "maintenance.equipment.category",
        string="Device categories",
        help="Empty: for every device. A plan for the device's category goes before one for all.",
    )
    rounds = fields.Integer(
        required=True,
        default=ROUNDS,
        help="How often the call list is gone through before the service directors are called.",
    )
    step_ids = fields.One2many(
        "printer.emergency.plan.step", "plan_id", string="Emergency checklist", copy=True
    )
    contact_ids = fields.One2many("printer.emergency.plan.contact", "plan_id", string="Call list", copy=True)
    minutes_of_round = fields.Integer(
        string="Minutes until the last is called",
        compute="_compute_minutes",
        help="When nobody acknowledges, everybody in the list has been called after so many minutes.",
    )
    note = fields.Html(string="Explanation", translate=True)

    _rounds_positive = models.Constraint("CHECK(rounds >= 1)", "The call list is gone through at least once.")

    @api.depends("contact_ids.minutes")
    def _compute_minutes(self):
        for plan in self:
            # the last one called has their own minutes, but is called before
            plan.minutes_of_round = sum(plan.contact_ids[:-1].mapped("minutes"))

    @api.model
    def _for_tickets(self, tickets) -> dict[int, models.Model]:
        """The plan of each request, in one query; none where no plan fits.

        :param tickets: ``helpdesk.ticket`` records
        :return: ``printer.emergency.plan`` per request id
        """
        plans = self.search([("agreement_id", "in", [False, *tickets.agreement_id.ids])])
        found = {}
        for ticket in tickets:
            known = [
                emergency_rules.Plan(plan, plan.agreement_id.id, frozenset(plan.category_ids.ids))
                for plan in plans
                if not plan.company_id or plan.company_id == ticket.company_id
            ]
            plan = emergency_rules.fitting(known, ticket.agreement_id.id, ticket.equipment_id.category_id.id)
            found[ticket.id] = plan if plan is not None else self.browse()
        return found
