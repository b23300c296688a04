"""Filling a roster from its patterns."""

import logging
from collections import defaultdict
from datetime import timedelta

import psycopg2

from odoo import api, fields, models

_logger = logging.getLogger(__name__)

# what a pattern decides about a shift
FROM_PATTERN = ("user_id", "duty_phone", "role", "is_backup", "start", "end")


class Roster(models.Model):
    _inherit = "printer.roster"

    def _generate(self) -> int:
        """Make the shifts that the patterns ask for and that are not there yet.

        Filling twice makes nothing twice, and what people changed, struck out or handed over stays. In a draft,
        shifts that nobody touched follow a changed pattern; in a published roster they stay.

        :return: how many shifts were added
        """
        made = 0
        for roster in self.filtered(lambda roster: roster.state != "closed"):
            made += roster._generate_one()
        return made

    def _generate_one(self) -> int:
        self.ensure_one()
        today = self._today_there()
        # the night shift of yesterday may still go on
        first, last = max(self.date_start, today - timedelta(days=1)), self._last_day(today)
        wanted = self._wanted_shifts(first, last)
        # struck out ones are known too, or they would come back
        known = self.shift_ids.with_context(active_test=False).search(
            [("roster_id", "=", self.id), ("pattern_id", "!=", False), ("day", ">=", first)]
        )
        if self.state == "draft":
            known = known._follow_patterns(wanted)
        keys = {(shift.pattern_id.id, shift.day) for shift in known}
        missing = [values for key, values in wanted.items() if key not in keys]
        self.env["printer.roster.shift"]._through_door().create(missing)
        self._through_door().generated_until = last
        return len(missing)

    def _wanted_shifts(self, first, last) -> dict[tuple, dict]:
        """What the patterns ask for and is not over, by pattern and day."""
        wanted = {}
        now = fields.Datetime.now()
        for pattern in self.pattern_ids:
            for number in range((last - first).days + 1):
                day = first + timedelta(days=number)
                values = pattern._shift_values(day)
                if values and values["end"] > now:
                    wanted[(pattern.id, day)] = values
        return wanted

    @api.model
    def _cron_fill(self) -> None:
        """Fill published rosters further ahead, every night; killed anywhere it goes on with the rest."""
        rosters = self.search([("state", "=", "published")], order="id")
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(rosters))
        for roster in rosters:
            try:
                with self.env.cr.savepoint():
                    roster._generate_one()
            except psycopg2.OperationalError:
                # a conflict with somebody else's change: the whole run is tried again
                raise
            except Exception:
                _logger.exception("Roster %s could not be filled", roster.id)
            if not commit(1):
                return


class RosterShift(models.Model):
    _inherit = "printer.roster.shift"

    def _follow_patterns(self, wanted: dict[tuple, dict]):
        """Let shifts that nobody touched become what the patterns say now.

        :return: those that stay
        """
        untouched = self.filtered(lambda shift: shift.active and not shift.is_edited)
        gone = untouched.filtered(lambda shift: (shift.pattern_id.id, shift.day) not in wanted)
        changes = defaultdict(list)
        for shift in untouched - gone:
            values = wanted[(shift.pattern_id.id, shift.day)]
            differing = {
                name: values[name]
                for name in FROM_PATTERN
                if shift._fields[name].convert_to_write(shift[name], shift) != values[name]
            }
            if differing:
                changes[tuple(differing.items())].append(shift.id)
        stay = self - gone
        gone._through_door().unlink()
        for values, ids in changes.items():
            self.browse(ids)._through_door().write(dict(values))
        return stay
