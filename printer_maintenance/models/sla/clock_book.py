"""Reading the clocks of a batch of requests: what is promised, when it is due, what became of it."""

from typing import NamedTuple

from odoo import fields

from ...rules import clock as clock_rules
from ...rules import escalation, promises
from .clock_store import Face, Row
from .working_hours import CalendarHours

# which fact of the request keeps which promise, and from which fact each way of counting starts
FACT_OF_MILESTONE = {
    "confirm": "confirmed_at",
    "respond": "responded_at",
    "arrive": "arrived_at",
    "report": "major_told_at",
    "resolve": "solved_at",
    "answer": "answered_at",
}
FACT_OF_START = {
    "report": "reported_at",
    "response": "responded_at",
    "confirmation": "confirmed_at",
    "severity": "severity_since",
}
STOPPED = ("met", "missed")


class Promise(NamedTuple):
    """What is promised of one milestone, read once for the whole batch; the first fields of a :class:`Face`."""

    target_minutes: int
    start_from: str
    can_pause: bool
    calendar_id: int | None


class Step(NamedTuple):
    """A step of an escalation, read once for the whole batch."""

    id: int
    milestone: str | bool
    severity: str | bool
    kind: str
    value: int

    def concerns(self, milestone: str, severity: str) -> bool:
        """Whether it is a step for this clock."""
        return self.milestone in (False, milestone) and self.severity in (False, severity)


