"""Who is asked to step in when a promise of a request is in danger, and who did."""

from typing import NamedTuple

from odoo import api, fields, models

from ...exceptions import TransitionError
from ..agreement.agreement_member import GROUP_OF_ROLE


class Person(NamedTuple):
    """Whom to ask: ``res.users``, and the telephone of their duty if it has one."""

    user: models.Model
    phone: str | bool = False


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    escalation_log_ids = fields.One2many(
        "printer.sla.escalation.log",
        "ticket_id",
        string="Escalation",
        readonly=True,
        groups="base.group_user",
    )
    escalated_at = fields.Datetime(
        readonly=True,
        copy=False,
        groups="base.group_user",
        # the list of what nobody has taken over
        index="btree_not_null",
        help="When somebody was last asked to step in.",
    )
    taken_over_id = fields.Many2one(
        "res.users",
        string="Taken over by",
        readonly=True,
        copy=False,
        tracking=True,
        index="btree_not_null",
        groups="base.group_user",
    )
    taken_over_at = fields.Datetime(readonly=True, copy=False, groups="base.group_user")
    is_escalated = fields.Boolean(
        compute="_compute_is_escalated", search="_search_is_escalated", groups="base.group_user"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "escalation_log_ids",
            "escalated_at",
            "taken_over_id",
            "taken_over_at",
        }

    @api.depends("escalated_at", "taken_over_id", "stage_id")
    def _compute_is_escalated(self):
        for ticket in self:
            ticket.is_escalated = bool(
                ticket.escalated_at and not ticket.taken_over_id and not ticket.stage_id.closed
            )

    def _search_is_escalated(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("escalated_at", "!=", False), ("taken_over_id", "=", False), ("closed", "=", False)]

    def action_take_over(self):
        """Answer the escalation: the person takes the matter in hand, and no further level is called."""
        self.check_access("write")
        now = fields.Datetime.now()
        for ticket in self:
            if not ticket.is_escalated:
                raise TransitionError(
                    self.env._(
                        "%(ticket)s: nobody is being asked to step in, or somebody has already.",
                        ticket=ticket.number,
                    )
                )
        answer = {"taken_over_id": self.env.uid, "taken_over_at": now}
        self._through_door().write(answer)
        # clocks and their escalation are the system's; that this person may act was asked above
        clocks_sudo = self.sudo().clock_ids.filtered(lambda clock: clock.state in ("running", "paused"))
        clocks_sudo._through_door().write({**answer, "next_event_at": False})
        open_logs_sudo = self.sudo().escalation_log_ids.filtered(lambda log: not log.taken_over_id)
        open_logs_sudo._through_door().write(answer)
        self._clear_escalation_activities()

    def action_hand_back(self):
        """The matter is out of the person's hands again: the escalation goes on where it stopped."""
        self.check_access("write")
        for ticket in self.filtered("taken_over_id"):
            ticket.message_post(
                body=self.env._("%(person)s handed the matter back.", person=ticket.taken_over_id.name),
                subtype_xmlid="mail.mt_note",
            )
        self._through_door().write({"taken_over_id": False, "taken_over_at": False})
        self.sudo().clock_ids.filtered("taken_over_id")._through_door().write(
            {"taken_over_id": False, "taken_over_at": False}
        )
        self._sync_clocks()

    def _clear_escalation_activities(self) -> None:
        """Nobody else needs to look at it any more."""
        self.sudo().activity_ids.filtered(
            lambda activity: (
                activity.automated
                and activity.activity_type_id == self.env.ref("mail.mail_activity_data_warning")
            )
        ).unlink()

    def _note_escalation(self, now) -> None:
        """Somebody is asked to step in; whoever took over before did so for something else."""
        if self:
            self._through_door().write({"escalated_at": now, "taken_over_id": False, "taken_over_at": False})

    def _people_to_ask(self, roles: set[str]) -> dict[tuple[int, str], list[Person]]:
        """Whom to ask in each role about each request: on duty at the station, else of the agreement's team.

        Where neither has anybody, whoever has the role in the company is asked: no call goes nowhere.
        """
        on_duty = self._on_duty(roles)
        found = {}
        for (agreement, team, company), tickets in self.grouped(
            lambda ticket: (ticket.agreement_id, ticket.team_id, ticket.company_id)
        ).items():
            for role in roles:
                # a station may serve several companies; who is on duty for another one does not see this request
                people = [
                    person
                    for person in on_duty.get((team.id, role), ())
                    if company in person.user.company_ids
                ] or [Person(user) for user in agreement._team(role) or self._role_holders(role, company)]
                for ticket in tickets:
                    found[ticket.id, role] = people
        return found

    def _on_duty(self, roles: set[str]) -> dict[tuple[int, str], list[Person]]:
        """Who is on duty now, per station and role; the roster's capability knows."""
        return {}

    @api.model
    def _role_holders(self, role: str, company):
        """Everybody in a company who has a role; for management, which is no group of its own, the directors."""
        xmlid = GROUP_OF_ROLE[role] if role != "management" else GROUP_OF_ROLE["director"]
        group = self.env.ref(xmlid)
        return group.all_user_ids.filtered(
            lambda user: not user.share and user.active and company in user.company_ids and user.id != 1
        )

    def _escalation_subject(self) -> str:
        """The headline of a notice, in the language of the records' environment."""
        if len(self) == 1:
            return self.env._("%(ticket)s: a promise is in danger", ticket=self.number)
        return self.env._("%(count)d requests: promises are in danger", count=len(self))

    def _escalation_lines(self) -> list[str]:
        """One line per request: number, title, unit, and by when."""
        return [
            " · ".join(
                filter(
                    None,
                    (
                        ticket.number,
                        ticket.name,
                        ticket.unit_id.name,
                        ticket.next_deadline
                        and fields.Datetime.context_timestamp(ticket, ticket.next_deadline).strftime(
                            "%m-%d %H:%M"
                        ),
                    ),
                )
            )
            for ticket in self
        ]
