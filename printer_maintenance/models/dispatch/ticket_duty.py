"""Escalation asks whoever is on duty first: at the request's station, else at the centre."""

from odoo import models

from ..sla.ticket_escalation import Person


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _on_duty(self, roles):
        """See the clock's capability: per station and role who is on duty now, in one query for all of them."""
        # the roster is not every caller's to read: requests are swept by the system, and reported by contacts
        Shift = self.env["printer.roster.shift"].sudo()
        teams = self.team_id
        shifts = Shift._on_duty(roles=roles, teams=teams or None)
        found = {}
        # no station: the centre, and whoever is on duty for the whole company
        for team in [*teams, teams.browse()]:
            for role in roles:
                in_role = shifts.filtered(lambda shift, role=role: shift.role == role)
                own = in_role.filtered(lambda shift, team=team: shift.team_id == team)
                backing = in_role.filtered(lambda shift, team=team: shift._backs_up(team))
                found[team.id, role] = (own or backing)._as_people()
        return found


class RosterShift(models.Model):
    _inherit = "printer.roster.shift"

    def _as_people(self) -> list[Person]:
        """Whom to ask, each once, with the number of their duty."""
        phones = {}
        for shift in self:
            phones.setdefault(shift.user_id, shift.phone)
        return [Person(user, phone) for user, phone in phones.items() if user.active]
