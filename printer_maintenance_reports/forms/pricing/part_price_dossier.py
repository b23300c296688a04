"""《配件价格依据》: what the prices of parts on a quotation rest on (REQUIREMENTS P1)."""

from odoo.tools.translate import LazyTranslate

from ..frame import DATE, DATETIME, Column, Form, Remark, Signature, Signatures, Table, number, register

_lt = LazyTranslate(__name__)

_AMOUNT = number(2)


def _orders(lines) -> str | None:
    """Numbers of the quotations and their customers."""
    # the frame has checked that the lines may be read; a customer's name goes with its quotation
    orders_sudo = lines.sudo().order_id
    return ", ".join(f"{order.name} {order.partner_id.display_name}" for order in orders_sudo) or None


def _part(line) -> str | None:
    return line.sudo().product_id.display_name or None


def _market(line):
    return line.part_market_net if line.sudo().part_market_price_id else None


def _purchase(line) -> str | None:
    return line.part_purchase_name or None


def _purchase_cost(line) -> str | None:
    """What the purchase cost us per piece, in our own currency."""
    if not line.part_purchase_name:
        return None
    return line.sudo().company_id.currency_id.format(line.part_purchase_cost)


def _evidence(line) -> str | None:
    """Where the market price can be looked up."""
    return "\n".join(filter(None, (line.part_evidence_url, line.part_evidence_name))) or None


def _decisions(lines):
    """Every word that a right-holder gave about these lines, also those that ended."""
    # the decisions belong to the lines, which may be read
    return lines.sudo().part_override_ids.sorted("id")


PART_PRICE_DOSSIER = register(
    Form(
        name="part_price_dossier",
        title=_lt("Price dossier of parts"),
        model="sale.order.line",
        subtitle=_orders,
        per="selection",
        orientation="landscape",
        blocks=(
            Remark(
                _lt(
                    "A part costs what it cost us, and never more than the fair market price. All figures are per unit "
                    "and without tax."
                )
            ),
            Table(
                title=_lt("Prices"),
                rows=lambda lines: lines,
                min_rows=3,
                columns=(
                    Column(_lt("Part"), _part, 18),
                    Column(_lt("Quantity"), "product_uom_qty", 6),
                    Column(_lt("Unit of measure"), "product_uom_id", 6, align="center"),
                    Column(_lt("Currency"), "currency_id", 6, align="center"),
                    Column(_lt("Actual cost"), "part_actual_cost", 8, _AMOUNT),
                    Column(_lt("Market price"), _market, 8, _AMOUNT),
                    Column(_lt("Ceiling"), "part_ceiling", 8, _AMOUNT),
                    Column(_lt("Price offered"), "part_price_net", 8, _AMOUNT),
                    Column(_lt("Ruled by"), "part_ruled_by", 8, align="center"),
                    Column(_lt("Blocked"), "part_price_block", 10),
                ),
            ),
            Table(
                title=_lt("Cost proof"),
                rows=lambda lines: lines,
                min_rows=3,
                columns=(
                    Column(_lt("Part"), _part, 18),
                    Column(_lt("Proved by"), "part_cost_kind", 10),
                    Column(_lt("Lot"), "part_lot_name", 10),
                    Column(_lt("Purchase order"), _purchase, 10, align="center"),
                    Column(_lt("Vendor"), "part_purchase_vendor", 14),
                    Column(_lt("Bought on"), "part_purchase_date", 8, DATE),
                    Column(_lt("Price of the purchase"), _purchase_cost, 10, align="right"),
                ),
            ),
            Table(
                title=_lt("Market proof"),
                rows=lambda lines: lines,
                min_rows=3,
                columns=(
                    Column(_lt("Part"), _part, 18),
                    Column(_lt("Kind of source"), "part_market_kind", 9),
                    Column(_lt("Source"), "part_market_source", 16),
                    Column(_lt("As found"), "part_market_text", 16),
                    Column(_lt("Looked up on"), "part_market_date", 9, DATE),
                    Column(_lt("Valid until"), "part_market_until", 9, DATE),
                    Column(_lt("Evidence"), _evidence, 18),
                ),
            ),
            Table(
                title=_lt("Allowed in spite of a block"),
                rows=_decisions,
                min_rows=1,
                columns=(
                    Column(_lt("Part"), "product_id", 16),
                    Column(_lt("Why it was blocked"), "block", 12),
                    Column(_lt("Price"), "price_net", 7, _AMOUNT),
                    Column(_lt("Ceiling"), "ceiling", 7, _AMOUNT),
                    Column(_lt("Reason"), "reason", 24),
                    Column(_lt("Allowed by"), "user_id.name", 9),
                    Column(_lt("Allowed at"), "at", 10, DATETIME),
                ),
            ),
            Signatures((Signature(_lt("Prepared by")), Signature(_lt("Customer's signature"))), lines=2),
        ),
    )
)
