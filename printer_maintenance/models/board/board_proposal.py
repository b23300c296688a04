"""Who should be sent, and what stands against it, before it is made."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import proposal, roster
from ..dispatch.roster_shift import COUNTING
from ..visit.visit import OPEN_STATES
from ..visit.visit_plan import PLANNED_MINUTES

PROPOSED = 10


class DispatchBoard(models.AbstractModel):
    _inherit = "printer.dispatch.board"

    @api.model
    def propose(self, ticket_id: int, start: str, minutes: int = 0) -> list[dict]:
        """The best people for a job, with the reasons for and against each.

        :param ticket_id: ``helpdesk.ticket``
        :param start: when (UTC)
        :param minutes: how long; 0 for what is usual
        """
        self._check_looks()
        ticket = self._record("helpdesk.ticket", ticket_id)
        begin = self._moment(start)
        end = begin + timedelta(minutes=self._number(minutes) or PLANNED_MINUTES)
        people = ticket._allowed_engineers()
        ranked = proposal.rank(self._candidates(ticket, people, begin, end))[:PROPOSED]
        best_sudo = people.sudo().browse(one.person for one in ranked)  # names are told among colleagues
        names = {person_sudo.id: person_sudo.name for person_sudo in best_sudo}
        words = self._reason_words()
        return [
            {
                "user_id": one.person,
                "name": names[one.person],
                "points": one.points,
                "reasons": [{"text": words[name], "good": proposal.POINTS[name] > 0} for name in one.reasons],
            }
            for one in ranked
        ]

    @api.model
    def _candidates(self, ticket, people, begin, end) -> list[proposal.Candidate]:
        """What is known about each person for this job, in a constant number of queries."""
        day_begin, day_end = self._day_span(str(fields.Datetime.context_timestamp(self, begin).date()))
        # whether somebody is busy counts also where the reader does not see the work
        visits_sudo = self.sudo()._visits_of(day_begin, day_end, people)
        shifts = self._shifts_of(people, begin, end)
        # in a gap of the roster nobody is on duty, which is to be said; without any roster there is nothing to say
        that_day = Domain(
            [("roster_state", "in", COUNTING), ("start", "<", day_end), ("end", ">", day_begin)]
        )
        has_roster = bool(self.env["printer.roster.shift"].sudo()._duty_of(that_day, None, ticket.team_id))
        leaves = self._leaves_of(people, begin, end)
        Skill = self.env["printer.skill"]
        skills, kept = Skill._known_by(people.ids), Skill._are_kept()
        places = self._places(ticket)
        of_person: dict[int, list] = {}
        for visit in visits_sudo:
            for person in visit._everyone():
                of_person.setdefault(person.id, []).append(visit)
        return [
            proposal.Candidate(
                person=person.id,
                is_free=not any(
                    visit.state in OPEN_STATES and visit.slot_start < end and visit.slot_end > begin
                    for visit in of_person.get(person.id, ())
                ),
                on_duty=roster.covers(shifts.get(person.id, ()), begin, end) if has_roster else None,
                on_leave=person.id in leaves,
                skill=Skill._judge(ticket.equipment_id, skills, person.id) if kept else None,
                place=places.get(person.id, ""),
                near=self._nearness(of_person.get(person.id, ()), ticket),
                is_responsible=ticket.user_id == person,
                load_minutes=sum(
                    visit.planned_minutes
                    for visit in of_person.get(person.id, ())
                    if visit.state in OPEN_STATES
                ),
            )
            for person in people
        ]

    @api.model
    def _places(self, ticket) -> dict[int, str]:
        """What each person is to the request; whoever is several things is the first of them."""
        # whoever dispatches need not see every team and agreement
        agreement_sudo, team_sudo = ticket.sudo().agreement_id, ticket.sudo().team_id
        return {
            **dict.fromkeys(agreement_sudo.backup_ids.ids, "backup"),
            **dict.fromkeys(team_sudo.user_ids.ids, "station"),
            **dict.fromkeys(agreement_sudo.engineer_ids.ids, "first_named"),
        }

    @api.model
    def _nearness(self, visits, ticket) -> str:
        if any(visit.unit_id == ticket.unit_id for visit in visits if visit.unit_id):
            return "in_unit"
        customers = {visit.ticket_id.customer_id for visit in visits}
        return "at_customer" if ticket.customer_id and ticket.customer_id in customers else ""

    @api.model
    def _reason_words(self) -> dict[str, str]:
        env = self.env
        return {
            "free": env._("free"),
            "busy": env._("has other work then"),
            "on_leave": env._("on leave"),
            "on_duty": env._("on duty"),
            "off_duty": env._("not on duty"),
            "skilled": env._("knows this brand"),
            "type_known": env._("knows this type of device"),
            "unskilled": env._("no skill for this device on record"),
            "first_named": env._("engineer of the agreement"),
            "station": env._("of the station"),
            "backup": env._("backup of the agreement"),
            "in_unit": env._("has another job in this unit that day"),
            "at_customer": env._("has another job at this customer that day"),
            "responsible": env._("responsible for the request"),
        }

    @api.model
    def check(
        self, ticket_id: int, user_id: int, start: str, minutes: int = 0, visit_ids: list[int] | None = None
    ) -> list[str]:
        """What stands against sending somebody, in words; empty when nothing does.

        :param visit_ids: visits that are being moved, or change places
        :raises VisitEngineerError: for somebody who cannot be sent at all
        """
        self._check_looks()
        ticket = self._record("helpdesk.ticket", ticket_id)
        begin = self._moment(start)
        end = begin + timedelta(minutes=self._number(minutes) or PLANNED_MINUTES)
        person = self.env["res.users"].browse(self._number(user_id))
        self._check_allowed(ticket, person)
        [candidate] = self._candidates(ticket, person, begin, end)
        clashes = (
            self.env["printer.visit"]
            .sudo()
            ._clashes(person.ids, begin, end, tuple(map(self._number, visit_ids or ())))
        )
        against = [self.env._("Has other work then: %(visit)s", visit=clash._as_line()) for clash in clashes]
        if candidate.on_leave:
            against.append(self.env._("Is on leave then."))
        if candidate.on_duty is False:
            against.append(self.env._("Is not on duty then."))
        if candidate.skill == "unskilled":
            against.append(self.env._("Has no skill for this device on record."))
        if begin < fields.Datetime.now() - timedelta(minutes=1):
            against.append(self.env._("This time has already passed."))
        if ticket.next_deadline and begin > ticket.next_deadline:
            against.append(self.env._("The next promise of this request is due before that."))
        return against
