"""《配件入库验收单》: what was looked at when parts came in, and what became of what failed (REQUIREMENTS P4, F)."""

from odoo.tools.translate import LazyTranslate

from ..frame import Column, Form, Pair, Pairs, Remark, Signature, Signatures, Table, register

_lt = LazyTranslate(__name__)


def _point(name: str):
    """Getter of a point: a tick, a cross in words, or nothing where the part does not need it."""

    def answer(check) -> str | None:
        if name not in check._points():
            return "–"
        return dict(check._fields[name]._description_selection(check.env)).get(check[name])

    return answer


def _papers(check) -> str:
    """The numbers of the certificates."""
    return "\n".join(filter(None, (check.certificate_number, check.ccc_number)))


def _verdict(check) -> str:
    """Passed, failed with the quantity and the reason, or to be checked."""
    state = dict(check._fields["state"]._description_selection(check.env)).get(check.state, "")
    if check.state != "failed":
        return state
    return f"{state}: {check.failed_quantity:g}\n{check.fail_reason or ''}".strip()


def _people(checks) -> str | None:
    """Everybody who looked at one of the parts."""
    return ", ".join(checks.sudo().checked_by_id.mapped("name")) or None


def _joined(path: str):
    """Getter of what the chosen checks have, each once; that they may be read is the frame's to see to."""
    return lambda checks: ", ".join(dict.fromkeys(filter(None, checks.sudo().mapped(path)))) or None


PARTS_RECEIPT = register(
    Form(
        name="parts_receipt",
        title=_lt("Incoming check of parts"),
        model="printer.part.receipt.check",
        reference=_joined("picking_id.name"),
        per="selection",
        orientation="landscape",
        blocks=(
            Pairs(
                columns=3,
                pairs=(
                    Pair(_lt("Vendor"), _joined("vendor_id.name")),
                    Pair(_lt("Purchase order"), _joined("picking_id.origin")),
                    Pair(_lt("Goods receipt"), _joined("picking_id.name")),
                ),
            ),
            Table(
                title=_lt("Parts"),
                rows=lambda checks: checks,
                min_rows=8,
                columns=(
                    Column(_lt("Part"), "product_id.display_name", 14),
                    Column(_lt("Lot or serial number"), "lot_label", 9),
                    Column(_lt("Quantity"), "quantity", 5),
                    Column(_lt("Packing"), _point("packing_result"), 5, align="center"),
                    Column(_lt("Certificate"), _point("certificate_result"), 5, align="center"),
                    Column(_lt("3C"), _point("ccc_result"), 5, align="center"),
                    Column(_lt("Function"), _point("function_result"), 5, align="center"),
                    Column(_lt("Count"), _point("quantity_result"), 5, align="center"),
                    Column(_lt("Numbers of the papers"), _papers, 10),
                    Column(_lt("Verdict"), _verdict, 10),
                    Column(_lt("Where it is"), "goods", 7),
                    Column(_lt("Remark"), "remark", 9),
                    Column(_lt("Looked at"), "checked_at", 8),
                ),
            ),
            Remark(
                _lt("What fails is not used: it is set aside and goes back to the vendor."),
            ),
            Signatures(
                (
                    Signature(_lt("Checked by"), name=_people),
                    Signature(_lt("Warehouse")),
                    Signature(_lt("Equipment supervisor")),
                ),
            ),
        ),
    )
)
