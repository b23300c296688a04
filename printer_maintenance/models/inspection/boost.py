"""Extra rounds for a while: after an abnormal finding, in bad weather, at a start-up or shutdown (I1)."""

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..base.rights import check_role
from .plan import WHO_PLANS

MOST_DAYS = 60
REASONS = [
    ("abnormal", "Abnormal finding"),
    ("weather", "Bad weather"),
    ("start_up", "Start-up"),
    ("shutdown", "Shutdown"),
    ("other", "Other reason"),
]


class InspectionBoost(models.Model):
    """For some days a unit is inspected daily by a plan, whatever the plan's rhythm."""

    _name = "printer.inspection.boost"
    _inherit = "printer.guard.mixin"
    _description = "Extra rounds"
    _order = "date_begin desc, id desc"

    plan_id = fields.Many2one(
        "printer.inspection.plan", string="Inspection plan", required=True, ondelete="cascade", index=True
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        required=True,
        ondelete="restrict",
        domain="[('printer_unit_kind', 'in', ('customer', 'unit'))]",
        help="With everything below it.",
    )
    date_begin = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._printer_day(fields.Datetime.now()),
    )
    days = fields.Integer(required=True, default=3)
    date_end = fields.Date(string="Until", compute="_compute_date_end", store=True)
    reason = fields.Selection(REASONS, required=True, default="weather")
    note = fields.Char(string="Remark")
    round_id = fields.Many2one(
        "printer.inspection.round",
        string="Found on",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _span = models.Constraint(f"CHECK(days BETWEEN 1 AND {MOST_DAYS})", "Extra rounds last for 1 to 60 days.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"round_id"}

    @api.depends("date_begin", "days")
    def _compute_date_end(self):
        for boost in self:
            boost.date_end = boost.date_begin + timedelta(days=max(boost.days, 1) - 1)

    @api.constrains("unit_id", "plan_id")
    def _check_unit(self):
        chains = self.unit_id._printer_ancestors()
        for boost in self:
            if boost.plan_id.customer_id.id not in chains[boost.unit_id.id]:
                raise ValidationError(
                    self.env._(
                        "“%(unit)s” is not served by the agreement of “%(plan)s”.",
                        unit=boost.unit_id.display_name,
                        plan=boost.plan_id.name,
                    )
                )

    @api.depends("plan_id", "unit_id", "date_begin")
    def _compute_display_name(self):
        for boost in self:
            boost.display_name = f"{boost.plan_id.name} · {boost.unit_id.name or ''} · {boost.date_begin}"

    @api.model_create_multi
    def create(self, vals_list):
        """Let the rounds come."""
        if not self._is_through_door():
            check_role(self.env, *WHO_PLANS)
        boosts = super().create(vals_list)
        boosts.plan_id._make_rounds_soon()
        return boosts

    def write(self, vals):
        plans = self.plan_id
        result = super().write(vals)
        (plans | self.plan_id)._make_rounds_soon()
        return result

    def unlink(self):
        plans = self.plan_id
        result = super().unlink()
        plans._make_rounds_soon()
        return result

    @api.model
    def _days_of(self, plan, first: date, last: date) -> list[tuple]:
        """Day, ids of the units meant, and boost, for each extra day of a span."""
        boosts = self.search(
            Domain("plan_id", "=", plan.id)
            & Domain("date_begin", "<=", last)
            & Domain("date_end", ">=", first)
        )
        # one query a boost: there is a handful at a time
        below = {
            boost.id: set(self.env["res.partner"].search([("id", "child_of", boost.unit_id.id)]).ids)
            for boost in boosts
        }
        return [
            (day, below[boost.id], boost)
            for boost in boosts
            for number in range(boost.days)
            if first <= (day := boost.date_begin + timedelta(days=number)) <= last
        ]
