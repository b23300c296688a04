"""Every step of an escalation that fired."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..agreement.agreement_member import ROLES
from .sla_target import MILESTONES


class SlaEscalationLog(models.Model):
    """One step that fired for one clock, who was told, and who took over (REQUIREMENTS S7). Never changed by hand."""

    _name = "printer.sla.escalation.log"
    _inherit = "printer.guard.mixin"
    _description = "Escalation on record"
    _order = "fired_at desc, id desc"

    clock_id = fields.Many2one("printer.sla.clock", required=True, ondelete="cascade")
    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, ondelete="cascade", index=True
    )
    step_id = fields.Many2one(
        "printer.sla.escalation", string="Step", ondelete="set null", index="btree_not_null"
    )
    milestone = fields.Selection(MILESTONES, string="Promise", required=True)
    role = fields.Selection(ROLES, string="Who was asked", required=True)
    due_at = fields.Datetime(string="Due at", required=True)
    fired_at = fields.Datetime(string="Called at", required=True)
    notice_ids = fields.One2many("printer.sla.notice", "log_id", string="People told")
    user_ids = fields.Many2many("res.users", string="Told", compute="_compute_user_ids")
    taken_over_id = fields.Many2one(
        "res.users", string="Taken over by", ondelete="restrict", index="btree_not_null"
    )
    taken_over_at = fields.Datetime()

    # each step fires once for a clock, whatever dies in between
    _once = models.UniqueIndex("(clock_id, step_id)", "This step has fired for this clock already.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    @api.depends("notice_ids.user_id")
    def _compute_user_ids(self):
        for log in self:
            log.user_ids = log.notice_ids.user_id

    @api.model
    def _fired_steps(self, clock_ids: list[int]) -> dict[int, set[int]]:
        """Per clock the ids of its steps that have fired, in one query."""
        if not clock_ids:
            return {}
        self.env.cr.execute(
            SQL(
                "SELECT clock_id, array_agg(step_id) FROM printer_sla_escalation_log "
                "WHERE clock_id = ANY(%s) GROUP BY clock_id",
                clock_ids,
            )
        )
        return {clock_id: set(steps) for clock_id, steps in self.env.cr.fetchall()}

    @api.model
    def _fire(self, rows: list[tuple]) -> list[tuple[int, int, int]]:
        """Put steps on record that fire now; those on record already are passed by.

        :param rows: clock id, ticket id, step id, milestone, role, due at, fired at
        :return: id of the new line, ticket id and step id of each that had not fired before
        """
        if not rows:
            return []
        columns = ("int4", "int4", "int4", "varchar", "varchar", "timestamp", "timestamp")
        self.env.cr.execute(
            SQL(
                "INSERT INTO printer_sla_escalation_log "
                "(clock_id, ticket_id, step_id, milestone, role, due_at, fired_at, create_uid, create_date) "
                "SELECT *, %s, now() AT TIME ZONE 'UTC' FROM unnest(%s) "
                "ON CONFLICT (clock_id, step_id) DO NOTHING RETURNING id, ticket_id, step_id",
                self.env.uid,
                SQL(", ").join(
                    SQL("%s::%s", list(values), SQL(f"{kind}[]"))  # pylint: disable=sql-injection
                    for kind, values in zip(columns, zip(*rows, strict=True), strict=True)
                ),
            )
        )
        return self.env.cr.fetchall()
