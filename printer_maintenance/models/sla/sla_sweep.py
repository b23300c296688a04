"""The sweep: once a minute, whatever is due is called, and whoever is concerned is told.

Its cost follows what is due and not what is open. Killed anywhere it goes on without a gap or a double: steps are put
on record in the transaction that moves their clock on, people are told in the transaction that notes that they were.
"""

import logging

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules import clock as clock_rules
from .clock_book import ClockBook

_logger = logging.getLogger(__name__)

# clocks that are called in one transaction
PAGE = 500
# somebody may be working on the very requests that are due: they come first, the sweep looks again
TRIES = 5
# a clock whose steps cannot be called for a reason of its own is looked at again after so many minutes
RETRY_MINUTES = 10


class SlaClock(models.Model):
    _inherit = "printer.sla.clock"

    @api.model
    def _cron_sweep(self) -> None:
        """Call the steps that are due, then tell people: one message each."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self._due_count())
        while clocks := self._attempt(self._call_due):
            if not cron._commit_progress(clocks):
                return
        Notice = self.env["printer.sla.notice"]
        while people := Notice._untold_people():
            told = sum(self._attempt(lambda user=user: self._tell_person(user)) for user in people)
            if not told or not cron._commit_progress(0):
                return

    @api.model
    def _due_count(self) -> int:
        self.env.cr.execute(
            SQL("SELECT count(*) FROM printer_sla_clock WHERE next_event_at <= %s", fields.Datetime.now())
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _attempt(self, work) -> int:
        """Do a piece of work in a transaction of its own; again when somebody else changed the same records.

        :return: how many items were done; 0 when there is nothing to do, or others stay in the way
        """
        for _try in range(TRIES):
            try:
                done = work()
                self.env.flush_all()
                self.env["ir.cron"]._commit_progress(0)
                return done
            except (psycopg2.errors.SerializationFailure, psycopg2.errors.DeadlockDetected):
                self.env.cr.rollback()
                self.env.invalidate_all()
        _logger.warning(
            "Requests that are due are being changed again and again; the next sweep looks at them."
        )
        return 0

    @api.model
    def _tell_person(self, user_id: int) -> int:
        notices = self.env["printer.sla.notice"]._take_untold(user_id)
        # who cannot be told is tried again by the next sweep, and keeps nobody else from being told
        return len(notices) if notices and self._isolated(notices._tell, "Person %s", user_id) else 0

    @api.model
    def _call_due(self) -> int:
        """Call the steps of one page of clocks.

        :return: how many clocks were looked at
        """
        now = fields.Datetime.now()
        self.env.cr.execute(self._due_query(now))
        clocks = self.browse(clock_id for (clock_id,) in self.env.cr.fetchall())
        if clocks and not self._isolated(lambda: clocks._call_steps(now), "A page of clocks"):
            for clock in clocks:
                if not self._isolated(lambda clock=clock: clock._call_steps(now), "Clock %s", clock.id):
                    later = fields.Datetime.add(now, minutes=RETRY_MINUTES)
                    clock._through_door().write({"next_event_at": later})
        return len(clocks)

    @api.model
    def _isolated(self, work, what: str, *names) -> bool:
        """Do a piece of work all or nothing; what is wrong with it goes to the log and stops nothing else."""
        try:
            with self.env.cr.savepoint():
                work()
                self.env.flush_all()
        except psycopg2.OperationalError:
            # somebody else changed the same records: see _attempt
            raise
        except Exception:
            self.env.invalidate_all()
            _logger.exception(f"{what}: the work on clocks failed", *names)
            return False
        return True

    @api.model
    def _due_query(self, now) -> SQL:
        """One page of clocks whose next step is due, those passed by that another sweep has in hand."""
        return SQL(
            "SELECT id FROM printer_sla_clock WHERE next_event_at <= %s "
            "ORDER BY next_event_at LIMIT %s FOR UPDATE SKIP LOCKED",
            now,
            PAGE,
        )

    def _call_steps(self, now) -> None:
        """Put the steps on record that are due by now, note whom to tell, and move the clocks on."""
        tickets = self.ticket_id
        book = ClockBook(tickets)
        Log = self.env["printer.sla.escalation.log"]
        fired = Log._fired_steps(self.ids)
        due, faces, taken = [], {}, set(self.ids)
        for row in self._load_rows(tickets.ids):
            if row.id not in taken or row.face.state != "running":
                continue
            steps = self.browse(row.id)._moments(book, row)
            called = fired.setdefault(row.id, set())
            for step_id, moment in steps:
                if moment <= now and step_id not in called and not row.taken_over_id:
                    due.append((row.id, row.ticket_id, step_id, moment))
                    called.add(step_id)
            left = [moment for step_id, moment in steps if step_id not in called and not row.taken_over_id]
            faces[row.id] = row.face._replace(next_event_at=min(left, default=None))
        stale = self.filtered(lambda clock: clock.id not in faces)
        self._update_rows(faces)
        if stale:
            stale._through_door().write({"next_event_at": False})
        self._record(due, now)

    def _moments(self, book: ClockBook, row) -> list[tuple]:
        """Each escalation step of this clock with the moment at which it is due."""
        ticket, face = self.ticket_id, row.face
        hours = book.hours(face.calendar_id, ticket)
        pauses = book.pauses.get(ticket.id, ()) if face.can_pause else ()
        return [
            (step_id, clock_rules.at_minute(face.start, minute, hours, pauses))
            for step_id, minute in book.offsets(ticket, row.milestone, face.target_minutes)
        ]

    @api.model
    def _record(self, due: list[tuple], now) -> None:
        """Put steps on record, and note whom to tell.

        :param due: clock id, ticket id, step id and the moment of each
        """
        steps = self.env["printer.sla.escalation"].browse({step_id for _c, _t, step_id, _at in due})
        by_id = {step.id: step for step in steps}
        milestones = {
            clock.id: clock.milestone for clock in self.browse(clock_id for clock_id, *_rest in due)
        }
        new = self.env["printer.sla.escalation.log"]._fire(
            [
                (clock_id, ticket_id, step_id, milestones[clock_id], by_id[step_id].role, moment, now)
                for clock_id, ticket_id, step_id, moment in due
            ]
        )
        tickets = self.env["helpdesk.ticket"].browse(ticket_id for _log, ticket_id, _step in new)
        people = tickets._people_to_ask({by_id[step_id].role for _log, _ticket, step_id in new})
        self.env["printer.sla.notice"]._through_door().create(
            [
                {
                    "log_id": log_id,
                    "user_id": person.user.id,
                    "phone": person.phone,
                    **{
                        name: by_id[step_id][name]
                        for name in ("by_activity", "by_message", "by_mail", "by_sms")
                    },
                }
                for log_id, ticket_id, step_id in new
                for person in people[ticket_id, by_id[step_id].role]
            ]
        )
        tickets._note_escalation(now)
