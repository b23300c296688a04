"""How devices come, move, leave and are counted in the small world of the security tests."""

from odoo import Command


def _device(world, key: str, what: str):
    return world.env["maintenance.equipment"].create(
        {
            "name": f"ZQ-{key}-{what}",
            "category_id": world.category.id,
            "unit_id": world.partners[key].id,
            "department_id": world.departments[key].id,
        }
    )


def build_moves(world, key: str) -> None:
    """One acceptance, transfer, retirement, application and asset count of one unit."""
    env = world.env
    text = lambda what: f"ZQ-{key}-{what}"  # noqa: E731
    device = _device(world, key, "moving")
    env["printer.equipment.acceptance"].create(
        {"equipment_id": device.id, "witness_name": text("witness"), "remark": text("accepted")}
    )
    env["printer.equipment.transfer"].create(
        {
            "unit_id": world.partners[key].id,
            "place": text("new_place"),
            "reason": text("move_reason"),
            "handed_over_by": text("giver"),
            "line_ids": [Command.create({"equipment_id": device.id})],
        }
    )
    env["printer.equipment.application"].create(
        {
            "unit_id": world.partners[key].id,
            "applicant_name": text("applicant"),
            "reason": text("application_reason"),
            "line_ids": [Command.create({"name": text("item"), "purpose": text("purpose")})],
        }
    )
    count = env["printer.asset.count"].create(
        {"unit_id": world.partners[key].id, "customer_people": text("counters")}
    )
    count.action_start()
    count.action_scan(text("unknown"))
    gone = _device(world, key, "gone")
    env["printer.equipment.retire"].create(
        {
            "equipment_ids": gone.ids,
            "reason": "lost",
            "decided_by": text("decider"),
            "disposal": "none",
            "note": text("retirement_note"),
        }
    ).action_retire()
    # the newest device of each unit is one in use
    _device(world, key, "spare")


def new_moves(world) -> dict[str, dict]:
    """Per model the values with which an administrator can make a new record by RPC."""
    key = "A1"
    unit = {"unit_id": world.partners[key].id}
    newest = {
        model: world.ids([key], model)[-1]
        for model in ("maintenance.equipment", "printer.equipment.transfer", "printer.equipment.application")
    }
    return {
        "maintenance.equipment": {"name": "New", "category_id": world.category.id, **unit},
        "printer.equipment.acceptance": {"equipment_id": newest["maintenance.equipment"]},
        "printer.equipment.transfer": unit,
        "printer.equipment.transfer.line": {
            "transfer_id": newest["printer.equipment.transfer"],
            "equipment_id": newest["maintenance.equipment"],
        },
        "printer.equipment.application": {"applicant_name": "New", **unit},
        "printer.equipment.application.line": {
            "application_id": newest["printer.equipment.application"],
            "name": "New",
        },
        "printer.asset.count": unit,
    }
