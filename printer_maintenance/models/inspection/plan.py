"""The inspection plan: what is inspected, how often, where, by whom (REQUIREMENTS I1, 《巡检计划》)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import InspectionPlanError
from ..base.rights import check_role
from ..checklist.checklist import INSPECTION_KINDS

WHO_PLANS = ("equipment_supervisor", "project_manager", "dispatcher")
MOST_DAYS_AHEAD = 400


class InspectionPlan(models.Model):
    """Rounds come out of a running plan by themselves; nobody has to close the last one for the next to come."""

    _name = "printer.inspection.plan"
    _inherit = ["mail.thread", "printer.screens.mixin", "printer.state.mixin"]
    _description = "Inspection plan"
    _order = "agreement_id, kind, name"

    _transitions: ClassVar = {
        "draft": ("running",),
        "running": ("stopped",),
        "stopped": ("running",),
    }

    name = fields.Char(required=True, translate=True, tracking=True)
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("stopped", "Stopped")],
        default="draft",
        required=True,
        tracking=True,
        copy=False,
        # the plans that the nightly run takes
        index=True,
    )
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        required=True,
        # the plans of an agreement
        index=True,
        ondelete="restrict",
        domain=[("state", "in", ("draft", "running", "suspended"))],
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True)
    customer_id = fields.Many2one(related="agreement_id.partner_id", string="Customer")
    kind = fields.Selection(
        INSPECTION_KINDS, string="Kind of inspection", required=True, default="daily", tracking=True
    )
    people = fields.Selection(
        [("named", "Always the same two"), ("roster", "Who is on duty")],
        string="Inspectors",
        required=True,
        default="named",
        tracking=True,
    )
    leader_id = fields.Many2one(
        "res.users",
        string="Group leader",
        tracking=True,
        domain=[("share", "=", False)],
        help="Leads the round, hands it in and answers for it to the supervisor.",
    )
    second_id = fields.Many2one(
        "res.users",
        string="Second inspector",
        tracking=True,
        domain=[("share", "=", False)],
        help="Confirms the round from their own sign-in.",
    )
    finding_days = fields.Integer(
        string="Findings closed within (days)", default=3, help="Findings that take longer count as late."
    )
    boost_days = fields.Integer(
        string="Extra rounds after a finding (days)",
        help="The unit is inspected on each of so many days afterwards. 0: not by itself.",
    )
    boost_after = fields.Selection(
        [("unsafe", "A safety-critical point failed"), ("abnormal", "Anything is abnormal")],
        string="Extra rounds when",
        required=True,
        default="unsafe",
    )
    note = fields.Text(string="Remark", translate=True)
    round_ids = fields.One2many(
        "printer.inspection.round", "plan_id", string="Inspection rounds", readonly=True
    )

    _days = models.Constraint("CHECK(finding_days >= 0 AND boost_days >= 0)", "Days cannot be negative.")

    @api.constrains("people", "leader_id", "second_id")
    def _check_two_people(self):
        for plan in self.filtered(lambda plan: plan.leader_id and plan.people == "named"):
            if plan.leader_id == plan.second_id:
                raise ValidationError(
                    self.env._("“%(plan)s”: a round is made by two different people.", plan=plan.name)
                )

    def write(self, vals):
        """Keep what rounds have taken over: whom a plan serves, and what it inspects."""
        fixed = [name for name in ("agreement_id", "kind") if name in vals]
        if fixed and any(plan.state != "draft" and plan[fixed[0]] != vals[fixed[0]] for plan in self):
            raise InspectionPlanError(
                self.env._(
                    "%(field)s cannot be changed once the plan has run. Make a new plan, and stop this one.",
                    field=self._fields[fixed[0]]._description_string(self.env),
                )
            )
        return super().write(vals)

    def action_run(self):
        """Let the plan give rounds from now on.

        :raises InspectionPlanError: for a plan that could give none
        """
        check_role(self.env, *WHO_PLANS)
        self.check_access("write")
        for plan in self:
            plan._check_can_run()
        self._set_state("running")
        self._make_rounds()

    def action_stop(self):
        """Let the plan give no more rounds; those ahead go, those that were begun stay."""
        check_role(self.env, *WHO_PLANS)
        self.check_access("write")
        self._set_state("stopped")
        self._make_rounds()
        # days without a plan are no gap when it runs again
        self._through_door().generated_until = False

    def action_view_rounds(self):
        """Open the rounds of this plan."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_round")
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {"search_default_recent": 0}
        action |= {"name": self.name, "display_name": self.name}
        return action

    def _check_can_run(self) -> None:
        self.ensure_one()
        if self.people == "named" and not (self.leader_id and self.second_id):
            raise InspectionPlanError(
                self.env._(
                    "“%(plan)s”: please name the group leader and the second inspector.", plan=self.name
                )
            )
        today = self.company_id._printer_day(fields.Datetime.now())
        devices = (
            self.env["maintenance.equipment"].sudo()._read_group(self._device_domain(today), ["category_id"])
        )
        if not devices:
            raise InspectionPlanError(
                self.env._(
                    "“%(plan)s” names no device that the agreement serves. Check units, categories and route.",
                    plan=self.name,
                )
            )
        self._check_has_lists(self.env["maintenance.equipment.category"].union(*(c for (c,) in devices)))

    def _check_has_lists(self, categories) -> dict:
        """The checklist for each category.

        :raises InspectionPlanError: naming the categories for which there is none
        """
        # inspectors use the lists of the administrator
        lists = self.env["printer.checklist"].sudo()._for_inspection(self.kind, categories)
        without = categories.filtered(lambda category: not lists[category.id])
        if without:
            raise InspectionPlanError(
                self.env._(
                    "There is no checklist “%(kind)s” for %(categories)s. "
                    "An administrator adds it under Configuration, Checklists.",
                    kind=dict(self._fields["kind"]._description_selection(self.env))[self.kind],
                    categories=", ".join(without.mapped("name")),
                )
            )
        points = self.env["printer.checklist"].union(*lists.values()).item_ids
        if empty := points.filtered(lambda point: point.answer_kind == "option" and not point.option_ids):
            raise InspectionPlanError(
                self.env._(
                    "“%(list)s”: “%(point)s” has no answers to choose from. An administrator enters them.",
                    list=empty[0].checklist_id.name,
                    point=empty[0].name,
                )
            )
        return lists
