"""Who is to be told of an escalation; one message a person, however many requests are due."""

from odoo import api, fields, models
from odoo.tools import SQL

from .sla_escalation import CHANNELS

# more at once are in the list that the message leads to
ACTIVITIES_AT_ONCE = 50
# people who are told in one transaction
PEOPLE_AT_ONCE = 20


class SlaNotice(models.Model):
    """One person who is told of one step: written when the step fires, told right after, and retried until told."""

    _name = "printer.sla.notice"
    _inherit = "printer.guard.mixin"
    _description = "Notice of an escalation"
    _order = "id desc"

    log_id = fields.Many2one("printer.sla.escalation.log", required=True, ondelete="cascade")
    ticket_id = fields.Many2one(related="log_id.ticket_id")
    user_id = fields.Many2one("res.users", string="Person", required=True, ondelete="cascade", index=True)
    phone = fields.Char(string="Telephone", help="The duty telephone, else the person's own.")
    by_activity = fields.Boolean()
    by_message = fields.Boolean()
    by_mail = fields.Boolean()
    by_sms = fields.Boolean()
    told_at = fields.Datetime(string="Told at")
    mail_id = fields.Many2one("mail.mail", ondelete="set null", index="btree_not_null")

    _once = models.UniqueIndex("(log_id, user_id)", "A person is told once of a step.")
    # what is still to be told
    _untold = models.Index("(user_id) WHERE told_at IS NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    @api.model
    def _untold_people(self, limit: int = PEOPLE_AT_ONCE) -> list[int]:
        """Ids of people who still have something to be told."""
        self.env.cr.execute(
            SQL("SELECT DISTINCT user_id FROM printer_sla_notice WHERE told_at IS NULL LIMIT %s", limit)
        )
        return [user_id for (user_id,) in self.env.cr.fetchall()]

    @api.model
    def _take_untold(self, user_id: int):
        """What a person is still to be told, kept from any other sweep until this transaction ends."""
        self.env.cr.execute(
            SQL(
                "SELECT id FROM printer_sla_notice WHERE told_at IS NULL AND user_id = %s "
                "ORDER BY id FOR UPDATE SKIP LOCKED",
                user_id,
            )
        )
        return self.browse(notice_id for (notice_id,) in self.env.cr.fetchall())

    def _tell(self) -> None:
        """Tell one person of everything that these notices are about: one message, one mail, one SMS."""
        user = self.user_id
        tickets = self.ticket_id.sorted(
            lambda ticket: (ticket.next_deadline or ticket.reported_at, ticket.id)
        )
        ways = {name for name in CHANNELS if any(notice[name] for notice in self)}
        mail = self.env["printer.notifier"]._tell(
            user,
            {way.removeprefix("by_") for way in ways},
            tickets,
            lambda env: tickets.with_env(env)._escalation_subject(),
            lambda env: tickets.with_env(env)._escalation_lines(),
            phone=self.filtered("phone")[-1:].phone,
        )
        if "by_activity" in ways:
            self._plan_activities()
        self._through_door().write({"told_at": fields.Datetime.now(), "mail_id": mail.id})

    def _plan_activities(self) -> None:
        """An activity on each request, up to so many as a person can look at; the others are in the list."""
        user = self.user_id
        tickets = self.filtered("by_activity").ticket_id[:ACTIVITIES_AT_ONCE]
        activity_type = self.env.ref("mail.mail_activity_data_warning")
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True, lang=user.lang)
        Activity.create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "summary": Activity.env._("Take over: a promise is in danger"),
                    "date_deadline": fields.Date.context_today(self.with_context(tz=user.tz)),
                    "res_model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                    "res_id": ticket.id,
                    "user_id": user.id,
                    "automated": True,
                }
                for ticket in tickets
            ]
        )
