"""What runs out in the small world of the security tests."""

from odoo import fields


def build_foresight(world, key: str) -> None:
    """A worn part in a unit's device, foreseen by the system's own night."""
    part = world.env["product.product"].search([("default_code", "=", "ZQ-WORN")], limit=1)
    if not part:
        part = world.env["product.product"].create(
            {
                "name": "Worn roller",
                "default_code": "ZQ-WORN",
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "part_kind": "wearing",
                "wear_months": 6,
            }
        )
    device = world.devices[key]
    # the system writes these rows when a job's parts leave the stock
    world.env["printer.part.fitting"].sudo()._through_door().create(
        {
            "equipment_id": device.id,
            "unit_id": device.unit_id.id,
            "product_id": part.id,
            "quantity": 1,
            "fitted_at": fields.Datetime.now(),
            "agreement_id": world.agreements[key[0]].id,
            "company_id": world.env.company.id,
        }
    )
    rows = world.env["printer.part.foresight"].sudo()
    rows._foresee(device)
    rows._settle_supply(part.ids)
