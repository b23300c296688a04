"""The roster in the small world of the security tests: the service company's, so nobody's of the customers."""

from odoo import Command


def build_roster(world) -> None:
    """One published roster with a pattern, a person in turn and a shift."""
    roster = world.env["printer.roster"].create(
        {
            "name": "Roster of the world",
            "date_start": "2026-01-01",
            "tz": "UTC",
            "pattern_ids": [
                Command.create(
                    {
                        "name": "Day",
                        "turn_ids": [Command.create({"user_id": world.users["engineer"].id})],
                    }
                )
            ],
            "shift_ids": [
                Command.create(
                    {
                        "user_id": world.users["engineer"].id,
                        "role": "engineer",
                        "start": "2026-02-01 08:00:00",
                        "end": "2026-02-01 20:00:00",
                    }
                )
            ],
        }
    )
    roster._set_state("published")
    year = world.env["calendar.public.holiday"].create({"year": 2031})
    world.env["printer.workday"].create({"public_holiday_id": year.id, "date": "2031-01-04"})
    world.env["printer.roster.gap"]._through_door().create(
        {
            "need": "responder",
            "start": "2026-02-02 08:00:00",
            "end": "2026-02-02 20:00:00",
            "company_id": world.env.company.id,
        }
    )


def new_roster(world) -> dict[str, dict]:
    """Per model the values with which an administrator can make a new record by RPC."""
    roster = world.env["printer.roster"].create({"name": "New", "date_start": "2026-01-01", "tz": "UTC"})
    pattern = world.env["printer.roster.pattern"].create({"roster_id": roster.id, "name": "New"})
    return {
        "printer.roster": {"name": "New", "date_start": "2026-01-01", "tz": "UTC"},
        "printer.roster.shift": {
            "roster_id": roster.id,
            "user_id": world.users["engineer"].id,
            "role": "engineer",
            "start": "2026-01-01 08:00:00",
            "end": "2026-01-01 20:00:00",
        },
        "printer.roster.pattern": {"roster_id": roster.id, "name": "New"},
        "printer.roster.turn": {"pattern_id": pattern.id, "user_id": world.users["engineer"].id},
    }
