"""《备件储备计划》: which parts lie where, how many, how they are kept, checked and exchanged (REQUIREMENTS F, P6)."""

from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

from ..frame import DATE, Column, Form, Signature, Signatures, Table, register

_lt = LazyTranslate(__name__)


def _quantity(name: str):
    """A quantity without idle decimals, with its unit."""
    return lambda row: f"{row[name]:g} {row.uom_id.name}"


def _rhythm(row) -> str | None:
    if not row.check_unit:
        return None
    unit = dict(row._fields["check_unit"]._description_selection(row.env))[row.check_unit]
    return f"{unit} × {row.check_every}" if row.check_every > 1 else unit


def _exchange(row) -> str | None:
    if not row.replacement_months:
        return None
    return row.env._("%(months)d months", months=row.replacement_months)


def _agreed(row) -> str | None:
    """With whom; the frame has checked that the row may be read, the contact need not be."""
    return row.sudo().agreed_with_id.name or row.sudo().agreed_by_id.name or None


def _customers(rows) -> str:
    return format_list(rows.env, list(dict.fromkeys(rows.sudo().agreement_id.partner_id.mapped("name"))))


STOCKING_PLAN = register(
    Form(
        name="stocking_plan",
        title=_lt("Stocking plan"),
        model="printer.part.stocking",
        subtitle=_customers,
        per="selection",
        orientation="landscape",
        blocks=(
            Table(
                rows=lambda rows: rows.sorted(
                    lambda row: (row.sudo().location_id.complete_name, row.product_id.display_name)
                ),
                min_rows=8,
                columns=(
                    Column(_lt("Place"), lambda row: row.sudo().location_id.name, 10),
                    Column(_lt("Part"), "product_id.name", 12),
                    Column(_lt("Model of the part"), lambda row: row.part_code or None, 8),
                    Column(_lt("To hold"), _quantity("quantity_min"), 6, align="right"),
                    Column(_lt("Fill up to"), _quantity("quantity_max"), 6, align="right"),
                    Column(_lt("There are"), _quantity("quantity_there"), 6, align="right"),
                    Column(_lt("Upkeep and check"), "check_method", 18),
                    Column(_lt("Check every"), _rhythm, 6, align="center"),
                    Column(_lt("Next check"), "next_check_on", 7, DATE),
                    Column(_lt("Exchange after"), _exchange, 6, align="center"),
                    Column(_lt("Kept by"), lambda row: row.sudo().responsible_id.name or None, 6),
                    Column(_lt("Agreed on"), "agreed_on", 7, DATE),
                    Column(_lt("Agreed with"), _agreed, 6),
                    Column(_lt("State"), "state", 5, align="center"),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Warehouse")),
                    Signature(_lt("Project manager")),
                    Signature(_lt("Customer's signature")),
                ),
                lines=2,
            ),
        ),
    )
)
