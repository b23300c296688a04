"""《巡检计划》: what is inspected, how often, where and by whom (REQUIREMENTS F, I1, I8)."""

from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

from ..frame import DATE, Column, Form, Signature, Signatures, Table, register

_lt = LazyTranslate(__name__)


def _places(plan) -> str:
    """Units, departments, types and route that a plan names."""
    named = [
        ", ".join(plan.unit_ids.sudo().mapped("name")),
        ", ".join(plan.department_ids.sudo().mapped("name")),
        ", ".join(plan.category_ids.mapped("name")),
        plan.route_id.name or "",
    ]
    return "\n".join(filter(None, named)) or plan.agreement_id.sudo().partner_id.name


def _hour(plan) -> str:
    minutes = round(plan.hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _rhythm(plan) -> str:
    if plan.rhythm == "rule":
        return plan.rule
    rhythm = dict(plan._fields["rhythm"]._description_selection(plan.env))[plan.rhythm]
    often = f"{rhythm} × {plan.every}" if plan.every > 1 else rhythm
    days = plan._chosen_weekdays()
    return f"{often}\n{format_list(plan.env, days)}" if days else often


def _people(plan) -> str:
    if plan.people == "roster":
        return dict(plan._fields["people"]._description_selection(plan.env))["roster"]
    return "\n".join((plan.sudo().leader_id | plan.sudo().second_id).mapped("name"))


INSPECTION_PLAN = register(
    Form(
        name="inspection_plan",
        title=_lt("Inspection plan"),
        model="printer.inspection.plan",
        subtitle=lambda plans: ", ".join(dict.fromkeys(plans.agreement_id.sudo().partner_id.mapped("name"))),
        per="selection",
        orientation="landscape",
        blocks=(
            Table(
                rows=lambda plans: plans,
                min_rows=6,
                columns=(
                    Column(_lt("Plan"), "name", 12),
                    Column(_lt("Kind of inspection"), "kind", 7),
                    Column(_lt("Which devices"), _places, 13),
                    Column(_lt("Rhythm"), _rhythm, 6),
                    Column(_lt("First day"), "date_begin", 7, DATE),
                    Column(_lt("Starts at"), _hour, 5, align="center"),
                    Column(_lt("Inspectors"), _people, 8),
                    Column(_lt("Next days"), "dates_text", 14),
                    Column(_lt("State"), "state", 5, align="center"),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Equipment supervisor")),
                    Signature(_lt("Project manager")),
                    Signature(_lt("Customer's signature")),
                ),
                lines=2,
            ),
        ),
    )
)
