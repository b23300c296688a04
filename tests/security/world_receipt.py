"""Parts that came in for a unit's device: their check, their lot, a recall and a claim."""

from odoo import Command, fields

from .marks import mark


def build_receipt(world, key: str) -> None:
    """A lot that passed its check, was put into the unit's device, failed there and is recalled."""
    env = world.env
    part = env["product.product"].create(
        {
            "name": "Adapter of the world",
            "type": "consu",
            "is_storable": True,
            "is_printer_part": True,
            "tracking": "lot",
            "standard_price": 10,
        }
    )
    warehouse = env["stock.warehouse"].search([("company_id", "=", env.company.id)], limit=1)
    supplier = env.ref("stock.stock_location_suppliers")
    places = {"location_id": supplier.id, "location_dest_id": warehouse.lot_stock_id.id}
    receipt = env["stock.picking"].create(
        {
            "picking_type_id": warehouse.in_type_id.id,
            **places,
            "move_ids": [Command.create({"product_id": part.id, "product_uom_qty": 2, **places})],
        }
    )
    receipt.action_confirm()
    receipt.move_line_ids.lot_name = mark(key, "lot")
    receipt.action_check_parts()
    check = receipt.receipt_check_ids
    check.write({"certificate_number": mark(key, "certificate"), "remark": mark(key, "check_remark")})
    check.action_pass_all()
    receipt.button_validate()
    fitting = (
        env["printer.part.fitting"]
        ._through_door()
        .create(
            {
                "equipment_id": world.devices[key].id,
                "unit_id": world.partners[key].id,
                "agreement_id": world.agreements[key[0]].id,
                "product_id": part.id,
                "lot_id": check.lot_id.id,
                "quantity": 1,
                "fitted_at": fields.Datetime.now(),
                "company_id": env.company.id,
                "unit_cost": 10,
            }
        )
    )
    claim = env["printer.part.claim"]._claim(fitting)
    claim.answer = mark(key, "vendor_answer")
    env["printer.part.recall"].create(
        {
            "product_id": part.id,
            "lot_ids": [Command.set(check.lot_id.ids)],
            "reason": mark(key, "recall_reason"),
        }
    ).action_request_per_device()


def new_receipt(world) -> dict[str, dict]:
    """Per model the values with which an administrator can make a new record by RPC."""
    lot = world.env["stock.lot"].browse(world.ids(["A1"], "stock.lot")[-1:])
    return {
        "printer.part.recall": {
            "product_id": lot.product_id.id,
            "lot_ids": [(6, 0, lot.ids)],
            "reason": "New",
        },
        "stock.lot": {"product_id": lot.product_id.id, "name": "NEW-LOT"},
    }
