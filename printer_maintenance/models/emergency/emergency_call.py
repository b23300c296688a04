"""One person who is called in an emergency."""

from odoo import api, fields, models

from ..agreement.agreement_member import ROLES
from ..sla.sla_escalation import CHANNELS

OBSTACLES = [
    ("nobody", "Nobody reachable: the role is empty or the person has left"),
    ("unreachable", "Neither e-mail nor telephone on record"),
]


class EmergencyCall(models.Model):
    """One call of the chain: planned, made and answered by the server's time (REQUIREMENTS S6, K5)."""

    _name = "printer.emergency.call"
    _inherit = "printer.guard.mixin"
    _description = "Call in an emergency"
    _order = "sequence, id"

    emergency_id = fields.Many2one("printer.emergency", required=True, ondelete="cascade")
    sequence = fields.Integer(required=True, help="Those with the same number are called together.")
    round = fields.Integer(required=True)
    role = fields.Selection(ROLES)
    # asked when a person opens what they were called for
    user_id = fields.Many2one("res.users", string="Person", ondelete="restrict", index="btree_not_null")
    phone = fields.Char(string="Telephone", help="The duty telephone, else the person's own.")
    minutes = fields.Integer(string="Minutes to answer")
    due_at = fields.Datetime(string="Due at", required=True)
    called_at = fields.Datetime(string="Called at")
    acknowledged_at = fields.Datetime(string="Acknowledged at")
    obstacle = fields.Selection(OBSTACLES, string="Note")
    is_last_resort = fields.Boolean(
        string="After all rounds", help="Called because the whole call list had not answered."
    )
    by_activity = fields.Boolean()
    by_message = fields.Boolean()
    by_mail = fields.Boolean()
    by_sms = fields.Boolean()
    mail_id = fields.Many2one("mail.mail", ondelete="set null", index="btree_not_null")

    # each person is called once in their turn, whatever dies in between; also the chain of an emergency in order
    _once = models.UniqueIndex(
        "(emergency_id, sequence, user_id)", "This person is called already in this turn."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    def _make(self, now) -> None:
        """Call these people now: one message each, however many emergencies they are called for."""
        for user, calls in self.grouped("user_id").items():
            calls._tell(user)
        self.filtered("by_activity")._plan_activities()
        self._through_door().write({"called_at": now})

    def _tell(self, user) -> None:
        emergencies = self.emergency_id
        ways = {name.removeprefix("by_") for name in CHANNELS if any(call[name] for call in self)}
        minutes = min(self.mapped("minutes"))
        mail = self.env["printer.notifier"]._tell(
            user,
            ways,
            emergencies,
            lambda env: emergencies.with_env(env)._call_subject(),
            lambda env: emergencies.with_env(env)._call_lines(minutes),
            phone=self.filtered("phone")[-1:].phone,
        )
        if mail:
            self._through_door().write({"mail_id": mail.id})

    def _plan_activities(self) -> None:
        """An activity on each emergency for whoever is called; it goes when somebody has acknowledged."""
        activity_type = self.env.ref("mail.mail_activity_data_warning")
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        model_id = self.env["ir.model"]._get_id("printer.emergency")
        known = {(activity.res_id, activity.user_id) for activity in self.emergency_id.activity_ids}
        Activity.create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "summary": self.with_context(lang=user.lang).env._("Acknowledge the major fault"),
                    "date_deadline": fields.Date.context_today(self.with_context(tz=user.tz)),
                    "res_model_id": model_id,
                    "res_id": call.emergency_id.id,
                    "user_id": user.id,
                    "automated": True,
                }
                for user, calls in self.grouped("user_id").items()
                for call in calls
                if (call.emergency_id.id, user) not in known
            ]
        )
