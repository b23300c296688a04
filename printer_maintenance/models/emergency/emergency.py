"""A major fault on its way: who was called, who acknowledged, what has been done."""

from typing import ClassVar

from odoo import api, fields, models

from ..base.rights import has_role

STATES = [
    ("calling", "Calling"),
    ("acknowledged", "Acknowledged"),
    ("closed", "Closed"),
    ("off", "Called off"),
]
OPEN_STATES = ("calling", "acknowledged")
OFF_REASONS = [
    ("lowered", "The severity was lowered"),
    ("closed", "The request was closed"),
]
# who may acknowledge without having been called
MAY_ACKNOWLEDGE = ("project_manager", "service_director")
STAMPED = frozenset(
    {
        "ticket_id",
        "plan_id",
        "rounds",
        "detected_at",
        "started_at",
        "found",
        "next_call_at",
        "unanswered_at",
        "informed_ids",
        "call_ids",
        "step_ids",
        "acknowledged_by_id",
        "acknowledged_at",
        "is_by_hand",
        "told_by_id",
        "entered_by_id",
        "off_reason",
        "off_note",
        "ended_at",
        "ended_by_id",
    }
)


class Emergency(models.Model):
    """One run of an emergency plan for one major fault; started, told and ended by the server (REQUIREMENTS S6)."""

    _name = "printer.emergency"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _description = "Emergency"
    _order = "id desc"
    _rec_name = "ticket_id"
    # whoever sees it may add a remark to it
    _mail_post_access = "read"

    _transitions: ClassVar = {"calling": ("acknowledged", "off"), "acknowledged": ("closed", "off")}

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, readonly=True, ondelete="cascade", index=True
    )
    ticket_name = fields.Char(related="ticket_id.name", string="Title")
    unit_id = fields.Many2one(related="ticket_id.unit_id")
    equipment_id = fields.Many2one(related="ticket_id.equipment_id")
    place = fields.Char(related="equipment_id.place")
    agreement_id = fields.Many2one(related="ticket_id.agreement_id")
    contact_id = fields.Many2one(related="ticket_id.partner_id", string="Reported by")
    contact_phone = fields.Char(related="ticket_id.partner_phone")
    plan_id = fields.Many2one(
        "printer.emergency.plan", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    rounds = fields.Integer(readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="calling", tracking=True)
    found = fields.Char(string="What was found", readonly=True)
    detected_at = fields.Datetime(string="Detected at", required=True, readonly=True)
    started_at = fields.Datetime(string="Plan started at", required=True, readonly=True)
    next_call_at = fields.Datetime(readonly=True)
    unanswered_at = fields.Datetime(
        string="Nobody answered", readonly=True, help="When the whole call list had been called in vain."
    )
    call_ids = fields.One2many("printer.emergency.call", "emergency_id", string="Calls", readonly=True)
    step_ids = fields.One2many(
        "printer.emergency.step", "emergency_id", string="Emergency checklist", readonly=True
    )
    informed_ids = fields.Many2many(
        "res.users",
        "printer_emergency_informed_rel",
        string="Management informed",
        readonly=True,
    )
    acknowledged_by_id = fields.Many2one(
        "res.users", string="Acknowledged by", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    acknowledged_at = fields.Datetime(readonly=True)
    is_by_hand = fields.Boolean(
        string="Entered by hand",
        readonly=True,
        help="The person was told by telephone, and somebody entered when.",
    )
    told_by_id = fields.Many2one("res.users", string="Told by", readonly=True, ondelete="restrict")
    entered_by_id = fields.Many2one("res.users", string="Entered by", readonly=True, ondelete="restrict")
    off_reason = fields.Selection(OFF_REASONS, string="Called off because", readonly=True)
    off_note = fields.Char(string="Remark", readonly=True)
    ended_at = fields.Datetime(readonly=True)
    ended_by_id = fields.Many2one("res.users", string="Ended by", readonly=True, ondelete="restrict")
    told_minutes = fields.Integer(
        string="Told after (min)", compute="_compute_told_minutes", help="From the detection, begun minutes."
    )
    called_now = fields.Char(string="Being called", compute="_compute_called_now")
    called_since = fields.Datetime(compute="_compute_called_now")
    progress = fields.Char(string="Steps done", compute="_compute_progress")
    may_acknowledge = fields.Boolean(compute="_compute_may_acknowledge")

    # a request is in one emergency at a time, however many people raise it
    _one_open = models.UniqueIndex(
        "(ticket_id) WHERE state IN ('calling', 'acknowledged')",
        "The emergency plan of this request is running already.",
    )
    # what the scheduled action looks for
    _due = models.Index("(next_call_at) WHERE next_call_at IS NOT NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | STAMPED

    @api.depends("ticket_id.number", "ticket_id.name")
    def _compute_display_name(self):
        for emergency in self:
            emergency.display_name = f"{emergency.ticket_id.number} {emergency.ticket_id.name}"

    @api.depends("acknowledged_at", "detected_at")
    def _compute_told_minutes(self):
        for emergency in self:
            taken = emergency.acknowledged_at and emergency.acknowledged_at - emergency.detected_at
            emergency.told_minutes = -(-taken.total_seconds() // 60) if taken else 0

    @api.depends("call_ids.called_at", "state")
    def _compute_called_now(self):
        for emergency in self:
            called = emergency.call_ids.filtered("called_at")
            last = called.filtered(lambda call, called=called: call.sequence == called[-1].sequence)
            if emergency.state != "calling":
                last = last.browse()
            emergency.called_now = ", ".join(last.user_id.mapped("name"))
            emergency.called_since = last[:1].called_at

    @api.depends("step_ids.state")
    def _compute_progress(self):
        for emergency in self:
            done = emergency.step_ids.filtered(lambda step: step.state != "open")
            emergency.progress = emergency.step_ids and f"{len(done)} / {len(emergency.step_ids)}"

    @api.depends("state", "call_ids.called_at", "informed_ids")
    @api.depends_context("uid")
    def _compute_may_acknowledge(self):
        has_right = has_role(self.env, *MAY_ACKNOWLEDGE)
        for emergency in self:
            emergency.may_acknowledge = emergency.state == "calling" and (
                has_right or self.env.user in emergency._called_people()
            )

    def _called_people(self):
        """Who was called or informed, and may therefore answer."""
        return self.call_ids.filtered("called_at").user_id | self.informed_ids

    def _get_redirect_suggested_company(self):
        return self.ticket_id.company_id
