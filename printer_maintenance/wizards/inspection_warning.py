"""A warning is given: extra rounds for all units of an area in one step."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..exceptions import InspectionPlanError
from ..models.base.rights import check_role
from ..models.inspection.boost import REASONS
from ..models.inspection.plan import WHO_PLANS


class InspectionWarning(models.TransientModel):
    """Bad weather, a start-up or a shutdown for a whole area (REQUIREMENTS I1)."""

    _name = "printer.inspection.warning"
    _description = "Extra rounds for an area"

    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Area of the station",
        domain="[('area_unit_ids', '!=', False)]",
        help="Fills in the places that this station serves.",
    )
    unit_ids = fields.Many2many(
        "res.partner",
        "printer_inspection_warning_unit_rel",
        string="Places",
        compute="_compute_unit_ids",
        store=True,
        readonly=False,
        domain="[('printer_unit_kind', 'in', ('customer', 'unit'))]",
        help="With everything below them.",
    )
    plan_ids = fields.Many2many(
        "printer.inspection.plan",
        "printer_inspection_warning_plan_rel",
        string="Inspection plans",
        compute="_compute_plan_ids",
        store=True,
        readonly=False,
        domain="[('state', '=', 'running')]",
        help="Whose rounds are made on each of these days; daily rounds, if you choose no others.",
    )
    reason = fields.Selection(
        [reason for reason in REASONS if reason[0] != "abnormal"], required=True, default="weather"
    )
    date_begin = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._printer_day(fields.Datetime.now()),
    )
    days = fields.Integer(required=True, default=2)
    note = fields.Char(string="What the warning says")

    @api.depends("team_id")
    def _compute_unit_ids(self):
        for warning in self:
            if warning.team_id:
                warning.unit_ids = warning.team_id.area_unit_ids

    @api.depends("unit_ids")
    def _compute_plan_ids(self):
        Plan = self.env["printer.inspection.plan"]
        daily = Plan.search([("state", "=", "running"), ("kind", "=", "daily")])
        for warning in self:
            places = warning._places_of(daily)
            warning.plan_ids = daily.filtered(lambda plan, found=places: found[plan.id])

    def _places_of(self, plans) -> dict[int, list[int]]:
        """For each plan the places named here that it makes rounds in: a place named, or all of its customer."""
        today = self.env.company._printer_day(fields.Datetime.now())
        named = set(self.unit_ids._origin.ids)
        found = {}
        for plan in plans:  # a handful; a query or two each
            stands = plan._places(plan._stands(today), today)
            units = self.env["res.partner"].browse({unit for unit, _department in stands})
            places = {
                _place_to_name(chain, named, plan.customer_id.id)
                for chain in units._printer_ancestors().values()
            }
            found[plan.id] = sorted(places - {None})
        return found

    def action_done(self):
        """Open the extra rounds, tell their inspectors, and show them.

        :raises InspectionPlanError: where no plan makes rounds, or all of it is planned already
        """
        self.ensure_one()
        check_role(self.env, *WHO_PLANS)
        places = self._places_of(self.plan_ids)
        if not any(places.values()):
            raise InspectionPlanError(
                self.env._(
                    "No running plan makes rounds at these places. Choose other places or plans, or let a plan run."
                )
            )
        Boost = self.env["printer.inspection.boost"]
        boosts = Boost.create(
            [
                {
                    "plan_id": plan.id,
                    "unit_id": unit_id,
                    "date_begin": self.date_begin,
                    "days": self.days,
                    "reason": self.reason,
                    "note": self.note,
                }
                for plan in self.plan_ids
                for unit_id in places[plan.id]
                if not self._is_planned(plan, unit_id)
            ]
        )
        if not boosts:
            raise InspectionPlanError(
                self.env._("These extra rounds are planned already; they stand under Extra rounds.")
            )
        rounds = self.env["printer.inspection.round"].search([("boost_id", "in", boosts.ids)])
        self._tell_inspectors(rounds)
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_boost")
        return action | {"domain": [("id", "in", boosts.ids)], "context": {}}

    def _is_planned(self, plan, unit_id: int) -> bool:
        """Whether the same extra rounds exist: a second click, or a colleague who heard the same warning."""
        last = fields.Date.add(self.date_begin, days=self.days - 1)
        same = Domain("plan_id", "=", plan.id) & Domain("unit_id", "=", unit_id)
        same &= Domain("reason", "=", self.reason) & Domain("date_begin", "<=", self.date_begin)
        return bool(
            self.env["printer.inspection.boost"].search_count(same & Domain("date_end", ">=", last), limit=1)
        )

    def _tell_inspectors(self, rounds) -> None:
        """Tell both people of each round, each in their language."""
        for person in rounds.leader_id | rounds.second_id:
            mine = rounds.filtered(lambda r, who=person: who in r.leader_id | r.second_id)
            self.env["printer.notifier"]._tell(
                person,
                {"message", "mail"},
                mine,
                lambda env: env._("Extra inspection rounds: %(why)s", why=self._why(env)),
                lambda env, extra=mine: [record.with_env(env).display_name for record in extra],
            )

    def _why(self, env) -> str:
        reasons = dict(self._fields["reason"]._description_selection(env))
        return ", ".join(filter(None, (reasons[self.reason], self.note)))


def _place_to_name(chain: list[int], named: set[int], customer: int) -> int | None:
    """The highest place named above a unit, no higher than the plan's customer; None where none is.

    :param chain: ids from the unit to the top of its tree

    >>> _place_to_name([7, 5, 1], {5, 7}, 1), _place_to_name([7, 5, 1], {1}, 5), _place_to_name([7, 5, 1], {9}, 5)
    (5, 5, None)
    """
    hits = [number for number, place in enumerate(chain) if place in named]
    return chain[min(max(hits), chain.index(customer))] if hits and customer in chain else None
