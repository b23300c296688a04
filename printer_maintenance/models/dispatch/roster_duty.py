"""Who is on duty: asked by routing, escalation, the hotline, and people in a hurry."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import roster as rules
from ..base.rights import check_role
from .roster_shift import COUNTING

STAFF = (
    "engineer",
    "agent",
    "project_manager",
    "equipment_supervisor",
    "service_director",
)
# who is called first
BOARD_ORDER = ("agent", "dispatcher", "engineer", "second_line", "manager", "director", "management")
# how far ahead the board looks for who comes next
NEXT_WITHIN = timedelta(hours=36)
READ = ("user_id", "role", "is_backup", "duty_phone", "start", "end", "team_id", "company_id", "roster_id")


class RosterShift(models.Model):
    _inherit = "printer.roster.shift"

    @api.model
    def _on_duty(self, at=None, roles=None, teams=None):
        """The shifts that cover a moment: a station's own first, then the centre's and the company's; backups last.

        One query, whatever the number of stations. Drafts do not count; struck out shifts neither.

        :param at: the moment (naive UTC), by default now
        :param roles: names of roles, by default all
        :param teams: ``helpdesk.ticket.team`` records; with them, the centre and the whole company back them up
        :return: ``printer.roster.shift`` records
        """
        at = at or fields.Datetime.now()
        domain = Domain([("roster_state", "in", COUNTING), ("start", "<=", at), ("end", ">", at)])
        return self._duty_of(domain, roles, teams)

    @api.model
    def _duty_of(self, domain, roles, teams):
        """Shifts of a time, those of the stations first."""
        if roles:
            domain &= Domain("role", "in", list(roles))
        if teams:
            domain &= Domain("team_id", "in", teams.ids) | self._backing_domain(teams)
        shifts = self.search_fetch(domain, READ, order="start, id")
        own = set(teams.ids) if teams else set()
        return shifts.sorted(
            lambda shift: (bool(own) and shift.team_id.id not in own, shift.is_backup, shift.start, shift.id)
        )

    @api.model
    def _backing_domain(self, teams) -> Domain:
        """Who backs stations up: the centre, and those on duty for the whole company."""
        backing = Domain("team_id", "=", False) | Domain("team_id.is_centre", "=", True)
        companies = teams.company_id
        if all(team.company_id for team in teams):
            backing &= Domain("company_id", "in", companies.ids)
        return backing

    def _backs_up(self, team) -> bool:
        """Whether this shift stands in for a station that has nobody on duty."""
        self.ensure_one()
        same_company = not team.company_id or self.company_id == team.company_id
        return same_company and self.team_id != team and (not self.team_id or self.team_id.is_centre)

    @api.model
    def _on_duty_by_team(self, teams, roles=None, at=None) -> dict:
        """Per station who is on duty in certain roles; a station that has nobody gets the centre's people.

        Ask for one role at a time where each role of its own is to be backed up.

        :param teams: ``helpdesk.ticket.team`` records
        :return: shifts by the team's id; empty where neither station nor centre has anybody
        """
        shifts = self._on_duty(at, roles, teams) if teams else self.browse()
        by_team = shifts.grouped("team_id")
        return {
            team.id: by_team.get(team) or shifts.filtered(lambda shift, team=team: shift._backs_up(team))
            for team in teams
        }

    @api.model
    def on_duty_board(self, team_id=False):
        """Who is on duty now and who comes next, for the boards of hotline and dispatch (REQUIREMENTS S11).

        :param team_id: id of a station, or False for the whole company
        :return: ``{"now": [...], "next": [...], "gaps": [...], "at": ...}``; lines with ``id``, ``user_id``, ``name``,
            ``role``, ``role_name``, ``is_backup``, ``phone``, ``team``, ``start``, ``end``; moments as UTC strings
        :raises AccessError: for people who are no staff of the service
        """
        check_role(self.env, *STAFF)
        now = fields.Datetime.now()
        teams = self.env["helpdesk.ticket.team"].browse(int(team_id)).exists() if team_id else None
        near = Domain(
            [("roster_state", "in", COUNTING), ("end", ">", now), ("start", "<=", now + NEXT_WITHIN)]
        )
        shifts = self._duty_of(near & Domain("company_id", "in", self.env.companies.ids), None, teams)
        current = shifts.filtered(lambda shift: shift.start <= now)
        following = {}
        for shift in (shifts - current).sorted("start"):
            following.setdefault((shift.team_id, shift.role, shift.is_backup), shift)
        return {
            "at": fields.Datetime.to_string(now),
            "now": current._in_board_order(teams)._board_lines(),
            "next": self.concat(*following.values())._board_lines(),
            "gaps": self.env["printer.roster.gap"]._board_lines(teams),
        }

    def _in_board_order(self, teams=None):
        """The first to call first: a station's own people, then by role, the backup beside whom they back up."""
        roles = {role: place for place, role in enumerate(BOARD_ORDER)}
        return self.sorted(
            lambda shift: (
                bool(teams) and shift.team_id not in teams,
                roles.get(shift.role, len(roles)),
                shift.is_backup,
                shift.start,
            )
        )

    def _board_lines(self) -> list[dict]:
        roles = dict(self._fields["role"]._description_selection(self.env))
        # the names and numbers of colleagues are not secret among them
        return [
            {
                "id": shift.id,
                "user_id": shift.user_id.id,
                "name": shift.user_id.name,
                "role": shift.role,
                "role_name": roles[shift.role],
                "is_backup": shift.is_backup,
                "phone": shift.phone or "",
                "team": shift.team_id.name or "",
                "start": fields.Datetime.to_string(shift.start),
                "end": fields.Datetime.to_string(shift.end),
            }
            for shift in self.sudo()
        ]

    def _as_duties(self) -> list[rules.Duty]:
        """These shifts as the rule knows them."""
        return [
            rules.Duty(shift.start, shift.end, shift.role, shift.user_id.id, shift.is_backup)
            for shift in self
        ]

    @api.model
    def _wall_clock(self, moment, zone: str) -> str:
        """The time of day of a moment (naive UTC) in a zone."""
        return fields.Datetime.context_timestamp(self.with_context(tz=zone), moment).strftime("%H:%M")
