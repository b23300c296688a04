"""Real server processes that make checks of stock, and die: ``python check_processes.py DATABASE``, prints JSON.

Run by ``test_checks_killed.py`` on a database of its own.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

# what both scripts of processes share stands beside their folders
sys.path.insert(0, str(Path(__file__).parent.parent))

from server_process import Server, kill_often, together

from odoo import fields

ROWS = 12
DEATHS = 10


def prepare(env) -> None:
    """Agreed rows with a check every day and none made yet, as after the checks were lost."""
    # the company's own day: it is ahead of the server's for a third of each day
    today = env.company._printer_day(fields.Datetime.now())
    env["printer.part.stocking"].search([("state", "=", "agreed")])._end("Killed on purpose")
    warehouse = env["stock.warehouse"].search([], limit=1)
    place = env["stock.location"].create({"name": "Killed", "location_id": warehouse.view_location_id.id})
    parts = env["product.product"].create(
        [
            {"name": f"Killed {number}", "type": "consu", "is_storable": True, "is_printer_part": True}
            for number in range(ROWS)
        ]
    )
    rows = env["printer.part.stocking"].create(
        [
            {
                "location_id": place.id,
                "product_id": part.id,
                "quantity_min": 1,
                "quantity_max": 2,
                "check_unit": "days",
                "check_begin": today - timedelta(days=1),
            }
            for part in parts
        ]
    )
    rows._set_state("agreed", agreed_on=today - timedelta(days=1), agreed_by_id=env.uid)


def make_checks(env) -> None:
    """What the scheduled action does, in small portions, so that it dies between them too."""
    sys.modules["odoo.addons.printer_maintenance.models.stocking.stocking_checks"].ROWS_AT_ONCE = 4
    env["printer.part.stocking"]._cron_make_checks()


def found(env) -> dict:
    """What stands in the database."""
    rows = env["printer.part.stocking"].search([("state", "=", "agreed")])
    checks = env["printer.part.check"].search([("stocking_id", "in", rows.ids)])
    return {
        "rows": len(rows),
        "checks": len(checks),
        "keys": len({(check.stocking_id.id, check.due_on) for check in checks}),
        "days": len(set(checks.mapped("due_on"))),
        "span": (max(checks.mapped("due_on")) - min(rows.mapped("check_begin"))).days + 1,
    }


def main(database: str) -> None:
    server = Server(database)
    assert server.run(prepare)
    deaths = kill_often(server, make_checks, DEATHS, step=4)
    survived = together(server, make_checks, 3)
    server.run(make_checks)
    with server.env() as env:
        sys.stdout.write(json.dumps({**found(env), "deaths": deaths, "survived": survived}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