class ClockBook:
    """Policies, opening hours, pauses and escalation steps of a batch of requests, each read once.

    :param tickets: ``helpdesk.ticket`` records, raised: clocks follow whoever acts
    """

    def __init__(self, tickets):
        self.env = tickets.env
        self.now = fields.Datetime.now()
        pauses = self.env["printer.sla.pause"].search([("ticket_id", "in", tickets.ids)])
        self.pauses = pauses._spans()
        self.targets, self.steps = {}, {}
        for policy in tickets.policy_id:
            self.targets[policy.id] = [
                promises.Target(
                    target, target.milestone, target.severity, target.service_kind, target.category_id.id
                )
                for target in policy.target_ids
            ]
            self.steps[policy.id] = [
                Step(step.id, step.milestone, step.severity, step.offset_kind, step.offset)
                for step in policy.step_ids
            ]
        self._kinds: dict[int, tuple] = {}
        self._hours: dict[tuple, CalendarHours] = {}
        self._chosen: dict[tuple, dict[str, Promise]] = {}
        self._offsets: dict[tuple, list[tuple[int, int]]] = {}
        self._first: dict[tuple, Face] = {}

    def hours(self, calendar_id: int | None, ticket):
        """The opening hours of a clock; None around the clock."""
        if not calendar_id:
            return None
        company = ticket.company_id if ticket.policy_id.public_holidays else None
        key = (calendar_id, company and company.id)
        if key not in self._hours:
            self._hours[key] = CalendarHours(self.env["resource.calendar"].browse(calendar_id), company)
        return self._hours[key]

    def kind(self, ticket) -> tuple:
        """What promises are chosen by: policy, severity, kind of service and category of the device."""
        if ticket.id not in self._kinds:
            self._kinds[ticket.id] = (
                ticket.policy_id.id,
                ticket.severity,
                ticket.service_kind,
                ticket.equipment_id.category_id.id,
            )
        return self._kinds[ticket.id]

    def promised(self, ticket) -> dict[str, Promise]:
        """Per milestone what is promised of a request."""
        key = self.kind(ticket)
        if key not in self._chosen:
            found = promises.applying(self.targets.get(key[0], ()), *key[1:])
            self._chosen[key] = {
                milestone: Promise(
                    target.key.minutes,
                    target.key.start_from,
                    target.key.can_pause,
                    target.key.policy_id.calendar_id.id or None,
                )
                for milestone, target in found.items()
                if target.key.is_promised
            }
        return self._chosen[key]

    def first_face(self, ticket, milestone: str, promise: Promise) -> Face | None:
        """A clock that starts now, None while its start has not happened or there is nothing to wait for any more."""
        stop = ticket[FACT_OF_MILESTONE[milestone]] or None
        start = ticket[FACT_OF_START[promise.start_from]] or stop
        if not start or (ticket.closed and not stop):
            return None
        if ticket.id in self.pauses:
            return self._face(ticket, milestone, promise, (start, stop))
        # requests of one kind that come in at one moment promise the same
        key = (self.kind(ticket), ticket.company_id.id, milestone, start, stop)
        if key not in self._first:
            self._first[key] = self._face(ticket, milestone, promise, (start, stop))
        return self._first[key]

    def next_face(self, ticket, row: Row, promise: Promise | None, corrected: bool, fired: set[int]) -> Face:
        """What a clock that exists shows now.

        One that was stopped keeps its verdict, whatever is promised later; it is read anew when a fact was
        corrected, or when its fact has vanished because the request was opened again.

        :param promise: what is promised now, None when nothing is
        :param fired: ids of the escalation steps that have fired
        """
        face = row.face
        stop = ticket[FACT_OF_MILESTONE[row.milestone]] or None
        stays = face.state in STOPPED and (stop or ticket.closed)
        if stays and not corrected:
            return face
        if not stays and not promise:
            return self._unpromised(ticket, face)
        if stays:
            promise = Promise(*face[:4])
        start = ticket[FACT_OF_START[promise.start_from]] or face.start
        return self._face(ticket, row.milestone, promise, (start, stop), fired, bool(row.taken_over_id))

    def _unpromised(self, ticket, face: Face) -> Face:
        """A clock of something that is promised no more: what was overdue by then was missed, the rest is no case."""
        if face.state in (*STOPPED, "cancelled"):
            return face
        pauses = self.pauses.get(ticket.id, ()) if face.can_pause else ()
        hours = self.hours(face.calendar_id, ticket)
        reading = clock_rules.read(face.start, face.target_minutes, None, hours, pauses)
        reading = clock_rules.closed_unstopped(reading, self.now)
        if reading.state == "cancelled":
            return face._replace(state="cancelled", next_event_at=None)
        taken = clock_rules.read(face.start, face.target_minutes, self.now, hours, pauses)
        return face._replace(
            state="missed",
            stop=self.now,
            elapsed_minutes=taken.elapsed_minutes,
            paused_minutes=taken.paused_minutes,
            next_event_at=None,
        )

    def _face(self, ticket, milestone, promise, span, fired=(), is_taken_over=False) -> Face:
        minutes, _start_from, can_pause, calendar_id = promise
        start, stop = span
        hours = self.hours(calendar_id, ticket)
        pauses = self.pauses.get(ticket.id, ()) if can_pause else ()
        reading = clock_rules.read(start, minutes, stop, hours, pauses)
        if not stop and ticket.closed:
            stop = ticket.closed_date or self.now
            reading = clock_rules.closed_unstopped(reading, stop)
            if reading.state == "missed":
                taken = clock_rules.read(start, minutes, stop, hours, pauses)
                reading = taken._replace(state="missed")
            else:
                stop = None
        next_event_at = None
        if reading.state == "running" and not is_taken_over:
            next_event_at = self._next_event(ticket, milestone, (start, minutes, hours, pauses), fired)
        return Face(
            *promise,
            start,
            reading.deadline,
            stop,
            reading.state,
            reading.elapsed_minutes,
            reading.paused_minutes,
            next_event_at,
        )

    def offsets(self, ticket, milestone: str, minutes: int) -> list[tuple[int, int]]:
        """The escalation steps of a clock, each with its minute."""
        policy_id, severity, *_others = self.kind(ticket)
        key = (policy_id, severity, milestone, minutes)
        if key not in self._offsets:
            self._offsets[key] = [
                (step.id, escalation.offset_minutes(step.kind, step.value, minutes))
                for step in self.steps.get(policy_id, ())
                if step.concerns(milestone, severity)
            ]
        return self._offsets[key]

    def _next_event(self, ticket, milestone, reading, fired):
        start, minutes, hours, pauses = reading
        minute = escalation.next_minute(self.offsets(ticket, milestone, minutes), fired)
        return None if minute is None else clock_rules.at_minute(start, minute, hours, pauses)
