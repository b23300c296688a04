"""What a screen needs to let the promises of a request run before people's eyes.

A wrong clock on somebody's computer must not matter: what is left is told in seconds, as the server counts them at the
moment of reading, and screens only count on from there.
"""

from odoo import api, fields, models

from ...rules import countdown
from .sla_target import MILESTONES
from .working_hours import CalendarHours

# in the order in which they happen
ORDER = {milestone: number for number, (milestone, _label) in enumerate(MILESTONES)}
# the deadline of a list turns amber with a quarter of the promised time left, and not later than this
SOON_SECONDS = 15 * 60


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # contacts have a page of their own: whom we wait for inside the house is not for them
    clock_board = fields.Json(
        string="Countdown",
        compute="_compute_clock_board",
        groups="base.group_user",
        help="Every promise of the request with what is left of it.",
    )
    next_promise = fields.Json(
        string="Due next",
        compute="_compute_next_promise",
        groups="base.group_user",
        help="The promise that is due next with what is left of it, or what the request waits for.",
    )

    @api.depends_context("lang")
    def _compute_clock_board(self):
        now = fields.Datetime.now()
        labels, hours = self._milestone_labels(), _HoursBook(self)
        # the promises of a request are part of it: whoever may read it sees how they stand
        rows = self.env["printer.sla.clock"].sudo()._load_rows(self._origin.ids)
        clocks: dict[int, list] = {}
        for row in sorted(rows, key=lambda row: ORDER[row.milestone]):
            clocks.setdefault(row.ticket_id, []).append(row)
        for ticket in self:
            ticket.clock_board = {
                "ticket_id": ticket._origin.id,
                "read_at": fields.Datetime.to_string(now),
                "waiting": ticket._waiting_shown(),
                "clocks": [
                    {"label": labels[row.milestone], **ticket._clock_shown(row, now, hours)}
                    for row in clocks.get(ticket._origin.id, ())
                ],
            }

    @api.depends_context("lang")
    def _compute_next_promise(self):
        now = fields.Datetime.now()
        labels = self._milestone_labels()
        due = self.filtered("next_deadline")
        # see _compute_clock_board
        rows = self.env["printer.sla.clock"].sudo()._load_rows(due._origin.ids) if due else ()
        nearest = {}
        for row in rows:
            if row.face.state == "running" and (
                row.ticket_id not in nearest or row.face.deadline < nearest[row.ticket_id].face.deadline
            ):
                nearest[row.ticket_id] = row
        for ticket in self:
            row = nearest.get(ticket._origin.id)
            ticket.next_promise = {
                "waiting": ticket._waiting_shown(),
                "label": labels[row.milestone] if row else False,
                "seconds_left": countdown.running(now, row.face.deadline).seconds_left if row else False,
                "soon_seconds": max(SOON_SECONDS, row.face.target_minutes * 15) if row else False,
            }

    def _clocks_in_order(self):
        """The clocks of one request in the order of what happens, for its page."""
        return self.clock_ids.sorted(lambda clock: ORDER[clock.milestone])

    def _words_for_customer(self) -> str:
        """What the contact reads while the request waits for them; nothing of our own waiting."""
        reason_sudo = self.sudo().waiting_reason_id  # these words are for contacts, our reasons are not
        if not self.waiting_stops_clock or reason_sudo.party != "customer":
            return ""
        return reason_sudo.customer_words or reason_sudo.name

    @api.model
    def _milestone_labels(self) -> dict[str, str]:
        """The milestones in the reader's language."""
        return dict(self.env["printer.sla.clock"]._fields["milestone"]._description_selection(self.env))

    def _waiting_shown(self) -> dict | bool:
        """What the request waits for at present."""
        reason_sudo = self.sudo().waiting_reason_id  # a name, for people of other applications too
        return bool(reason_sudo) and {
            "reason": reason_sudo.name,
            "since": fields.Datetime.to_string(self.waiting_since),
            "stops_clock": self.waiting_stops_clock,
        }

    def _clock_shown(self, row, now, hours) -> dict:
        """What a screen shows of one clock.

        :param row: a :class:`~.clock_store.Row`
        """
        face = row.face
        shown = {
            "milestone": row.milestone,
            "state": face.state,
            "target_minutes": face.target_minutes,
            "deadline": fields.Datetime.to_string(face.deadline),
            "stop": fields.Datetime.to_string(face.stop) or False,
            "elapsed_minutes": face.elapsed_minutes,
        }
        opening_hours = hours.of(self, face.calendar_id)
        if face.state == "paused":
            left = countdown.frozen(self.waiting_since or now, face.deadline, opening_hours)
            shown.update(seconds_left=left, counted_seconds_left=left)
        elif face.state == "running":
            reading = countdown.running(now, face.deadline, opening_hours)
            shown.update(
                seconds_left=reading.seconds_left,
                counted_seconds_left=reading.counted_seconds_left,
                closed_until=fields.Datetime.to_string(reading.closed_until) or False,
                seconds_to_change=reading.hours_change_at
                and int((reading.hours_change_at - now).total_seconds()),
            )
        return shown


class _HoursBook:
    """The opening hours of a batch of requests, each worked out once."""

    def __init__(self, tickets):
        # opening hours and policies are not everybody's to read, what follows from them for a request is
        self.Calendar = tickets.env["resource.calendar"].sudo()
        self._hours: dict[tuple, CalendarHours] = {}

    def of(self, ticket, calendar_id: int | None) -> CalendarHours | None:
        """The opening hours of a clock; None around the clock."""
        if not calendar_id:
            return None
        ticket_sudo = ticket.sudo()
        company_sudo = ticket_sudo.company_id if ticket_sudo.policy_id.public_holidays else None
        key = (calendar_id, company_sudo and company_sudo.id)
        if key not in self._hours:
            self._hours[key] = CalendarHours(self.Calendar.browse(calendar_id), company_sudo)
        return self._hours[key]
