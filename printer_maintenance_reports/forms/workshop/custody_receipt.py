"""《设备取送单》: a device that went to the workshop and came back, as the contact signed for it (REQUIREMENTS V4)."""

from odoo.tools.translate import LazyTranslate

from ..frame import Column, Form, Pair, Pairs, Signature, Signatures, Table, Text, choice, choose, register

_lt = LazyTranslate(__name__)


def _accessories(stay):
    """What came along, in the order of the receipt; the frame has checked that the stay may be read."""
    return choose(stay.sudo().accessory_ids, None, "id")


CUSTODY_RECEIPT = register(
    Form(
        name="custody_receipt",
        title=_lt("Device taken to the workshop"),
        model="printer.custody",
        reference="name",
        blocks=(
            Pairs(
                title=_lt("Customer and device"),
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Contact"), "contact_id.name"),
                    Pair(_lt("Request number"), "ticket_id.number"),
                    Pair(_lt("Visit"), "visit_id.name"),
                    Pair(_lt("Device"), "equipment_id.name"),
                    Pair(_lt("Serial number"), "equipment_id.serial_no"),
                    Pair(_lt("Asset number"), "equipment_id.asset_tag"),
                    Pair(_lt("Engineer"), lambda stay: stay.sudo().engineer_id.name or None),
                ),
            ),
            Text(_lt("Why it must be taken"), "reason", lines=2),
            Text(_lt("Condition when taken"), "condition_taken", lines=2),
            Table(
                title=_lt("Accessories"),
                rows=_accessories,
                min_rows=2,
                columns=(
                    Column(_lt("Accessory"), "name", 30),
                    Column(_lt("Quantity"), "quantity", 8, align="center"),
                    Column(_lt("Serial number"), "serial_no", 18),
                    Column(
                        _lt("Given back"),
                        lambda line: "yes" if line.is_returned else None,
                        10,
                        choice(yes=_lt("Yes")),
                        align="center",
                    ),
                ),
            ),
            Pairs(
                pairs=(
                    Pair(_lt("Storage media"), "media"),
                    Pair(_lt("Note on storage media"), "media_note"),
                    Pair(_lt("Taken at"), "taken_at"),
                    Pair(_lt("Due back"), "due_on"),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Engineer"), name=lambda stay: stay.sudo().engineer_id.name or None),
                    Signature(_lt("Agreed by the customer"), "consent_signature", "consented_by", "taken_at"),
                ),
            ),
            Text(_lt("Condition when given back"), "condition_returned", lines=2),
            Text(_lt("What is missing"), "missing_note", lines=1),
            Signatures(
                (
                    Signature(_lt("Brought back by")),
                    Signature(_lt("Received back by"), "return_signature", "returned_by", "returned_at"),
                ),
            ),
        ),
    )
)
