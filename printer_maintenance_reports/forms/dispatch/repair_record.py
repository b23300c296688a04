"""《设备维修记录表》: one repair from the report to the signature (REQUIREMENTS F, V1, V7)."""

from odoo.tools import html2plaintext
from odoo.tools.translate import LazyTranslate

from ..frame import (
    DATETIME,
    MINUTES,
    NUMBER,
    PERCENT,
    Column,
    Form,
    Pair,
    Pairs,
    Signature,
    Signatures,
    Table,
    Text,
    choice,
    choose,
    register,
)
from ..visit.getters import engineer_phone, engineers, fitted_parts, quantity

_lt = LazyTranslate(__name__)

# the promises of every service agreement, in the order in which they fall due, with the fact that keeps each
CORE_FACTS = {"confirm": "confirmed_at", "respond": "responded_at", "arrive": "arrived_at"}


def _fault(ticket) -> str:
    """What was reported: the request's title and, where it says more, its description."""
    told = html2plaintext(ticket.description or "", include_references=False).strip()
    return "\n".join(dict.fromkeys(filter(None, (ticket.name, told))))


def _visits(ticket):
    """The visits that took place or will, oldest first."""
    return choose(ticket.visit_ids, lambda visit: visit.state != "cancelled", "id")


def _promised_times(ticket) -> list[dict]:
    """A row for each promise: those of the core always, further ones where a clock runs."""
    labels = dict(ticket.env["printer.sla.clock"]._fields["milestone"]._description_selection(ticket.env))
    clocks = {clock.milestone: clock for clock in ticket.clock_ids}
    states = dict(ticket.env["printer.sla.clock"]._fields["state"]._description_selection(ticket.env))
    rows = []
    for milestone in dict.fromkeys([*CORE_FACTS, *clocks]):
        clock = clocks.get(milestone)
        fact = CORE_FACTS.get(milestone)
        rows.append(
            {
                "milestone": labels.get(milestone, milestone),
                "promised": clock.target_minutes if clock else None,
                "deadline": clock.deadline if clock else None,
                "happened": clock.stop if clock and clock.stop else ticket[fact] if fact else None,
                "taken": clock.elapsed_minutes if clock and clock.stop else None,
                "verdict": states.get(clock.state) if clock else None,
            }
        )
    return rows


def _of_each_visit(field: str):
    """Getter: what the engineers noted at the visits, with the visit's number when there were several."""

    def get(ticket) -> str:
        noted = [(visit.name, visit[field]) for visit in _visits(ticket) if visit[field]]
        if len(noted) == 1:
            return noted[0][1]
        return "\n".join(f"{name}: {text}" for name, text in noted)

    return get


def _parts(ticket):
    """The parts fitted at any of the visits."""
    return fitted_parts(_visits(ticket))


def _signed_visit(ticket):
    """The visit for which the contact signed last."""
    return choose(_visits(ticket), "signed_at", "signed_at", last=True)


def _test_result(ticket) -> str | None:
    worked_on = choose(_visits(ticket), "work_finished_at", last=True)
    return ("passed" if worked_on.is_tested else "failed") if worked_on else None


REPAIR_RECORD = register(
    Form(
        name="repair_record",
        title=_lt("Equipment repair record"),
        model="helpdesk.ticket",
        reference="number",
        blocks=(
            Pairs(
                title=_lt("Customer and device"),
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Department"), "department_id.name"),
                    Pair(_lt("Place"), "equipment_id.place"),
                    Pair(_lt("Contact"), "partner_id.name"),
                    Pair(_lt("Device"), "equipment_id.name"),
                    Pair(_lt("Telephone"), "partner_phone"),
                    Pair(_lt("Brand"), "equipment_id.brand"),
                    Pair(_lt("Model"), "equipment_id.model"),
                    Pair(_lt("Serial number"), "equipment_id.serial_no"),
                    Pair(_lt("Asset number"), "equipment_id.asset_tag"),
                ),
            ),
            Pairs(
                title=_lt("Request"),
                pairs=(
                    Pair(_lt("Kind of service"), "service_kind"),
                    Pair(_lt("Severity"), "severity", kind=choice()),
                    Pair(_lt("Reported at"), "reported_at"),
                    Pair(_lt("State"), "stage_id"),
                ),
            ),
            Text(_lt("Fault description"), _fault),
            Table(
                title=_lt("Promised times"),
                rows=_promised_times,
                numbered=False,
                columns=(
                    Column(_lt("Promise"), "milestone", 14),
                    Column(_lt("Promised"), "promised", 8, MINUTES),
                    Column(_lt("Due by"), "deadline", 13, DATETIME),
                    Column(_lt("Happened at"), "happened", 13, DATETIME),
                    Column(_lt("Taken"), "taken", 8, MINUTES),
                    Column(_lt("Result"), "verdict", 8, align="center"),
                ),
            ),
            Table(
                title=_lt("Visits"),
                rows=_visits,
                min_rows=2,
                columns=(
                    Column(_lt("Visit"), "name", 9),
                    Column(_lt("Engineers"), engineers, 11),
                    Column(_lt("Telephone"), engineer_phone, 10),
                    Column(_lt("Agreed time"), "appointment_at", 12.5),
                    Column(_lt("Arrived at"), "arrived_at", 12.5),
                    Column(_lt("Work finished at"), "work_finished_at", 12.5),
                    Column(_lt("State"), "state", 7, align="center"),
                ),
            ),
            Text(_lt("Cause found"), _of_each_visit("fault_cause")),
            Text(_lt("Work done"), _of_each_visit("work_done")),
            Table(
                title=_lt("Parts used"),
                rows=_parts,
                min_rows=2,
                columns=(
                    Column(_lt("Part"), "product_id.display_name", 36),
                    Column(_lt("Quantity"), quantity, 10, NUMBER),
                    Column(_lt("Unit of measure"), "product_uom.name", 10, align="center"),
                ),
            ),
            Text(_lt("Advice to the user"), _of_each_visit("advice"), lines=2),
            Pairs(
                title=_lt("Acceptance"),
                pairs=(
                    Pair(
                        _lt("Function test"),
                        _test_result,
                        kind=choice(passed=_lt("Passed"), failed=_lt("Not passed")),
                    ),
                    Pair(_lt("Closed at"), "solved_at"),
                    Pair(
                        _lt("Satisfaction"),
                        lambda ticket: ticket.satisfaction if ticket.is_rated else None,
                        kind=PERCENT,
                    ),
                ),
            ),
            Signatures(
                (
                    Signature(
                        _lt("Engineer"),
                        name=lambda ticket: choose(_visits(ticket), last=True).sudo().engineer_id.name,
                    ),
                    Signature(
                        _lt("Customer's signature"),
                        image=lambda ticket: _signed_visit(ticket).signature,
                        name=lambda ticket: _signed_visit(ticket).signed_by,
                        at=lambda ticket: _signed_visit(ticket).signed_at,
                    ),
                ),
            ),
        ),
    )
)
