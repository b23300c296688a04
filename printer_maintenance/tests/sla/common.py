"""What the tests of clocks share."""

from contextlib import contextmanager

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command, Datetime

from ..common import PrinterCase


def at(text: str):
    """A moment of 1 March 2026, a Sunday, or of another day when one is named.

    >>> at("08:30")
    datetime.datetime(2026, 3, 1, 8, 30)
    """
    day, _space, time = text.rpartition(" ")
    return Datetime.to_datetime(f"{day or '2026-03-01'} {time}:00")


class SlaCase(PrinterCase):
    """A policy of 30, 60 and 60 minutes, and shorthands for what happens when."""

    def _clock(self, ticket, milestone):
        return ticket.clock_ids.filtered(lambda clock: clock.milestone == milestone)

    def _reported(self, time="08:00", **values):
        with freeze_time(at(time)):
            return self._report(**values)

    def _at(self, time):
        return freeze_time(at(time))

    def _reason(self, name):
        return self.env.ref(f"printer_maintenance.reason_{name}")

    def _wait(self, ticket, start, end=None, reason="no_access"):
        with self._at(start):
            ticket._wait(self._reason(reason))
        if end:
            with self._at(end):
                ticket.action_resume()

    def _target(self, milestone, minutes, **values):
        return self.env["printer.sla.target"].create(
            {"policy_id": self.policy.id, "milestone": milestone, "minutes": minutes, **values}
        )

    def _step(self, role, offset, kind="percent", milestone="confirm", **values):
        return self.env["printer.sla.escalation"].create(
            {
                "policy_id": self.policy.id,
                "milestone": milestone,
                "role": role,
                "offset": offset,
                "offset_kind": kind,
                **values,
            }
        )

    def _office_hours(self, begin=9.0, end=17.0, zone="Asia/Shanghai", days=range(5), **values):
        return self.env["resource.calendar"].create(
            {
                "name": "Office hours",
                "tz": zone,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": begin,
                            "hour_to": end,
                            "day_period": "full_day",
                        }
                    )
                    for day in days
                ],
                **values,
            }
        )

    def _sweep(self, time):
        """What the scheduled action does at a moment, inside the test's transaction."""
        self.env.flush_all()
        with self._at(time):
            self.env["printer.sla.clock"]._cron_sweep()
        self.env.invalidate_all()

    @contextmanager
    def _counted(self):
        """Yields a list that holds the number of queries of the block."""
        self.env.flush_all()
        before, count = self.cr.sql_log_count, []
        yield count
        self.env.flush_all()
        count.append(self.cr.sql_log_count - before)

    @staticmethod
    def _minutes(later, earlier):
        return (fields.Datetime.to_datetime(later) - earlier).total_seconds() / 60
