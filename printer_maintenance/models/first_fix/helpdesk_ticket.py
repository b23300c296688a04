"""What a request says of first-time fix, and when that is judged anew (REQUIREMENTS V2)."""

from odoo import api, fields, models

from ..ticket.fault_code import CODE_FIELDS
from ..ticket.ticket_failure import FOLLOWED

VERDICTS = [("yes", "Yes"), ("no", "No")]
# the verdict and those of the device's other requests follow from these
JUDGED_BY = FOLLOWED | {"reported_at", "solved_at", *CODE_FIELDS}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    first_time_fix = fields.Selection(
        VERDICTS,
        string="Fixed at the first visit",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="One visit was enough, and the same fault did not come back on this device while the repair had to hold.",
    )
    first_visit_id = fields.Many2one(
        "printer.visit",
        string="First visit",
        readonly=True,
        copy=False,
        groups="base.group_user",
        # the report asks from the visit's side, and so does whoever deletes a planned one
        index="btree_not_null",
    )
    repeat_of_id = fields.Many2one(
        "helpdesk.ticket",
        string="Repeats",
        readonly=True,
        copy=False,
        # the repeats of one request
        index="btree_not_null",
        groups="base.group_user",
        help="The last repair of the same fault on this device, which did not hold.",
    )
    repeat_ids = fields.One2many(
        "helpdesk.ticket", "repeat_of_id", string="Repeated by", readonly=True, groups="base.group_user"
    )
    repair_days = fields.Integer(
        string="Repair has to hold (days)",
        readonly=True,
        copy=False,
        aggregator=False,
        groups="base.group_user",
        help="As set when the request was solved.",
    )
    is_repeat_told = fields.Boolean(readonly=True, copy=False, groups="base.group_user")

    # measures: what was solved in a period
    _first_time_fix_idx = models.Index("(solved_at) WHERE first_time_fix IS NOT NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "first_time_fix",
            "first_visit_id",
            "repeat_of_id",
            "repair_days",
            "is_repeat_told",
        }

    def _after_report(self):
        super()._after_report()
        # who reports may not read codes
        self.sudo().filtered(lambda t: t.equipment_id and (t.symptom_id or t.cause_id))._judge_first_fix()

    def write(self, vals):
        if JUDGED_BY.isdisjoint(vals):
            return super().write(vals)
        before = self._fault_marks()
        result = super().write(vals)
        after = self._fault_marks()
        changed = [ticket_id for ticket_id, mark in after.items() if mark != before[ticket_id]]
        if changed:
            devices = {mark[0].id for ticket_id in changed for mark in (before[ticket_id], after[ticket_id])}
            self._judge_devices(devices - {False})
        return result

    def _fault_marks(self) -> dict[int, tuple]:
        """What each request's verdict follows from, besides its visits; the device comes first."""
        # whoever closes a request need not read codes or devices
        return {
            ticket.id: (
                ticket.equipment_id,
                ticket.symptom_id,
                ticket.cause_id,
                ticket.service_kind,
                ticket._phase(),
                ticket.reported_at,
                ticket.solved_at,
            )
            for ticket in self.sudo()
        }
