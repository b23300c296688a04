"""Real server processes that plan rounds, and die: ``python round_processes.py DATABASE``, prints one line of JSON.

Run by ``test_rounds_killed.py`` on a database of its own.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

# what both scripts of processes share stands beside their folders
sys.path.insert(0, str(Path(__file__).parent.parent))

from server_process import Server, kill_often, together

from odoo import fields

PLANS = 6
HORIZON = 10
DEATHS = 14


def prepare(env) -> None:
    """Running plans without a single round yet, as after the horizon was lost."""
    demo = env["printer.inspection.plan"].search([])
    demo.filtered(lambda plan: plan.state == "running").action_stop()
    agreement = env["printer.agreement"].search([("state", "=", "running")], limit=1)
    people = env["res.users"].search([("share", "=", False), ("active", "=", True)], limit=2)
    plans = env["printer.inspection.plan"].create(
        [
            {
                "name": f"Killed {number}",
                "agreement_id": agreement.id,
                "date_begin": fields.Date.today() - timedelta(days=1),
                "horizon": HORIZON,
                "leader_id": people[0].id,
                "second_id": people[1].id,
            }
            for number in range(PLANS)
        ]
    )
    plans._set_state("running")


def make_rounds(env) -> None:
    """What the scheduled action does."""
    env["printer.inspection.plan"]._cron_make_rounds()


def keep_lists(env) -> None:
    """What the other scheduled action does."""
    env["printer.inspection.due"]._cron_keep_lists()


def miss(env) -> None:
    """What the hourly action does."""
    env["printer.inspection.round"]._cron_miss()


def full_plan(env) -> None:
    """A plan of full inspections whose list does not exist yet."""
    env["printer.inspection.due"].search([("state", "!=", "done")])._through_door().unlink()
    env["printer.inspection.plan"].search([("kind", "=", "full")])._set_state("running")


def yesterday(env) -> None:
    """Half of the rounds become those of yesterday."""
    rounds = env["printer.inspection.round"].search(
        [("plan_id.name", "like", "Killed"), ("state", "=", "planned")]
    )
    rounds[::2]._through_door().write({"date": fields.Date.today() - timedelta(days=2)})


def found(env) -> dict:
    """What stands in the database."""
    plans = env["printer.inspection.plan"].search([("name", "like", "Killed")])
    rounds = env["printer.inspection.round"].search([("plan_id", "in", plans.ids)])
    keys = {(r.plan_id.id, r.unit_id.id, r.planned_on) for r in rounds}
    dues = env["printer.inspection.due"].search([])
    return {
        "rounds": len(rounds),
        "keys": len(keys),
        "units": len(rounds.unit_id),
        "dues": len(dues.filtered(lambda due: due.state != "dropped")),
        "devices": env["maintenance.equipment"].search_count(
            plans.agreement_id._served_domain(fields.Date.today())
        ),
        "late": len(rounds.filtered(lambda r: r.state == "missed")),
        "moved": len(rounds.filtered(lambda r: r.date < fields.Date.today() - timedelta(days=1))),
    }


def main(database: str) -> None:
    server = Server(database)
    assert server.run(prepare)
    deaths = kill_often(server, make_rounds, DEATHS, step=13)
    survived = together(server, make_rounds, 3)
    server.run(make_rounds)
    assert server.run(full_plan)
    deaths += kill_often(server, keep_lists, 4, step=7)
    survived += together(server, keep_lists)
    server.run(keep_lists)
    assert server.run(yesterday)
    deaths += kill_often(server, miss, 6, step=11)
    survived += together(server, miss)
    server.run(miss)
    with server.env() as env:
        sys.stdout.write(json.dumps({**found(env), "deaths": deaths, "survived": survived}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
