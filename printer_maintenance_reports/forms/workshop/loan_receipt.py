"""《备机借还单》: a loaner that went out and came back, as the contact signed for it (REQUIREMENTS V4)."""

from odoo.tools.translate import LazyTranslate

from ..frame import Form, Pair, Pairs, Signature, Signatures, Text, choice, register

_lt = LazyTranslate(__name__)


def _page_count(name: str):
    """Getter: a counter; what was not read stays empty."""
    return lambda loan: loan[name] or None


LOAN_RECEIPT = register(
    Form(
        name="loan_receipt",
        title=_lt("Loaner receipt"),
        model="printer.loan",
        reference="name",
        blocks=(
            Pairs(
                title=_lt("Customer and device"),
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Contact"), "contact_id.name"),
                    Pair(_lt("Request number"), "ticket_id.number"),
                    Pair(_lt("Engineer"), lambda loan: loan.sudo().engineer_id.name or None),
                    Pair(_lt("Loaner"), "equipment_id.name"),
                    Pair(_lt("Serial number"), "equipment_id.serial_no"),
                    Pair(_lt("Stands in for"), "replaces_id.name"),
                    Pair(_lt("Serial number"), "replaces_id.serial_no"),
                ),
            ),
            Text(_lt("Condition when lent"), "condition_out", lines=2),
            Text(_lt("What comes with it"), "accessories", lines=2),
            Pairs(
                pairs=(
                    Pair(_lt("Counter when lent"), _page_count("pages_out")),
                    Pair(_lt("Lent at"), "out_at"),
                    Pair(_lt("Due back"), "due_on"),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Engineer"), name=lambda loan: loan.sudo().engineer_id.name or None),
                    Signature(_lt("Received by"), "out_signature", "out_by", "out_at"),
                ),
            ),
            Text(_lt("Condition when back"), "condition_back", lines=2),
            Pairs(
                pairs=(
                    Pair(_lt("Counter when back"), _page_count("pages_back")),
                    Pair(
                        _lt("Came back damaged or faulty"),
                        lambda loan: ("yes" if loan.is_damaged else "no") if loan.back_at else None,
                        kind=choice(yes=_lt("Yes"), no=_lt("No")),
                    ),
                    Pair(_lt("What is missing"), "missing_note"),
                    Pair(_lt("Taken back unsigned because"), "unsigned_reason"),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Taken back by")),
                    Signature(_lt("Given back by"), "back_signature", "back_by", "back_at"),
                ),
            ),
        ),
    )
)
