"""What the board shows, read in a constant number of queries."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..dispatch.roster_shift import COUNTING
from ..visit.visit import OPEN_STATES

JOBS_SHOWN = 500
# a day on which clocks are put back, and no more
LONGEST_DAY = timedelta(hours=26)
# the engineer is not on the way yet
EXCHANGEABLE = ("planned", "confirmed")
SHOWN_VISITS = (*OPEN_STATES, "finished", "unfinished")


class DispatchBoard(models.AbstractModel):
    _inherit = "printer.dispatch.board"

    @api.model
    def read_board(self, begin: str, end: str, team_id: int = 0, text: str = "") -> dict:
        """The whole board of one day.

        :param begin: beginning of the day where the reader is (UTC)
        :param end: its end (UTC)
        :param team_id: station whose work and people are shown; 0 for all
        :param text: words to look for among open work
        :return: ``jobs``, ``engineers``, ``visits``, ``shifts``, ``teams`` and what the reader may do
        """
        self._check_looks()
        begin, end = self._moment(begin), self._moment(end)
        if not timedelta() < end - begin <= LONGEST_DAY:
            raise UserError(self.env._("The board shows one day at a time."))
        team = self._record("helpdesk.ticket.team", team_id) if team_id else self.env["helpdesk.ticket.team"]
        people = self._engineers()
        if team:
            people = people.filtered(lambda user: user in team.sudo().user_ids)
        visits = self._visits_of(begin, end, people if team else None, team)
        # whoever is sent has a row, also somebody who has left the station or the trade meanwhile
        people |= visits.sudo()._everyone()
        return {
            "begin": fields.Datetime.to_string(begin),
            "end": fields.Datetime.to_string(end),
            "now": fields.Datetime.to_string(fields.Datetime.now()),
            "may_dispatch": self._may_dispatch(),
            "teams": [
                {"id": station.id, "name": station.name}
                for station in self.env["helpdesk.ticket.team"].search_fetch([], ["name"])
            ],
            **self._open_work(team, text),
            "engineers": self._engineer_values(people, visits, begin, end),
            "visits": self._visit_values(visits),
        }

    @api.model
    def _open_work(self, team, text: str) -> dict:
        """Open requests to which nobody is on the way any more, the most urgent first.

        Nobody is sent yet; or who was sent has no time, or did not set out when it was.
        """
        Ticket = self.env["helpdesk.ticket"]
        domain = Domain("closed", "=", False) & Domain("visit_ids", "not any", self._on_course())
        if team:
            domain &= Domain("team_id", "=", team.id)
        if text := str(text or "").strip():
            words = Domain.OR(
                [(name, "ilike", text)] for name in ("number", "name", "unit_id", "equipment_id.serial_no")
            )
            domain &= words
        found = Ticket.search(domain, limit=JOBS_SHOWN + 1, order="next_deadline, reported_at, id")
        shown = found[:JOBS_SHOWN]
        adrift = self._adrift(shown)
        severities = dict(Ticket._fields["severity"]._description_selection(self.env))
        kinds = dict(Ticket._fields["service_kind"]._description_selection(self.env))
        return {
            "more_jobs": len(found) > JOBS_SHOWN,
            "jobs": [
                {
                    "id": ticket.id,
                    "number": ticket.number,
                    "name": ticket.name,
                    "unit": ticket.unit_id.name or "",
                    "device": ticket.equipment_id.name or "",
                    "severity": ticket.severity,
                    "severity_label": severities[ticket.severity],
                    "kind": kinds[ticket.service_kind],
                    "promise": ticket.next_promise or None,
                    "responsible": ticket.user_id.id,
                    "visit": adrift.get(ticket.id),
                }
                # names of units are told with the request that may be read
                for ticket in shown.sudo(False)
            ],
        }

    @api.model
    def _on_course(self) -> Domain:
        """Visits that have begun, or still are to begin."""
        still_due = Domain("slot_end", ">", fields.Datetime.now())
        return Domain("state", "in", OPEN_STATES) & (Domain("state", "not in", EXCHANGEABLE) | still_due)

    @api.model
    def _adrift(self, tickets) -> dict[int, dict]:
        """Per request the visit that was planned and has no time, or a time that went by."""
        # the request may be read, and so may be told who was to come
        visits_sudo = (
            self.env["printer.visit"]
            .sudo()
            .search([("ticket_id", "in", tickets.ids), ("state", "in", EXCHANGEABLE)], order="id desc")
        )
        return {values["ticket_id"]: values for values in self._visit_values(visits_sudo)}

    @api.model
    def _visits_of(self, begin, end, people=None, team=None):
        """The visits that take part of the day.

        :param people: only those of these people
        :param team: also those to requests of this station
        """
        domain = (
            Domain("state", "in", SHOWN_VISITS)
            & Domain("slot_start", "<", end)
            & Domain("slot_end", ">", begin)
        )
        ours = Domain.TRUE
        if people is not None:
            ours = Domain("engineer_id", "in", people.ids) | Domain("engineer_ids", "in", people.ids)
        if team:
            ours |= Domain("ticket_id.team_id", "=", team.id)
        return self.env["printer.visit"].search(domain & ours, order="slot_start, id")

    @api.model
    def _visit_values(self, visits) -> list[dict]:
        states = dict(visits._fields["state"]._description_selection(self.env))
        # who comes along and what a unit is called belongs to the visit that may be read
        return [
            {
                "id": visit.id,
                "name": visit.name,
                "ticket_id": visit.ticket_id.id,
                "title": visit.ticket_id.name,
                "number": visit.ticket_id.number,
                "unit": visit.unit_id.name or "",
                "device": visit.equipment_id.name or "",
                "severity": visit.ticket_id.severity,
                "engineer_id": visit.engineer_id.id,
                "engineer": visit.sudo().engineer_id.name,
                "further_ids": visit.engineer_ids.ids,
                "start": fields.Datetime.to_string(visit.slot_start),
                "end": fields.Datetime.to_string(visit.slot_end),
                "minutes": visit.planned_minutes,
                "state": visit.state,
                "state_label": states[visit.state],
                "is_backup": visit.is_backup,
                "is_agreed": bool(visit.appointment_at),
            }
            for visit in visits
        ]

    @api.model
    def _engineer_values(self, people, visits, begin, end) -> list[dict]:
        shifts, leaves = self._shifts_of(people, begin, end), self._leaves_of(people, begin, end)
        skills = self.env["printer.skill"]._known_by(people.ids)
        load: dict[int, int] = {}
        for visit in visits:
            if visit.state in OPEN_STATES:
                for person in visit.sudo()._everyone():
                    load[person.id] = load.get(person.id, 0) + visit.planned_minutes
        now = fields.Datetime.now()
        return [
            {
                "id": person.id,
                "name": person.name,
                "phone": person.phone or "",
                "on_duty": any(start <= now < stop for start, stop in shifts.get(person.id, ())),
                "shifts": [self._span(*span) for span in shifts.get(person.id, ())],
                "leaves": [self._span(*span) for span in leaves.get(person.id, ())],
                "load": load.get(person.id, 0),
                "skills": len(skills.get(person.id, ())),
            }
            for person in people
        ]

    @api.model
    def _span(self, start, end) -> list[str]:
        return [fields.Datetime.to_string(start), fields.Datetime.to_string(end)]

    @api.model
    def _shifts_of(self, people, begin, end) -> dict[int, list[tuple]]:
        """When people are on duty, by published rosters."""
        shifts = self.env["printer.roster.shift"].search_fetch(
            [
                ("roster_state", "in", COUNTING),
                ("user_id", "in", people.ids),
                ("start", "<", end),
                ("end", ">", begin),
            ],
            ["user_id", "start", "end"],
        )
        found: dict[int, list[tuple]] = {}
        for shift in shifts:
            found.setdefault(shift.user_id.id, []).append((shift.start, shift.end))
        return found

    @api.model
    def _leaves_of(self, people, begin, end) -> dict[int, list[tuple]]:
        """When people are on leave, by their own calendars."""
        # leave is known to colleagues as being away, whatever its reason
        leaves_sudo = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search_fetch(
                [
                    ("resource_id.user_id", "in", people.ids),
                    ("date_from", "<", end),
                    ("date_to", ">", begin),
                ],
                ["resource_id", "date_from", "date_to"],
            )
        )
        found: dict[int, list[tuple]] = {}
        for leave_sudo in leaves_sudo:
            found.setdefault(leave_sudo.resource_id.user_id.id, []).append(
                (leave_sudo.date_from, leave_sudo.date_to)
            )
        return found
