"""Rounds are made ahead: one per plan, place and day, however often and from however many sides it is asked for."""

import logging
from datetime import date, timedelta

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import InspectionPlanError
from ..base.locking import lock_in_turn
from .plan_dates import DATE_FIELDS
from .plan_scope import SCOPE_FIELDS

PEOPLE_FIELDS = frozenset({"people", "leader_id", "second_id"})
MADE_AT_ONCE = 5000

_logger = logging.getLogger(__name__)


class InspectionPlan(models.Model):
    _inherit = "printer.inspection.plan"

    generated_until = fields.Date(
        string="Planned until", readonly=True, copy=False, help="Rounds exist for all days up to this one."
    )
    generated_at = fields.Datetime(readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"generated_until", "generated_at"}

    def write(self, vals):
        """A plan that changes takes its rounds ahead along; those begun, moved or past stay as they are."""
        result = super().write(vals)
        if not self._is_through_door() and not (DATE_FIELDS | SCOPE_FIELDS | PEOPLE_FIELDS).isdisjoint(vals):
            running = self.filtered(lambda plan: plan.state == "running")
            for plan in running:
                plan._check_can_run()
            running._make_rounds()
        return result

    @api.model
    def _cron_make_rounds(self) -> None:
        """Plan ahead; killed half-way, it goes on with the plans that are left."""
        plans = self.search([("state", "=", "running")], order="generated_at NULLS FIRST, id")
        self.env["ir.cron"]._commit_progress(remaining=len(plans))
        for plan in plans:
            # somebody who works on the plan right now makes its rounds
            if free := plan.try_lock_for_update(allow_referencing=True):
                free._make_rounds_alone()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _make_rounds_alone(self) -> None:
        """Let one plan's failure be its own: it is logged and tried again next time, the others go on."""
        try:
            with self.env.cr.savepoint():
                self._make_rounds()
        except psycopg2.OperationalError:
            # a conflict with somebody else's change: the whole run is tried again
            raise
        except Exception:
            _logger.exception("Rounds of plan %s could not be made", self.id)

    def _make_rounds_soon(self) -> None:
        """Bring the rounds ahead in line with each running plan: at once, or by the scheduled action.

        Whoever asks for extra rounds, a round that is handed in among them, does not fail for a plan that somebody
        else holds at this very moment.
        """
        running = self.sudo().filtered(lambda plan: plan.state == "running")  # see _make_rounds
        free = running.try_lock_for_update(allow_referencing=True)
        free._make_rounds()
        if running - free:
            self.env.ref("printer_maintenance.cron_make_rounds").sudo()._trigger()

    def _make_rounds(self) -> None:
        """Bring the rounds ahead in line with each plan.

        Of two that do so at once the second one is told so while the first is still at it. Where the first is through
        by then the second is run again by Odoo: the plan's row is written each time.

        :raises InspectionPlanError: when somebody else holds a plan at this very moment
        """
        for plan in self.sudo():  # rounds are the system's to make
            lock_in_turn(plan, InspectionPlanError)
            plan._through_door().generated_at = fields.Datetime.now()
            plan._make_own_rounds()

    def _make_own_rounds(self) -> None:
        """One plan: what is missing comes, what is no longer planned goes."""
        today = self.company_id._printer_day(fields.Datetime.now())
        Round = self.env["printer.inspection.round"]
        ahead = Domain("state", "=", "planned") & Domain("date", ">=", today)
        known = Round.search(
            Domain("plan_id", "=", self.id) & (Domain("planned_on", ">=", self._gap_begin(today)) | ahead)
        )
        last = today + timedelta(days=self.horizon)
        stands = self._stands(today)
        wanted = self._wanted(today, last, stands) if self.state == "running" else {}
        taken = self._taken(known)
        served = taken | {round_._key() for round_ in known}
        self._in_the_way(known, wanted, taken, stands, today)._through_door().unlink()
        known = known.exists()
        missing = [values for key, values in wanted.items() if key not in served]
        for start in range(0, len(missing), MADE_AT_ONCE):
            Round._through_door().create(missing[start : start + MADE_AT_ONCE])
        self._follow_plan(known, today)
        if self.state == "running":
            self._through_door().generated_until = last

    def _gap_begin(self, today: date) -> date:
        """The first day for which rounds may be missing: a server that stood still leaves no gap."""
        if not self.generated_until:
            return max(self.date_begin, today)
        return min(self.generated_until + timedelta(days=1), today)

    def _wanted(self, today: date, last: date, stands) -> dict[tuple, dict]:
        """The values of each round that should exist, by its key."""
        first = self._gap_begin(today)
        boosts = self.env["printer.inspection.boost"]._days_of(self, first, last)
        wanted = {}
        for day, unit, department, boost in [
            *(
                (due, *place, False)
                for due in self._due_days(first, last)
                for place in self._places(stands, due)
            ),
            *(
                (extra, *place, boost)
                for extra, unit_ids, boost in boosts
                for place in self._places(stands, extra)
                if place[0] in unit_ids
            ),
        ]:
            # a day that has its round by the plan needs no extra one
            wanted.setdefault((unit, department, day), self._round_values(day, unit, department, boost))
        return wanted

    def _round_values(self, day: date, unit_id: int, department_id: int, boost) -> dict:
        named = self.people == "named"
        return {
            "plan_id": self.id,
            "boost_id": boost.id if boost else False,
            "agreement_id": self.agreement_id.id,
            "kind": self.kind,
            "unit_id": unit_id,
            "department_id": department_id or False,
            "planned_on": day,
            "date": day,
            "start_at": self._starts_at(day),
            "leader_id": self.leader_id.id if named else False,
            "second_id": self.second_id.id if named else False,
        }

    def _follow_plan(self, rounds, today: date) -> None:
        """Hour and people of what was not begun and not arranged by hand follow the plan."""
        ahead = rounds.filtered(lambda r: r._is_still_open_to_planning(today))
        for day, of_day in ahead.grouped("planned_on").items():
            start_at = self._starts_at(day)
            of_day.filtered(lambda r, s=start_at: r.start_at != s)._through_door().start_at = start_at
        if self.people == "named":
            pair = {"leader_id": self.leader_id.id, "second_id": self.second_id.id}
            ahead.filtered(
                lambda r: (
                    not r.has_own_people and (r.leader_id, r.second_id) != (self.leader_id, self.second_id)
                )
            )._through_door().write(pair)
