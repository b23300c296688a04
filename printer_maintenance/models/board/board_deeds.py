"""What dispatchers do on the board; who saw an older board is told, and nothing is overwritten."""

from odoo import api, fields, models

from ...exceptions import BoardOutdatedError, VisitEngineerError, VisitError
from ..visit.visit import OPEN_STATES
from ..visit.visit_plan import PLANNED_MINUTES
from .board_reading import EXCHANGEABLE


class DispatchBoard(models.AbstractModel):
    _inherit = "printer.dispatch.board"

    @api.model
    def assign(self, ticket_id: int, user_id: int, start: str, minutes: int = 0) -> int:
        """Send somebody to a request for which nobody is sent yet.

        :return: id of the planned visit
        :raises BoardOutdatedError: when somebody else was quicker
        """
        ticket = self._record("helpdesk.ticket", ticket_id)
        self._check_may_dispatch(ticket)
        person, begin = self.env["res.users"].browse(self._number(user_id)), self._moment(start)
        self._check_allowed(ticket, person)
        ticket._lock_for_planning()
        if open_visit := ticket.sudo().visit_ids.filtered(lambda visit: visit.state in OPEN_STATES):
            raise BoardOutdatedError(
                self.env._(
                    "%(ticket)s: somebody else has just sent %(name)s.",
                    ticket=ticket.number,
                    name=open_visit[0].engineer_id.name,
                )
            )
        minutes = self._number(minutes) or PLANNED_MINUTES
        return self.env["printer.visit"]._plan(ticket, person, begin, minutes).id

    @api.model
    def move(self, visit_id: int, user_id: int, start: str, seen: dict, minutes: int = 0) -> dict | bool:
        """Give a visit to somebody else, or plan it for another time.

        A time that was agreed with the contact changes only with who asked for it and why: a dialog asks. Somebody
        else keeps the agreed time, so that the contact hears of one change at a time.

        :param seen: engineer, start and state that the board showed
        :param minutes: how long the work should take; 0 leaves it as it is
        :return: the dialog that has to follow; False when all is done
        """
        visit = self._take_up(visit_id, seen)
        if visit.state not in EXCHANGEABLE:
            raise VisitError(
                self.env._("%(visit)s has begun; send a backup engineer instead.", visit=visit.name)
            )
        person, begin = self.env["res.users"].browse(self._number(user_id)), self._moment(start)
        is_another = person != visit.engineer_id
        # nobody came at the agreed time: whoever comes now, another one has to be agreed
        has_passed = bool(visit.slot_end) and visit.slot_end <= fields.Datetime.now()
        if is_another:
            self._check_allowed(visit.ticket_id, person)
        if minutes := self._number(minutes):
            visit.planned_minutes = minutes
        if is_another:
            visit._hand_to(person, tells=not has_passed)
        if begin == visit.slot_start or (visit.appointment_at and is_another and not has_passed):
            return False
        if visit.appointment_at:
            return {**visit.action_move(), "context": {"default_visit_id": visit.id, "default_start": start}}
        visit.planned_start = begin
        return False

    @api.model
    def swap(self, visit_id: int, other_id: int, seen: dict, other_seen: dict) -> None:
        """Exchange the engineers of two visits."""
        visit, other = self._take_up(visit_id, seen), self._take_up(other_id, other_seen)
        for one in (visit, other):
            if one.state not in EXCHANGEABLE:
                raise VisitError(self.env._("%(visit)s has begun.", visit=one.name))
        first, second = visit.engineer_id, other.engineer_id
        self._check_allowed(visit.ticket_id, second)
        self._check_allowed(other.ticket_id, first)
        visit._hand_to(second)
        other._hand_to(first)

    @api.model
    def send_backup(self, visit_id: int, user_id: int, start: str, seen: dict) -> int:
        """Send a backup engineer besides or instead of who was sent (REQUIREMENTS S9).

        :return: id of the backup's visit
        """
        visit = self._take_up(visit_id, seen)
        person = self.env["res.users"].browse(self._number(user_id))
        self._check_allowed(visit.ticket_id, person)
        if person == visit.engineer_id:
            raise VisitError(
                self.env._("%(name)s was sent first. A backup is somebody else.", name=person.name)
            )
        return visit._send_backup(person, self._moment(start), visit.planned_minutes).id

    @api.model
    def _take_up(self, visit_id: int, seen: dict):
        """The visit, if it still is what the dispatcher saw.

        :raises BoardOutdatedError: naming who has it now and when
        """
        visit = self._record("printer.visit", visit_id)
        self._check_may_dispatch(visit.ticket_id)
        visit._lock_visit()
        visit.invalidate_recordset(["engineer_id", "slot_start", "planned_minutes", "appointment_at"])
        now = {
            "engineer_id": visit.engineer_id.id,
            "start": fields.Datetime.to_string(visit.slot_start),
            "state": visit.state,
        }
        if now != {name: (seen or {}).get(name) for name in now}:
            raise BoardOutdatedError(
                self.env._(
                    "Somebody else has changed this visit: %(visit)s. Look at it and try again.",
                    visit=visit._as_line(),
                )
            )
        return visit

    @api.model
    def _check_allowed(self, ticket, person) -> None:
        """Only people who belong to the work can be sent, whatever the browser says.

        :raises VisitEngineerError: naming who cannot
        """
        if person not in ticket._allowed_engineers():
            raise VisitEngineerError(
                self.env._(
                    "%(ticket)s: %(people)s cannot be sent. Choose somebody of the station, of the agreement's "
                    "team or of the service centre.",
                    ticket=ticket.number,
                    people=person.sudo().exists().name or "?",
                )
            )


class Visit(models.Model):
    _inherit = "printer.visit"

    def _hand_to(self, engineer, tells: bool = True) -> None:
        """Another engineer comes; a contact who expects somebody else is told at once (REQUIREMENTS S2, S5).

        :param tells: False when another time is agreed on next, which tells of both
        """
        for visit in self:
            before = visit.engineer_id
            visit.write({"engineer_id": engineer.id, "engineer_ids": [fields.Command.unlink(engineer.id)]})
            visit.message_post(
                body=self.env._(
                    "%(new)s comes in place of %(old)s.", new=engineer.sudo().name, old=before.sudo().name
                ),
                subtype_xmlid="mail.mt_note",
            )
            if visit.appointment_at and tells:
                visit._tell_contact("printer_maintenance.mail_template_visit_confirmed")
                visit._tell_codes()
