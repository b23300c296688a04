"""The notice before a holiday: check and back up, and who is on duty (REQUIREMENTS S11)."""

import logging
from datetime import timedelta
from typing import ClassVar

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize, format_date

from ...rules.days_off import Run
from ...rules.roster import local_moment
from .roster_shift import COUNTING

_logger = logging.getLogger(__name__)

# between two commits, so that a killed run repeats little
BATCH = 20
# whom a customer may call
ROLES_TOLD = ("agent", "engineer", "second_line", "dispatcher", "manager")
DAY = timedelta(days=1)


class HolidayNotice(models.Model):
    """One person of one customer, told once of one run of holidays."""

    _name = "printer.holiday.notice"
    _description = "Notice before a holiday"
    _inherit = ["printer.state.mixin"]
    _order = "date_start desc, customer_id, id"

    _transitions: ClassVar = {"waiting": ("sent", "failed"), "failed": ("sent", "waiting"), "sent": ()}

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    agreement_id = fields.Many2one(
        # an agreement's notices
        "printer.agreement",
        required=True,
        ondelete="cascade",
        index=True,
        string="Agreement",
    )
    customer_id = fields.Many2one(related="agreement_id.customer_id", store=True)
    date_start = fields.Date(string="First day off", required=True)
    date_end = fields.Date(string="Last day off", required=True)
    partner_id = fields.Many2one(
        # a contact's notices, when the contact is deleted
        "res.partner",
        string="Told",
        required=True,
        ondelete="cascade",
        index=True,
    )
    email = fields.Char(string="E-mail", required=True)
    state = fields.Selection(
        [("waiting", "To be sent"), ("sent", "Handed to the mail server"), ("failed", "Sending failed")],
        default="waiting",
        required=True,
    )
    sent_at = fields.Datetime(string="Sent at")
    mail_id = fields.Many2one("mail.mail", string="Message", ondelete="set null", index="btree_not_null")
    failure = fields.Char(string="Why it failed")

    # each person is told once of each holiday, whatever dies in between
    _once = models.UniqueIndex("(company_id, date_start, partner_id)", "This person has been told already.")
    # what is still to be sent
    _waiting_idx = models.Index("(company_id, date_start) WHERE state = 'waiting'")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "company_id",
            "agreement_id",
            "date_start",
            "date_end",
            "partner_id",
            "email",
            "sent_at",
            "mail_id",
            "failure",
        }

    @api.depends("partner_id", "date_start")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = f"{notice.partner_id.name}, {notice.date_start}"

    @api.model
    def _cron_tell(self) -> None:
        """Tell every customer's people of the holidays that begin soon.

        First the list of people is written, then it is worked off; killed anywhere, nobody is left out and nobody is
        told twice, because a mail and the record of it are committed together.
        """
        commit = self.env["ir.cron"]._commit_progress
        now = fields.Datetime.now()
        for company in self.env["res.company"].search([("printer_notice_days", ">", 0)]):
            today = company._printer_day(now)
            runs = self.env["calendar.public.holiday"]._printer_runs_ahead(
                company, today, company.printer_notice_days
            )
            for run in runs:
                self._list_people(company, run)
        # a holiday that has begun needs no notice any more: what could not be sent says so
        due = self.search([("state", "=", "waiting")], order="date_start, id")
        if not commit(remaining=len(due)):
            return
        while due:
            batch, due = due[:BATCH], due[BATCH:]
            batch._send_all(now)
            if not commit(len(batch)):
                return

    @api.model
    def _list_people(self, company, run: Run) -> None:
        """Put everybody who is to be told of a run of holidays on the list, once."""
        agreements = self.env["printer.agreement"].search(
            [("state", "=", "running"), ("company_id", "=", company.id), ("date_end", ">=", run.first)]
        )
        if not agreements:
            return
        of_run = Domain("company_id", "=", company.id) & Domain("date_start", "=", run.first)
        listed = self.search_fetch(of_run, ["partner_id", "email", "customer_id"])
        told = {notice.partner_id for notice in listed}
        # one mailbox of a customer gets one notice, however many people stand behind it
        boxes = {(notice.customer_id.id, notice.email) for notice in listed}
        lines = []
        for partner, agreement in agreements._people_to_tell():
            box = (agreement.customer_id.id, email_normalize(partner.email))
            if not box[1] or partner in told or box in boxes:
                continue
            told.add(partner)
            boxes.add(box)
            lines.append(
                {
                    "company_id": company.id,
                    "agreement_id": agreement.id,
                    "date_start": run.first,
                    "date_end": run.last,
                    "partner_id": partner.id,
                    "email": box[1],
                }
            )
        self._through_door().create(lines)

    def _send_all(self, now) -> None:
        """Write a mail for each, one by one; a failure is its own."""
        for notice in self.try_lock_for_update().filtered(lambda notice: notice.state == "waiting"):
            try:
                with self.env.cr.savepoint():
                    notice._send(now)
            except psycopg2.OperationalError:
                # a conflict with somebody else's change: the whole run is tried again
                raise
            except Exception as error:
                _logger.exception("Notice %s could not be written", notice.id)
                notice._set_state("failed", failure=str(error))

    def _send(self, now) -> None:
        self.ensure_one()
        if self.date_start <= self.company_id._printer_day(now):
            self._set_state("failed", failure=self.env._("The holiday had begun before this could be sent."))
            return
        template = self.env.ref("printer_maintenance.mail_template_holiday_notice")
        mail_id = template.send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")
        self._set_state("sent", sent_at=now, mail_id=mail_id, failure=False)

    def action_send_again(self):
        """Put failed notices back on the list."""
        self.check_access("write")
        self.filtered(lambda notice: notice.state == "failed")._set_state("waiting", failure=False)

    # what the template shows; in the recipient's language, with nothing of other customers

    def _holiday_names(self) -> str:
        """The names of the holidays in this run."""
        self.ensure_one()
        lines = self.env["calendar.public.holiday.line"].search(
            [
                ("date", ">=", self.date_start),
                ("date", "<=", self.date_end),
                ("public_holiday_id.country_id", "in", [False, self.company_id.partner_id.country_id.id]),
            ],
            order="date",
        )
        names = [line.name.split("(")[0].split("（")[0].strip() for line in lines]
        # substituted days are called days off; the holiday itself gives the run its name
        special = [name for name in dict.fromkeys(names) if not name.startswith(("Day off", "休息日"))]
        return ", ".join(special or names[:1])

    def _duty_plan(self) -> list[dict]:
        """Per day of the holiday who is on duty for the recipient: role, name, number, hours."""
        self.ensure_one()
        zone = self.company_id.partner_id.tz or "UTC"
        first, last = local_moment(self.date_start, 0, zone), local_moment(self.date_end, 24, zone)
        shifts = self._shifts_told(first, last)
        roles = dict(shifts._fields["role"]._description_selection(self.env))
        plan = []
        for day in Run(self.date_start, self.date_end).days():
            morning, midnight = local_moment(day, 0, zone), local_moment(day, 24, zone)
            lines = [
                {
                    "role": roles[shift.role],
                    "is_backup": shift.is_backup,
                    "name": shift.user_id.name,
                    "phone": shift.phone or "",
                    "from": shift._wall_clock(max(shift.start, morning), zone),
                    "to": shift._wall_clock(min(shift.end, midnight), zone),
                }
                for shift in shifts
                if shift.start < midnight and shift.end > morning
            ]
            if lines:
                plan.append({"day": format_date(self.env, day, date_format="full"), "lines": lines})
        return plan

    def _shifts_told(self, first, last):
        """The shifts that concern the recipient: those of their station, of the centre, of the whole company."""
        Shift = self.env["printer.roster.shift"]
        station = self.partner_id._printer_stations(self.company_id)[self.partner_id.id]
        station = station or self.agreement_id.team_id
        within = Domain([("roster_state", "in", COUNTING), ("start", "<", last), ("end", ">", first)])
        within &= Domain("company_id", "=", self.company_id.id)
        shifts = Shift._duty_of(within, ROLES_TOLD, station)
        order = {role: place for place, role in enumerate(ROLES_TOLD)}
        return shifts.sorted(lambda shift: (order[shift.role], shift.is_backup, shift.start))

    def _hotline_number(self) -> str:
        """Where the recipient can always call."""
        return self.company_id.phone or self.agreement_id.agent_id.phone or ""
