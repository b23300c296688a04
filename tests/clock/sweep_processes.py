"""Real server processes that sweep, and die: ``python sweep_processes.py DATABASE``, prints one line of JSON.

Run by ``test_sweep_killed.py`` on a database of its own. The registry is loaded once; each sweep is a child process
with connections of its own, and is ended by SIGKILL in the middle of its work.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

# what both scripts of processes share stands beside their folders
sys.path.insert(0, str(Path(__file__).parent.parent))

from server_process import Server, kill_often, together

from odoo import fields

REQUESTS = 40
CLOCKS_IN_A_TRANSACTION = 8
DEATHS = 12


def report(env) -> None:
    """Requests whose clocks are overdue by all their steps but the last ones."""
    device = env["maintenance.equipment"].search([("unit_id", "!=", False)], limit=1)
    env["helpdesk.ticket"].create(
        [
            {
                "name": f"Jam {number}",
                "description": "<p>x</p>",
                "equipment_id": device.id,
                "partner_id": device.unit_id.id,
                "user_id": False,
                "reported_at": fields.Datetime.now() - timedelta(minutes=31),
            }
            for number in range(REQUESTS)
        ]
    )


def sweep(env) -> None:
    """What the scheduled action does."""
    env["printer.sla.clock"]._cron_sweep()


def found(env) -> dict:
    """What stands in the database: how often each step fired, each person was told, each mail was written."""
    query = env.cr.execute
    query("SELECT count(*), count(DISTINCT (clock_id, step_id)) FROM printer_sla_escalation_log")
    fired, steps = env.cr.fetchone()
    query("SELECT count(*), count(DISTINCT (log_id, user_id)), count(told_at) FROM printer_sla_notice")
    notices, people, told = env.cr.fetchone()
    query(
        "SELECT count(*), count(DISTINCT (res_id, user_id)) FROM mail_activity "
        "WHERE automated AND res_model = 'helpdesk.ticket'"
    )
    activities, different = env.cr.fetchone()
    query("SELECT count(*) FROM printer_sla_clock WHERE next_event_at <= now() AT TIME ZONE 'UTC'")
    left = env.cr.fetchone()[0]
    query("SELECT mail_id, count(*) FROM printer_sla_notice WHERE by_mail GROUP BY mail_id")
    by_mail = dict(env.cr.fetchall())
    mails = env["mail.mail"].search([("printer_tries", ">", 0)])
    return {
        "fired": fired,
        "steps": steps,
        "notices": notices,
        "people": people,
        "told": told,
        "activities": activities,
        "different activities": different,
        "left": left,
        "mails": len(mails),
        "mails of notices": len([mail for mail in by_mail if mail]),
    }


def main(database: str) -> None:
    server = Server(database)
    from odoo.addons.printer_maintenance.models.sla import sla_sweep

    sla_sweep.PAGE = CLOCKS_IN_A_TRANSACTION
    assert server.run(report)
    deaths = kill_often(server, sweep, DEATHS)
    survived = together(server, sweep)
    server.run(sweep)
    with server.env() as env:
        sys.stdout.write(json.dumps({**found(env), "deaths": deaths, "survived": survived}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
