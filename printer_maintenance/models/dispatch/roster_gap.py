"""The roster's heartbeat: stretches of the next day for which nobody is named (PEERS 12)."""

import logging
from collections import defaultdict
from datetime import timedelta
from typing import ClassVar

import psycopg2
from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import roster as rules
from .roster_shift import COUNTING

_logger = logging.getLogger(__name__)

# gaps that begin within a day alarm; looking further shows how long they last
AHEAD = timedelta(hours=24)
LOOKED_AT = timedelta(hours=48)
GAPS_SHOWN = 5
NEEDS = [
    ("responder", "Nobody answers the hotline"),
    ("backup", "No backup for the hotline"),
    ("engineer", "No engineer"),
]


class RosterGap(models.Model):
    """A stretch of a station's time without a responder, a backup or an engineer, until it is filled or has passed."""

    _name = "printer.roster.gap"
    _description = "Gap in the roster"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "start desc, id desc"

    _transitions: ClassVar = {"open": ("filled", "passed"), "filled": (), "passed": ()}

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Station", readonly=True, help="Empty for every station at once."
    )
    need = fields.Selection(NEEDS, string="Missing", required=True, readonly=True)
    start = fields.Datetime(string="Starts at", required=True, readonly=True)
    end = fields.Datetime(string="Ends at", required=True, readonly=True)
    hours = fields.Float(compute="_compute_hours")
    state = fields.Selection(
        [("open", "Not filled"), ("filled", "Filled"), ("passed", "Passed unfilled")],
        default="open",
        required=True,
        readonly=True,
    )
    told_on = fields.Date(
        string="Told on", readonly=True, help="The day on which the dispatchers were last told."
    )

    # two looks at the same time raise one alarm
    _open_unique = models.UniqueIndex(
        "(company_id, COALESCE(team_id, 0), need, start) WHERE state = 'open'", "This gap is known already."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"company_id", "team_id", "need", "start", "end", "told_on"}

    @api.depends("need", "team_id", "start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        needs = dict(self._fields["need"]._description_selection(self.env))
        for gap in self:
            place = gap.team_id.name or gap.company_id.name
            gap.display_name = f"{needs.get(gap.need)}: {place}"

    @api.depends("start", "end")
    def _compute_hours(self):
        for gap in self:
            gap.hours = (gap.end - gap.start).total_seconds() / 3600

    @api.model
    def _board_lines(self, teams=None) -> list[dict]:
        """Open gaps as the board shows them."""
        if not self.has_access("read"):
            return []
        domain = Domain([("state", "=", "open"), ("end", ">", fields.Datetime.now())])
        if teams:
            domain &= Domain("team_id", "in", [False, *teams.ids])
        needs = dict(self._fields["need"]._description_selection(self.env))
        return [
            {
                "id": gap.id,
                "need": needs[gap.need],
                "team": gap.team_id.name or "",
                "start": fields.Datetime.to_string(gap.start),
                "end": fields.Datetime.to_string(gap.end),
            }
            for gap in self.search(domain, order="start, id", limit=GAPS_SHOWN)
        ]

    @api.model
    def _cron_watch(self) -> None:
        """Look at every minute of the next 24 hours, company by company; killed anywhere it goes on."""
        rosters = self.env["printer.roster"].search([("state", "=", "published")])
        companies = rosters.company_id | self.search([("state", "=", "open")]).company_id
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(companies))
        for company in companies:
            try:
                with self.env.cr.savepoint():
                    self._watch(company, fields.Datetime.now().replace(second=0))
            except psycopg2.OperationalError:
                # a conflict with somebody else's change: the whole run is tried again
                raise
            except Exception:
                _logger.exception("The roster of company %s could not be watched", company.id)
            if not commit(1):
                return

    @api.model
    def _watch(self, company, now) -> None:
        """Bring a company's gaps up to date and tell its dispatchers of those that are open.

        :param now: the moment from which to look (naive UTC)
        """
        found = self._found_gaps(company, now)
        known = self.search([("company_id", "=", company.id), ("state", "=", "open")], order="start, id")
        settled = known._follow(found, now)
        settled._settle(now)
        known_left = known - settled
        new = [
            {"company_id": company.id, "team_id": team, "need": gap.need, "start": gap.start, "end": gap.end}
            for team, gap in found
        ]
        fresh = self._through_door().create(new)
        (known_left | fresh)._tell(company, now)

    @api.model
    def _found_gaps(self, company, now) -> list[tuple]:
        """Station (False: all of them) and gap, for gaps that begin within a day."""
        Shift = self.env["printer.roster.shift"]
        rosters = self.env["printer.roster"].search(
            [("state", "=", "published"), ("company_id", "=", company.id)]
        )
        if not rosters:
            return []
        until = now + LOOKED_AT
        shifts = Shift.search(
            [
                ("company_id", "=", company.id),
                ("roster_state", "in", COUNTING),
                ("start", "<", until),
                ("end", ">", now),
            ]
        )
        found = defaultdict(list)
        # with no station of its own the company as a whole is looked at
        places = rosters.team_id or [self.env["helpdesk.ticket.team"]]
        for team in places:
            duties = shifts.filtered(lambda shift, team=team: shift.team_id == team or shift._backs_up(team))
            for gap in rules.gaps(duties._as_duties(), now, until):
                if gap.start < now + AHEAD:
                    found[gap].append(team.id)
        # what is missing everywhere is one gap, not one for each station
        lines = []
        for gap, teams in found.items():
            everywhere = len(teams) > 1 and len(teams) == len(places)
            lines.extend((team, gap) for team in ([False] if everywhere else teams))
        return sorted(lines, key=lambda line: (line[1].start, line[0] or 0))

    def _follow(self, found: list[tuple], now):
        """Let known gaps take the shape that they have now; what was recognised is taken out of ``found``.

        :return: the known gaps that are no more
        """
        settled = self.browse()
        for known in self:
            match = next(
                (
                    line
                    for line in found
                    if line[0] == known.team_id.id
                    and line[1].need == known.need
                    and line[1].start <= known.end
                    and known.start <= line[1].end
                ),
                None,
            )
            if match is None:
                settled |= known
                continue
            found.remove(match)
            gap = match[1]
            start = min(known.start, gap.start) if gap.start <= now else gap.start
            if (start, gap.end) != (known.start, known.end):
                known._through_door().write({"start": start, "end": gap.end})
        return settled

    def _settle(self, now) -> None:
        """Close gaps: filled in time, or passed without anybody."""
        passed = self.filtered(lambda gap: gap.end <= now)
        passed._set_state("passed")
        (self - passed)._set_state("filled")
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def _tell(self, company, now) -> None:
        """Remind each dispatcher of each open gap once a day, in one message."""
        today = company._printer_day(now)
        due = self.filtered(lambda gap: gap.told_on != today)
        if not due:
            return
        for user in self._dispatchers(company):
            speaking = due.with_context(lang=user.lang, tz=user.tz, mail_activity_quick_update=True)
            for gap in speaking.filtered(lambda gap, user=user: user not in gap.activity_ids.user_id):
                gap.activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=today,
                    user_id=user.id,
                    summary=gap.display_name,
                    note=gap._sentence(),
                )
            lines = Markup().join(Markup("<li>{}</li>").format(gap._sentence()) for gap in speaking)
            speaking[:1].message_notify(
                partner_ids=user.partner_id.ids,
                subject=speaking.env._("Gaps in the roster: %(count)d", count=len(due)),
                body=Markup("<ul>{}</ul>").format(lines),
            )
        due._through_door().write({"told_on": today})

    @api.model
    def _dispatchers(self, company):
        """Who keeps this company's roster; where nobody is named, whoever may."""
        group = self.env.ref("printer_maintenance.group_dispatcher")
        named = group.user_ids or group.all_user_ids
        return named.filtered(lambda user: user.active and not user.share and company in user.company_ids)

    def _sentence(self) -> str:
        """Station, what is missing, from when to when; hours of the context's zone."""
        local = [
            fields.Datetime.context_timestamp(self, moment).strftime("%Y-%m-%d %H:%M")
            for moment in (self.start, self.end)
        ]
        return self.env._("%(gap)s, %(start)s – %(end)s", gap=self.display_name, start=local[0], end=local[1])
