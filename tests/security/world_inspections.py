"""Inspections in the small world of the security tests: a plan, a round that found something, and what is due."""

from odoo import Command, fields

from .marks import PNG, mark


def build_checklist(world) -> None:
    """One list that is the same for every customer."""
    world.env["printer.checklist"].create(
        {
            "name": "Round of the world",
            "purpose": "inspection",
            "inspection_kind": "daily",
            "category_ids": [Command.set(world.category.ids)],
            "item_ids": [
                Command.create({"name": "No noise", "answer_kind": "choice", "is_critical": True}),
                Command.create(
                    {
                        "name": "Toner",
                        "answer_kind": "option",
                        "required": False,
                        "option_ids": [Command.create({"name": "Full"})],
                    }
                ),
            ],
        }
    )


def build_inspections(world, key: str) -> None:
    """A unit's plan, route, extra rounds, a handed-in round with a finding, and the list of its full inspection."""
    env = world.env
    agreement, unit = world.agreements[key[0]], world.partners[key]
    leader = world.users["engineer" if key.startswith("A") else "engineer_b"]
    second = world.users["second_line"]
    route = env["printer.route"].create(
        {
            "name": mark(key, "route"),
            "unit_id": unit.id,
            "stop_ids": [Command.create({"place": mark(key, "place")})],
        }
    )
    plan = env["printer.inspection.plan"].create(
        {
            "name": mark(key, "plan"),
            "agreement_id": agreement.id,
            "unit_ids": [Command.set(unit.ids)],
            "route_id": route.id,
            "leader_id": leader.id,
            "second_id": second.id,
            "horizon": 1,
        }
    )
    plan.action_run()
    env["printer.inspection.boost"].create(
        {"plan_id": plan.id, "unit_id": unit.id, "days": 1, "note": mark(key, "boost")}
    )
    record = plan.round_ids.sorted("date")[:1]
    record.with_user(leader).action_begin()
    sheet = record.sheet_ids[:1].with_user(leader)
    sheet.say_why_not_scanned("no_label")
    sheet.write_remarks({"operator_remark": mark(key, "user_says")})
    noise = sheet._points()[:1]
    sheet.answer_points({noise.id: {"value": "not_ok", "note": mark(key, "finding")}})
    sheet.add_point_photo(noise.id, PNG, mark(key, f"sheet_photo{sheet.id}"))
    sheet.finish()
    sheet.finding_ids.settle("fixed", mark(key, "fixed"))
    env["printer.inspection.due"]._keep(agreement, fields.Date.context_today(plan))
