"""When a visit is planned and for how long, and who may be sent."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import VisitEngineerError
from .visit import OPEN_STATES

PLANNED_MINUTES = 60


class Visit(models.Model):
    _inherit = "printer.visit"

    planned_start = fields.Datetime(
        string="Planned for",
        copy=False,
        tracking=True,
        help="What the dispatcher intends; the time agreed with the contact takes its place.",
    )
    planned_minutes = fields.Integer(
        string="Planned minutes",
        default=PLANNED_MINUTES,
        required=True,
        help="How long the work should take.",
    )
    # the dispatch board and double bookings: the visits of a span of hours
    slot_start = fields.Datetime(string="Begins", compute="_compute_slot", store=True, index="btree_not_null")
    slot_end = fields.Datetime(string="Ends", compute="_compute_slot", store=True, index="btree_not_null")
    is_backup = fields.Boolean(
        string="Backup engineer",
        readonly=True,
        copy=False,
        help="Sent because the first engineer cannot come or cannot solve it in time.",
    )
    backup_of_id = fields.Many2one(
        "printer.visit",
        string="Backs up",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    backup_ids = fields.One2many("printer.visit", "backup_of_id", string="Backups", readonly=True)

    _minutes_positive = models.Constraint(
        "CHECK (planned_minutes > 0)", "Please say how many minutes the visit should take."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"is_backup", "backup_of_id"}

    @api.depends("appointment_at", "planned_start", "planned_minutes")
    def _compute_slot(self):
        for visit in self:
            visit.slot_start = visit.appointment_at or visit.planned_start
            visit.slot_end = visit.slot_start and visit.slot_start + timedelta(minutes=visit.planned_minutes)

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        if not self._is_through_door():
            visits._check_engineers()
        return visits

    def write(self, vals):
        result = super().write(vals)
        if {"engineer_id", "engineer_ids"}.intersection(vals):
            self._check_engineers()
        return result

    def _everyone(self):
        """All engineers of these visits, whoever leads."""
        return self.engineer_id | self.engineer_ids

    def _check_engineers(self) -> None:
        """Send only people who belong to the work.

        :raises VisitEngineerError: naming whom the request's team does not know
        """
        for ticket, visits in self.grouped("ticket_id").items():
            strangers = visits._everyone() - ticket._allowed_engineers()
            if strangers:
                raise VisitEngineerError(
                    self.env._(
                        "%(ticket)s: %(people)s cannot be sent. Choose somebody of the station, of the agreement's "
                        "team or of the service centre.",
                        ticket=ticket.number,
                        people=format_list(self.env, strangers.mapped("name")),
                    )
                )

    @api.model
    def _plan(self, ticket, engineer, start, minutes: int = 0, further=None, **values):
        """Send somebody, for a time that the contact does not know yet (REQUIREMENTS S9).

        :param ticket: ``helpdesk.ticket``
        :param engineer: ``res.users`` who leads
        :param start: when (UTC); False when that is still open
        :param minutes: how long the work should take; 0 for what is usual
        :param further: ``res.users`` who come along
        :param values: further values of the visit
        :return: the planned ``printer.visit``
        """
        # the life cycle's own fields (backup, next visit) come only through here
        visit = self._through_door().create(
            {
                "ticket_id": ticket.id,
                "engineer_id": engineer.id,
                "engineer_ids": [fields.Command.set((further or engineer.browse()).ids)],
                "planned_start": start,
                "planned_minutes": minutes or PLANNED_MINUTES,
                "contact_id": ticket.partner_id.id,
                "liaison_id": (ticket.agreement_id.agent_id or self.env.user).id,
                **values,
            }
        )
        visit._check_engineers()
        return self.browse(visit.id)

    def _send_backup(self, engineer, start, minutes: int = 0):
        """Send a backup engineer besides or instead of who was sent first (REQUIREMENTS S9).

        :return: the planned ``printer.visit`` of the backup
        """
        self.ensure_one()
        backup = self._plan(self.ticket_id, engineer, start, minutes, is_backup=True, backup_of_id=self.id)
        self.message_post(
            body=self.env._("A backup engineer is sent: %(name)s.", name=engineer.name),
            subtype_xmlid="mail.mt_note",
        )
        return backup

    @api.model
    def _clashes(self, user_ids: list[int], start, end, except_ids: tuple[int, ...] = ()):
        """Open visits of these people that take part of the span.

        :param start: UTC
        :param end: UTC
        :param except_ids: visits that are just being moved
        """
        people = [("engineer_id", "in", user_ids), ("engineer_ids", "in", user_ids)]
        return self.search(
            [
                ("state", "in", OPEN_STATES),
                ("slot_start", "<", end),
                ("slot_end", ">", start),
                ("id", "not in", list(except_ids)),
                "|",
                *people,
            ],
            order="slot_start",
        )
