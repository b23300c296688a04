"""A step of the checklist of one emergency, ticked with who and when."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.tools import SQL

from ..agreement.agreement_member import ROLES

STATES = [("open", "Open"), ("done", "Done"), ("skipped", "Not needed")]


class EmergencyStep(models.Model):
    """A step as it stood in the plan when the emergency began (REQUIREMENTS S6, K5)."""

    _name = "printer.emergency.step"
    _inherit = "printer.state.mixin"
    _description = "Step of an emergency"
    _order = "sequence, id"

    _transitions: ClassVar = {"open": ("done", "skipped"), "done": ("open",), "skipped": ("open",)}

    emergency_id = fields.Many2one(
        "printer.emergency", required=True, readonly=True, ondelete="cascade", index=True
    )
    emergency_state = fields.Selection(related="emergency_id.state", string="State of the emergency")
    sequence = fields.Integer(readonly=True)
    name = fields.Char(string="What is done", required=True, readonly=True, translate=True)
    role = fields.Selection(ROLES, string="Who does it", readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="open")
    user_id = fields.Many2one("res.users", string="By", readonly=True, ondelete="restrict")
    done_at = fields.Datetime(string="At", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "emergency_id",
            "sequence",
            "name",
            "role",
            "user_id",
            "done_at",
        }

    def action_tick(self):
        """The step is done, by this person, now."""
        self._answer("done")

    def action_skip(self):
        """The step is not needed this time."""
        self._answer("skipped")

    def action_reopen(self):
        """The step was ticked by mistake."""
        self._answer("open")

    def _answer(self, state: str) -> None:
        """Move steps on, with who and when.

        :raises AccessError: for people who do not see the emergency
        """
        self.check_access("read")
        for step in self:
            step.emergency_id._check_open()
        stamp = {"user_id": self.env.uid, "done_at": fields.Datetime.now()}
        if state == "open":
            stamp = {"user_id": False, "done_at": False}
        # nobody writes steps as they like; whoever sees the emergency ticks them
        self.sudo()._set_state(state, **stamp)
        if state == "open":
            self.emergency_id._note_reopened(self)

    @api.model
    def _copy_from_plans(self, emergencies) -> None:
        """Take the plans' steps over, in every language, in one query."""
        emergencies.flush_recordset()
        self.env["printer.emergency.plan.step"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO printer_emergency_step
                (emergency_id, sequence, name, role, state, create_uid, create_date, write_uid, write_date)
            SELECT emergency.id, row_number() OVER (PARTITION BY emergency.id ORDER BY step.sequence, step.id),
                   step.name, step.role, 'open', %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
              FROM printer_emergency AS emergency
              JOIN printer_emergency_plan_step AS step ON step.plan_id = emergency.plan_id
             WHERE emergency.id = ANY(%(ids)s)
                """,
                uid=self.env.uid,
                ids=emergencies.ids,
            )
        )
        emergencies.invalidate_recordset(["step_ids"], flush=False)
