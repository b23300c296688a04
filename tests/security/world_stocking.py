"""Stock of parts in the small world of the security tests: a place of each unit, its plan, a check that was made."""

from odoo import Command, fields

from .marks import mark


def build_stocking(world, key: str) -> None:
    """A unit's stock on site, an agreed row of the plan, and a check in which a piece was missing."""
    env = world.env
    warehouse = env["stock.warehouse"].search([("company_id", "=", env.company.id)], limit=1)
    part = env["product.product"].create(
        {
            "name": mark(key, "stocked_part"),
            "type": "consu",
            "is_storable": True,
            "is_printer_part": True,
            "standard_price": 1,
        }
    )
    place = env["stock.location"].create(
        {"name": mark(key, "stock_place"), "location_id": warehouse.view_location_id.id}
    )
    env["stock.quant"]._update_available_quantity(part, place, 3)
    row = env["printer.part.stocking"].create(
        {
            "agreement_id": world.agreements[key[0]].id,
            "location_id": place.id,
            "product_id": part.id,
            "quantity_min": 1,
            "quantity_max": 3,
            "unit_ids": [Command.set(world.partners[key].ids)],
            "check_method": mark(key, "check_method"),
            "note": mark(key, "stocking_note"),
        }
    )
    today = fields.Date.context_today(row)
    row._agree(today, world.users[key].partner_id)
    check = env["printer.part.check"]._through_door().create(row._check_values(today))
    (sheet,) = check._count_sheet(place, part)
    check._enter([{**sheet, "counted": 2, "defective": 0}], mark(key, "check_remark"))


def new_stocking(world) -> dict[str, dict]:
    """Per model the values with which an administrator can make a new record by RPC."""
    row = world.env["printer.part.stocking"].search([], limit=1, order="id desc")
    return {
        "printer.part.stocking": {
            "location_id": row.location_id.id,
            "product_id": row.product_id.id,
            "quantity_min": 1,
            "quantity_max": 1,
        },
    }
