"""The checks of a row are made ahead: one a row and day, however often and from however many sides it is asked for."""

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import rhythm as rhythms
from ...rules import stocking as rules

DAYS_AHEAD = 35
ROWS_AT_ONCE = 200


class PartStocking(models.Model):
    _inherit = "printer.part.stocking"

    check_ids = fields.One2many("printer.part.check", "stocking_id", string="Checks of stock", readonly=True)
    checks_until = fields.Date(
        string="Checks made until",
        readonly=True,
        copy=False,
        help="Checks exist for all days up to this one.",
    )
    checks_made_at = fields.Datetime(readonly=True, copy=False)
    next_check_on = fields.Date(
        string="Next check", compute="_compute_next_check_on", search="_search_next_check_on"
    )

    def _compute_next_check_on(self):
        groups = self.env["printer.part.check"]._read_group(
            [("stocking_id", "in", self.ids), ("state", "=", "open")], ["stocking_id"], ["due_on:min"]
        )
        due = {row.id: day for row, day in groups}
        for row in self:
            row.next_check_on = due.get(row.id)

    @api.model
    def _search_next_check_on(self, operator, value):
        return Domain("check_ids", "any", Domain("state", "=", "open") & Domain("due_on", operator, value))

    @api.model
    def _cron_make_checks(self) -> None:
        """Make checks ahead; killed half-way, it goes on with the rows that are left."""
        rows = self.search([("state", "=", "agreed")], order="checks_made_at NULLS FIRST, id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(rows))
        for start in range(0, len(rows), ROWS_AT_ONCE):
            batch = rows[start : start + ROWS_AT_ONCE]
            # somebody who works on a row right now makes its checks
            if free := batch.try_lock_for_update(allow_referencing=True):
                free.invalidate_recordset(["state", "checks_until"])
                free.filtered(lambda row: row.state == "agreed")._make_checks()
            if not cron._commit_progress(len(batch)):
                break

    @api.private
    def _make_checks(self) -> None:
        """Make the checks of these agreed rows that are missing up to the horizon.

        Of two that do so at once the second one fails and is run again by Odoo: the row is written each time, and no
        day of a row can have two checks.
        """
        rows_sudo = self.sudo()  # checks are the system's to make
        rows_sudo.lock_for_update(allow_referencing=True)
        rows_sudo._through_door().checks_made_at = fields.Datetime.now()
        wanted = [(row, day) for row in rows_sudo for day in row._due_days(row._checks_horizon())]
        Check = rows_sudo.env["printer.part.check"]
        known = {
            (check.stocking_id.id, check.due_on)
            for check in Check.search_fetch(
                [("stocking_id", "in", rows_sudo.ids), ("due_on", "!=", False)], ["stocking_id", "due_on"]
            )
        }
        Check._through_door().create(
            [row._check_values(day) for row, day in wanted if (row.id, day) not in known]
        )
        for horizon, rows in rows_sudo.grouped(type(self)._checks_horizon).items():
            rows._through_door().checks_until = horizon

    def _checks_horizon(self) -> date:
        return self.company_id._printer_day(fields.Datetime.now()) + timedelta(days=DAYS_AHEAD)

    def _due_days(self, last: date) -> list[date]:
        """The days on which checks are missing up to a day: while the agreement runs; none is left out because the
        server stood still.
        """
        self.ensure_one()
        if not self.check_unit:
            return []
        begin = self.check_begin or rules.one_period_after(self.agreed_on, self.check_unit, self.check_every)
        today = self.company_id._printer_day(fields.Datetime.now())
        # days that were left out while the agreement rested come back once it goes on
        first = min(self.checks_until + timedelta(days=1), today) if self.checks_until else begin
        days = rhythms.dates(
            rhythms.Rhythm(self.check_unit, begin, self.check_every), max(first, self.agreed_on), last
        )
        agreement = self.agreement_id
        return [day for day in days if not agreement or not agreement._term_verdict(day)]

    def _check_values(self, day: date) -> dict:
        return {
            "stocking_id": self.id,
            "due_on": day,
            "location_id": self.location_id.id,
            "product_id": self.product_id.id,
            "agreement_id": self.agreement_id.id,
            "responsible_id": self.responsible_id.id,
            "company_id": self.company_id.id,
        }

    @api.private
    def _cancel_checks(self, reason: str) -> None:
        """Open checks of ended rows stay on record, cancelled, with the reason."""
        checks_sudo = self.sudo().check_ids.filtered(lambda check: check.state in ("open", "proposed"))
        checks_sudo._set_state("cancelled", cancel_reason=reason)
        checks_sudo.activity_ids.unlink()
