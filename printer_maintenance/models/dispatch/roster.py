"""The duty roster: who is on duty when, for one station or the whole company."""

from datetime import timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

from ...exceptions import RosterError
from ..base.rights import check_role

# days ahead that a roster is filled when nothing else is said: long enough to plan a private life around it
HORIZON_DAYS = 35


class Roster(models.Model):
    """A roster of shifts, filled from patterns and changed by hand (REQUIREMENTS S11, 值班表).

    While it is a draft the patterns may be tried and filled again; once published, what stands there is promised:
    people change by handing over only, which leaves a trail.
    """

    _name = "printer.roster"
    _description = "Duty roster"
    _inherit = ["mail.thread", "printer.state.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    _transitions: ClassVar = {"draft": ("published",), "published": ("closed",), "closed": ()}

    name = fields.Char(required=True, tracking=True)
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("closed", "Closed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Station",
        check_company=True,
        # the rosters of a station: whether it keeps one at all
        index="btree_not_null",
        tracking=True,
        help="Whose duty this is. Without a station it is the duty of the whole company.",
    )
    date_start = fields.Date(
        string="First day",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
        help="First day of duty.",
    )
    date_end = fields.Date(
        string="Last day", tracking=True, help="Last day of duty; empty for a roster that goes on."
    )
    tz = fields.Selection(
        _tz_get,
        string="Time zone",
        required=True,
        default=lambda self: self.env.company.partner_id.tz or self.env.user.tz or "UTC",
        help="The hours of the patterns are hours of this zone, in summer and in winter.",
    )
    horizon_days = fields.Integer(
        string="Filled ahead (days)",
        default=HORIZON_DAYS,
        required=True,
        help="The published roster is filled this many days ahead, every night anew.",
    )
    generated_until = fields.Date(
        string="Filled until", readonly=True, copy=False, help="Up to this day the patterns have made shifts."
    )
    pattern_ids = fields.One2many("printer.roster.pattern", "roster_id", string="Patterns", copy=True)
    shift_ids = fields.One2many("printer.roster.shift", "roster_id", string="Shifts", copy=False)
    shift_count = fields.Integer(compute="_compute_shift_count", string="Shifts in the roster")

    _period_check = models.Constraint(
        "CHECK(date_end IS NULL OR date_end >= date_start)", "A roster cannot end before it begins."
    )
    _horizon_check = models.Constraint(
        "CHECK(horizon_days BETWEEN 1 AND 400)", "A roster is filled between 1 and 400 days ahead."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"generated_until"}

    @api.depends("shift_ids")
    def _compute_shift_count(self):
        counts = dict(
            self.env["printer.roster.shift"]._read_group(
                [("roster_id", "in", self.ids)], ["roster_id"], ["__count"]
            )
        )
        for roster in self:
            roster.shift_count = counts.get(roster, 0)

    @api.constrains("team_id", "company_id", "tz", "date_start")
    def _check_unchanged_once_published(self):
        # whoever was told their duties relies on them; moving them all by one field would tell nobody
        if self._is_through_door():
            return
        for roster in self:
            if roster.state != "draft" and roster.shift_ids:
                raise ValidationError(
                    self.env._(
                        "%(roster)s is published: station, first day and time zone stay as they are. Close it "
                        "and make a new one instead.",
                        roster=roster.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for roster in self:
            if roster.state != "draft":
                raise RosterError(
                    self.env._(
                        "%(roster)s has been published and stays on record; close it instead.",
                        roster=roster.name,
                    )
                )

    def action_publish(self):
        """Fill the roster and let it count: from now on people change by handing over.

        :raises RosterError: for a roster without any shift, or when somebody would have two duties at once
        """
        check_role(self.env, "dispatcher")
        self._generate()
        for roster in self:
            if not roster.shift_ids:
                raise RosterError(
                    self.env._(
                        "%(roster)s has no shifts yet: add a pattern with people in turn, or enter shifts.",
                        roster=roster.name,
                    )
                )
        self._set_state("published")
        self.shift_ids._check_one_duty_at_once()
        self._watch_soon()

    def action_close(self):
        """End the roster: who is on duty finishes the shift, what has not begun is struck out."""
        check_role(self.env, "dispatcher")
        self._set_state("closed")
        now = fields.Datetime.now()
        self.shift_ids.filtered(lambda shift: shift.start > now)._through_door().write({"active": False})
        self._watch_soon()

    def action_generate(self):
        """Fill the roster from its patterns as far as it looks ahead."""
        check_role(self.env, "dispatcher")
        made = self._generate()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if made else "info",
                "message": self.env._("%(count)d shifts added.", count=made)
                if made
                else self.env._("Everything is there already."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_view_shifts(self):
        """Open the shifts of this roster as a calendar."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_roster_shift")
        action["domain"] = [("roster_id", "=", self.id)]
        action["context"] = {"default_roster_id": self.id}
        return action

    def _last_day(self, today):
        """The last day up to which this roster is filled today."""
        self.ensure_one()
        horizon = max(today, self.date_start) + timedelta(days=self.horizon_days)
        return min(horizon, self.date_end) if self.date_end else horizon

    def _today_there(self):
        """The date where the roster's hours are counted."""
        self.ensure_one()
        return fields.Datetime.context_timestamp(self.with_context(tz=self.tz), fields.Datetime.now()).date()

    @api.model
    def _watch_soon(self) -> None:
        """Let the look for gaps run now instead of at its next turn: what was filled need not alarm any more."""
        cron = self.env.ref("printer_maintenance.cron_roster_watch", raise_if_not_found=False)
        if cron:
            # scheduled actions belong to the system; this only asks for an early turn
            cron.sudo()._trigger()
