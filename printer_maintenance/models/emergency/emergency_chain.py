"""The chain of calls runs on, person after person, until one acknowledges.

Each call is made in the transaction that notes that it was made, by whoever holds the emergency's row: killed anywhere
it goes on without a gap or a double, and two runs at once share the work. A server that stood still calls the next
person, and not all whose moment has passed at once.
"""

import logging

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# emergencies whose next contacts are called in one transaction, with one message a person
PAGE = 50
# a call that cannot be made for a reason of its own is tried again after so many minutes
RETRY_MINUTES = 1


class Emergency(models.Model):
    _inherit = "printer.emergency"

    @api.model
    def _cron_call(self) -> None:
        """Call whoever is next, in every emergency that nobody has acknowledged within the minutes given."""
        cron = self.env["ir.cron"]
        self.env.cr.execute(
            SQL("SELECT count(*) FROM printer_emergency WHERE next_call_at <= %s", fields.Datetime.now())
        )
        cron._commit_progress(remaining=self.env.cr.fetchone()[0])
        # in a transaction of its own, and again when somebody acknowledges at this very moment
        attempt = self.env["printer.sla.clock"]._attempt
        while done := attempt(self._call_due):
            if not cron._commit_progress(done):
                return

    @api.model
    def _call_due(self) -> int:
        """Call the next contacts of one page of emergencies.

        :return: how many were looked at
        """
        now = fields.Datetime.now()
        self.flush_model(["next_call_at"])
        self.env.cr.execute(
            SQL(
                "SELECT id FROM printer_emergency WHERE next_call_at <= %s "
                "ORDER BY next_call_at, id LIMIT %s FOR UPDATE SKIP LOCKED",
                now,
                PAGE,
            )
        )
        emergencies = self.browse(emergency_id for (emergency_id,) in self.env.cr.fetchall())
        if not emergencies._try_call_next(now):
            for emergency in emergencies:
                if not emergency._try_call_next(now):
                    emergency._through_door().write(
                        {"next_call_at": fields.Datetime.add(now, minutes=RETRY_MINUTES)}
                    )
        return len(emergencies)

    def _try_call_next(self, now) -> bool:
        """Call on, all or nothing; one emergency that cannot be told keeps no other from it."""
        return self._try(lambda: self._call_next(now))

    def _try(self, work) -> bool:
        """Do a piece of work for these emergencies, all or nothing; what is wrong with it goes to the log."""
        try:
            with self.env.cr.savepoint():
                work()
        except psycopg2.OperationalError:
            # somebody else changed the same records: see _attempt
            raise
        except Exception:
            self.env.invalidate_all()
            _logger.exception("The contacts of the emergencies %s could not be told", self.ids)
            return False
        return True

    def _call_next(self, now) -> None:
        """Call whoever is next in each of these emergencies."""
        if not self:
            return
        self._plan_what_is_missing(now)
        turns = {emergency: emergency._next_turn() for emergency in self}
        calls = self.env["printer.emergency.call"].union(*turns.values())
        self._shift_calls(
            {
                emergency.id: late
                for emergency, turn in turns.items()
                if turn and (late := (now - turn[0].due_at).total_seconds()) > 0
            }
        )
        calls._make(now)
        moments: dict = {}
        for emergency, turn in turns.items():
            ends = emergency.unanswered_at or not turn
            at = False if ends else fields.Datetime.add(now, minutes=max(turn.mapped("minutes")))
            moments.setdefault(at, []).append(emergency.id)
        for at, ids in moments.items():
            self.browse(ids)._through_door().write({"next_call_at": at})
        self._wake_at(set(moments) - {False})
        self.filtered("unanswered_at")._note_on_requests(
            lambda emergency: self.env._(
                "Major fault: the whole call list was called in vain. The service directors are being called."
            )
        )

    def _plan_what_is_missing(self, now) -> None:
        """Lay out the next round where the last is through; the directors' turn where all rounds are."""
        through = self.filtered(lambda emergency: not emergency._next_turn())
        for number, emergencies in through.grouped(
            lambda emergency: emergency.call_ids[-1:].round + 1
        ).items():
            emergencies.filtered(lambda e, number=number: number <= e.rounds)._plan_round(number, now)
        # nobody left to call, or a call list that reaches nobody at all
        through.filtered(lambda emergency: not emergency._next_turn())._plan_last_resort(now)

    def _next_turn(self):
        """The calls that are made next, together."""
        waiting = self.call_ids.filtered(lambda call: call.user_id and not call.called_at)
        return waiting.filtered(lambda call: call.sequence == waiting[0].sequence)

    @api.model
    def _wake_at(self, moments) -> None:
        """Let the scheduled action run at these moments, and not only once a minute."""
        if moments:
            # whoever reports a major fault may not touch scheduled actions
            self.env.ref("printer_maintenance.cron_emergency_call").sudo()._trigger(at=sorted(moments))

    def _note_on_requests(self, text) -> None:
        """Leave a note on each request.

        :param text: called with an emergency, gives the note
        """
        if self:
            self.ticket_id._message_log_batch({emergency.ticket_id.id: text(emergency) for emergency in self})

    def _call_subject(self) -> str:
        """The headline for whoever is called, in the language of the records' environment."""
        if len(self) == 1:
            return self.env._("MAJOR FAULT %(ticket)s: acknowledge now", ticket=self.ticket_id.number)
        return self.env._("%(count)d MAJOR FAULTS: acknowledge now", count=len(self))

    def _inform_subject(self) -> str:
        """The headline for the management, who need not answer."""
        if len(self) == 1:
            return self.env._("Major fault %(ticket)s, for your information", ticket=self.ticket_id.number)
        return self.env._("%(count)d major faults, for your information", count=len(self))

    def _call_lines(self, minutes: int) -> list[str]:
        """What a person needs to know who is called, and what happens if they do not answer."""
        hint = self.env._(
            "Open this and choose “Acknowledge”. Otherwise the next person is called after %(minutes)d minutes.",
            minutes=minutes,
        )
        return [*self._fault_lines(), *([hint] if minutes else [])]

    def _fault_lines(self) -> list[str]:
        """One line per emergency: number, title, unit, device, what was found, whom to ring back, since when."""
        return [
            " · ".join(
                filter(
                    None,
                    (
                        emergency.ticket_id.number,
                        emergency.ticket_id.name,
                        emergency.found,
                        emergency.unit_id.name,
                        emergency.equipment_id.name,
                        emergency.place,
                        emergency.contact_id.name,
                        emergency.contact_phone,
                        fields.Datetime.context_timestamp(emergency, emergency.detected_at).strftime(
                            "%m-%d %H:%M"
                        ),
                    ),
                )
            )
            for emergency in self
        ]
