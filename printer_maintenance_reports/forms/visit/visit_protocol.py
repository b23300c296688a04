"""《上门服务单》: one visit, as the contact signed for it (REQUIREMENTS V1, V3)."""

from odoo.tools.translate import LazyTranslate

from ..frame import (
    DATETIME,
    NUMBER,
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
from .getters import engineer_phone, engineers, fitted_parts, quantity

_lt = LazyTranslate(__name__)


def _fault_code(name: str):
    """Getter: a fault code in words; codes are not readable for contacts, what was found is."""
    return lambda visit: visit.sudo()[name].name or None


def _times(visit):
    """Every time that was ever agreed, the oldest first."""
    return choose(visit.appointment_ids, None, "id")


def _reason(visit) -> str | None:
    """Why it ended otherwise than signed."""
    reason_sudo = visit.sudo().reason_id
    return ": ".join(filter(None, [reason_sudo.name, visit.reason_note])) or None


def _supplements(visit) -> str | None:
    notes_sudo = visit.sudo().supplement_ids
    return "\n".join(f"{note.user_id.name}: {note.text}" for note in notes_sudo) or None


VISIT_PROTOCOL = register(
    Form(
        name="visit_protocol",
        title=_lt("Visit protocol"),
        model="printer.visit",
        reference="name",
        blocks=(
            Pairs(
                title=_lt("Customer and device"),
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Department"), "equipment_id.department_id.name"),
                    Pair(_lt("Contact"), "contact_id.name"),
                    Pair(_lt("Request number"), "ticket_id.number"),
                    Pair(_lt("Device"), "equipment_id.name"),
                    Pair(_lt("Serial number"), "equipment_id.serial_no"),
                    Pair(_lt("Kind of service"), "service_kind"),
                    Pair(_lt("Asset number"), "equipment_id.asset_tag"),
                ),
            ),
            Pairs(
                title=_lt("The visit"),
                pairs=(
                    Pair(_lt("Engineers"), engineers),
                    Pair(_lt("Telephone"), engineer_phone),
                    Pair(_lt("Set off at"), "departed_at"),
                    Pair(_lt("Arrived at"), "arrived_at"),
                    Pair(_lt("Work finished at"), "work_finished_at"),
                    Pair(_lt("Left the site at"), "left_at"),
                    Pair(_lt("Proof of arrival"), "arrival_method"),
                    Pair(_lt("State"), "state"),
                    Pair(_lt("Loaner supplied at"), "ticket_id.loaner_at"),
                ),
            ),
            Table(
                title=_lt("Agreed times"),
                rows=_times,
                numbered=False,
                min_rows=1,
                columns=(
                    Column(_lt("Agreed time"), "start", 13, DATETIME),
                    Column(_lt("Told at"), "told_at", 13, DATETIME),
                    Column(_lt("Asked by"), "asked_by", 10),
                    Column(_lt("Reason"), "reason", 24),
                ),
            ),
            Text(_lt("Fault description"), "ticket_id.name", lines=2),
            Pairs(
                pairs=(
                    Pair(_lt("Symptom"), _fault_code("symptom_id")),
                    Pair(_lt("Cause code"), _fault_code("cause_id")),
                ),
            ),
            Text(_lt("Cause found"), "fault_cause"),
            Text(_lt("Work done"), "work_done"),
            Table(
                title=_lt("Parts used"),
                rows=fitted_parts,
                min_rows=2,
                columns=(
                    Column(_lt("Part"), "product_id.display_name", 28),
                    Column(_lt("Quantity"), quantity, 8, NUMBER),
                    Column(_lt("Unit of measure"), "product_uom.name", 8, align="center"),
                    Column(_lt("Who pays"), "part_cover", 16),
                    Column(_lt("Replaced part"), "old_part", 14),
                ),
            ),
            Text(_lt("Parts taken out"), "taken_out_summary", lines=1),
            Text(_lt("Advice to the user"), "advice", lines=2),
            Pairs(
                title=_lt("Acceptance"),
                pairs=(
                    Pair(
                        _lt("Function test"),
                        lambda visit: (
                            ("passed" if visit.is_tested else "failed") if visit.work_finished_at else None
                        ),
                        kind=choice(passed=_lt("Passed"), failed=_lt("Not passed")),
                    ),
                    Pair(
                        _lt("Explained to the contact"),
                        lambda visit: (
                            ("yes" if visit.is_explained else "no") if visit.work_finished_at else None
                        ),
                        kind=choice(yes=_lt("Yes"), no=_lt("No")),
                    ),
                    Pair(_lt("Signed where"), "signature_place"),
                    Pair(_lt("Not signed because"), _reason),
                ),
            ),
            Text(_lt("Supplements"), _supplements, lines=2),
            Signatures(
                (
                    Signature(_lt("Engineer"), name=lambda visit: visit.sudo().engineer_id.name or None),
                    Signature(_lt("Customer's signature"), "signature", "signed_by", "signed_at"),
                ),
            ),
        ),
    )
)
