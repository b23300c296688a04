"""The two people of a round: by name, or who is on duty when it begins (REQUIREMENTS I2)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...exceptions import InspectionError
from ..base.rights import check_role

WHO_ARRANGES = ("dispatcher", "equipment_supervisor", "project_manager")
AHEAD = timedelta(days=2)


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    leader_id = fields.Many2one(
        "res.users", string="Group leader", readonly=True, tracking=True, ondelete="restrict"
    )
    second_id = fields.Many2one(
        "res.users", string="Second inspector", readonly=True, tracking=True, ondelete="restrict"
    )
    has_own_people = fields.Boolean(readonly=True, help="Arranged by hand: the plan does not change it.")
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")

    @api.constrains("leader_id", "second_id")
    def _check_two_people(self):
        for record in self.filtered("leader_id"):
            if record.leader_id == record.second_id:
                raise ValidationError(
                    self.env._(
                        "%(round)s: a round is made by two different people.", round=record.display_name
                    )
                )

    @api.depends_context("uid")
    @api.depends("leader_id", "second_id")
    def _compute_is_mine(self):
        for record in self:
            record.is_mine = self.env.user in record.leader_id | record.second_id

    def _search_is_mine(self, operator, value):
        mine = Domain("leader_id", "=", self.env.uid) | Domain("second_id", "=", self.env.uid)
        return mine if (operator in ("=", "in")) == bool(value) else ~mine

    def _arrange(self, leader, second, day=None, reason: str = "") -> None:
        """Give a round other people or another day.

        :param leader: ``res.users``
        :param second: ``res.users``, somebody else
        :param day: the new day; the plan's next one stays where it is
        :param reason: why it is moved
        :raises InspectionError: for a round that was handed in, or a day without a reason
        """
        check_role(self.env, *WHO_ARRANGES)
        self.check_access("read")
        for record in self:
            record._in_turn()
            if record.state in ("handed_in", "accepted"):
                raise InspectionError(
                    self.env._("%(round)s was handed in and stays as it is.", round=record.display_name)
                )
            values = {"leader_id": leader.id, "second_id": second.id, "has_own_people": True}
            if day and day != record.date:
                values |= record._moved_to(day, reason)
            record._put(**values)

    def _moved_to(self, day, reason: str) -> dict:
        if self.state != "planned":
            raise InspectionError(
                self.env._("%(round)s was begun or missed and cannot be moved.", round=self.display_name)
            )
        if not (reason or "").strip():
            raise InspectionError(self.env._("Please write why the round is on another day."))
        if day < self.company_id._printer_day(fields.Datetime.now()):
            raise InspectionError(self.env._("A round cannot be moved into the past."))
        # why is the dispatcher's word, the note the system's
        self.sudo().message_post(
            body=self.env._("%(old)s → %(new)s: %(reason)s", old=self.date, new=day, reason=reason.strip()),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        hour = self.plan_id.sudo()
        start_at = hour._starts_at(day) if hour else self.start_at
        return {"date": day, "start_at": start_at}

    @api.model
    def _cron_assign_people(self) -> None:
        """Give rounds of the next days the engineers on duty, anew until they start: shifts change hands.

        One that finds no two people is tried again.
        """
        now = fields.Datetime.now()
        waiting = self.search(
            [
                ("state", "=", "planned"),
                ("start_at", "<=", now + AHEAD),
                ("plan_id.people", "=", "roster"),
                ("has_own_people", "=", False),
                "|",
                "|",
                ("start_at", ">", now),
                ("leader_id", "=", False),
                ("second_id", "=", False),
            ],
            order="start_at, id",
        )
        waiting._assign_from_roster()

    @api.model
    def _assign_soon(self) -> None:
        """Let the rounds follow the roster now instead of at the next turn."""
        cron = self.env.ref("printer_maintenance.cron_assign_inspectors", raise_if_not_found=False)
        if cron:
            # scheduled actions belong to the system; this only asks for an early turn
            cron.sudo()._trigger()

    def _assign_from_roster(self) -> None:
        """Two engineers on duty at the agreement's station when a round begins; the first one leads.

        Who has a round and is still on duty keeps it. One that has lost somebody and finds nobody else has no people
        any more, so that the dispatcher sees it among those without two.
        """
        Shift = self.env["printer.roster.shift"].sudo()  # who is on duty is known to the system
        # who starts a round at this very moment is on duty
        free = self.try_lock_for_update(allow_referencing=True).filtered(lambda r: r.state == "planned")
        for (start_at, team), rounds in free.grouped(
            lambda r: (r.start_at, r.agreement_id.sudo().team_id)
        ).items():
            # one question for each moment: rounds of a morning begin together
            people = Shift._on_duty(start_at, roles=("engineer",), teams=team or None).user_id
            for pair, of_pair in rounds.grouped(lambda r: (r.leader_id, r.second_id)).items():
                leader, second = _pair_on_duty(people, *pair)
                if (leader, second) != pair:
                    of_pair._put(leader_id=leader.id, second_id=second.id)


def _pair_on_duty(people, leader, second):
    """Leader and second inspector among those on duty; whoever has the round stays where they are on it."""
    leader &= people
    second &= people
    leader = leader or (people - second)[:1]
    second = second or (people - leader)[:1]
    return (leader, second) if leader and second else (people.browse(), people.browse())


class RosterShift(models.Model):
    _inherit = "printer.roster.shift"

    def write(self, vals):
        """Rounds of the next days follow a shift that changes hands or is struck out."""
        result = super().write(vals)
        now = fields.Datetime.now()
        if not {"user_id", "start", "end", "active"}.isdisjoint(vals) and any(
            shift.roster_state == "published" and shift.end > now and shift.start <= now + AHEAD
            for shift in self
        ):
            self.env["printer.inspection.round"]._assign_soon()
        return result


class Roster(models.Model):
    _inherit = "printer.roster"

    @api.model
    def _watch_soon(self):
        """Who fills or closes a roster changes who makes the rounds of the next days."""
        super()._watch_soon()
        self.env["printer.inspection.round"]._assign_soon()
