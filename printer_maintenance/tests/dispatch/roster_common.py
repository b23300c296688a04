"""A centre and a station with rosters, apart from whatever the database holds."""

from datetime import datetime

from odoo import Command
from odoo.tests import new_test_user

from ..common import PrinterCase


class Killed(BaseException):
    """What happens to a server process: nothing catches it."""


class RosterCase(PrinterCase):
    """A service centre without an area, a station for the test bureau, people for both; a company of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Team = cls.env["helpdesk.ticket.team"]
        cls.company = cls.env.company
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.dispatcher = cls.users["dispatcher"]
        cls.second = cls.users["second_line"]
        cls.colleague = cls._person("test-colleague", "engineer")
        cls.centre = Team.create(
            {"name": "Centre", "is_centre": True, "user_ids": [Command.set(cls.second.ids)]}
        )
        cls.team.area_unit_ids = cls.bureau

    @classmethod
    def _person(cls, login, role, **values):
        return new_test_user(
            cls.env,
            login=login,
            name=login,
            lang="en_US",
            groups=f"base.group_user,printer_maintenance.group_{role}",
            **values,
        )

    @classmethod
    def _roster(cls, team=None, publish=False, **values):
        roster = cls.env["printer.roster"].create(
            {
                "name": "Test roster",
                "team_id": team.id if team else False,
                "date_start": "2026-03-01",
                "tz": "Asia/Shanghai",
                "horizon_days": 10,
                **values,
            }
        )
        if publish:
            roster._set_state("published")
        return roster

    @classmethod
    def _pattern(cls, roster, people, **values):
        return cls.env["printer.roster.pattern"].create(
            {
                "roster_id": roster.id,
                "name": "Night",
                "role": "engineer",
                "hour_from": 20,
                "hour_to": 8,
                "turn_ids": [
                    Command.create({"sequence": place, "user_id": user.id})
                    for place, user in enumerate(people)
                ],
                **values,
            }
        )

    @classmethod
    def _shift(cls, roster, user, start, end, role="engineer", **values):
        return cls.env["printer.roster.shift"].create(
            {
                "roster_id": roster.id,
                "user_id": user.id,
                "role": role,
                "start": datetime.fromisoformat(start),
                "end": datetime.fromisoformat(end),
                **values,
            }
        )
