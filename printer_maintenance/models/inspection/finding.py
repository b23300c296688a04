"""Something that is wrong at one point of one device (REQUIREMENTS I5)."""

from datetime import timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain

FINDING_STATES = [
    ("open", "To be settled"),
    ("fixed", "Fixed on the spot"),
    ("before_supervisor", "Before the supervisor"),
    ("stop_proposed", "Stop proposed"),
    ("requested", "Repair requested"),
    ("closed", "Repaired"),
    ("dismissed", "No defect"),
    ("withdrawn", "Answer corrected"),
]
# a retest has no plan that says within how many days its findings are closed
RETEST_DAYS = 3
OVER = ("fixed", "closed", "dismissed", "withdrawn")


class InspectionFinding(models.Model):
    """Fixed at once, or a repair request, or put before the supervisor; it stays open until one of them is done."""

    _name = "printer.inspection.finding"
    _inherit = ["mail.thread", "printer.inspected", "printer.state.mixin"]
    _description = "Finding of an inspection"
    _order = "found_at desc, id desc"
    # see the round
    _mail_post_access = "read"

    _transitions: ClassVar = {
        "open": ("fixed", "before_supervisor", "requested", "withdrawn"),
        # the inspectors may think again until the round is handed in
        "fixed": ("open", "withdrawn"),
        "before_supervisor": ("stop_proposed", "requested", "dismissed"),
        "stop_proposed": ("requested", "before_supervisor"),
        "requested": ("closed",),
        "closed": ("requested",),
        "dismissed": (),
        "withdrawn": ("open",),
    }

    state = fields.Selection(FINDING_STATES, default="open", required=True, tracking=True)
    sheet_id = fields.Many2one(
        "printer.inspection.sheet",
        string="Sheet",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    round_id = fields.Many2one(related="sheet_id.round_id", store=True, index=True)
    plan_id = fields.Many2one(related="round_id.plan_id", string="Inspection plan")
    item_id = fields.Many2one(
        "printer.checklist.item", string="Point", required=True, readonly=True, ondelete="restrict"
    )
    name = fields.Char(related="item_id.name", string="Point's name", related_sudo=True)
    answer_kind = fields.Selection(related="item_id.answer_kind")
    equipment_id = fields.Many2one(related="sheet_id.equipment_id", store=True, index=True)
    unit_id = fields.Many2one(related="sheet_id.unit_id", store=True)
    agreement_id = fields.Many2one(related="round_id.agreement_id", store=True, index=True)
    company_id = fields.Many2one(related="round_id.company_id", store=True)
    found_text = fields.Char(
        string="What was found", compute="_compute_found_text", help="The answer and the remark beside it."
    )
    is_critical = fields.Boolean(string="Safety-critical", readonly=True)
    is_major = fields.Boolean(string="Emergency stop", readonly=True, tracking=True)
    found_at = fields.Datetime(string="Found at", required=True, readonly=True)
    found_by_id = fields.Many2one("res.users", string="Found by", readonly=True, ondelete="restrict")
    due_at = fields.Datetime(string="Close by", readonly=True)
    closed_at = fields.Datetime(string="Closed at", readonly=True)
    is_late = fields.Boolean(string="Late", compute="_compute_is_late", search="_search_is_late")
    closed_late = fields.Boolean(compute="_compute_closed_late", store=True)
    words = fields.Char(string="What the inspectors say", readonly=True)
    done_text = fields.Char(string="What was done", readonly=True)
    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Request",
        readonly=True,
        # the findings of a request that is closed
        index="btree_not_null",
        ondelete="restrict",
    )

    _once = models.UniqueIndex("(sheet_id, item_id)", "Each point is one finding.")
    # what is still open, the oldest first
    _open_idx = models.Index("(found_at) WHERE closed_at IS NULL")
    # the findings of a period, for the promise that they are closed in time
    _due_idx = models.Index("(agreement_id, due_at)")

    @api.depends("item_id", "equipment_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = f"{finding.name} · {finding.sudo().equipment_id.display_name}"

    @api.depends(
        "item_id", "sheet_id.check_ids.number", "sheet_id.check_ids.choice", "sheet_id.check_ids.note"
    )
    @api.depends_context("lang")
    def _compute_found_text(self):
        for finding in self:
            check = finding.sheet_id.check_ids.filtered(lambda c, item=finding.item_id: c.item_id == item)
            finding.found_text = check._told()

    @api.depends("closed_at", "due_at")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for finding in self:
            finding.is_late = bool(finding.due_at) and (finding.closed_at or now) > finding.due_at

    @api.depends("closed_at", "due_at")
    def _compute_closed_late(self):
        for finding in self:
            finding.closed_late = (
                bool(finding.closed_at and finding.due_at) and finding.closed_at > finding.due_at
            )

    def _search_is_late(self, operator, value):
        overdue = Domain("closed_at", "=", False) & Domain("due_at", "<", fields.Datetime.now())
        late = overdue | Domain("closed_late", "=", True)
        return late if (operator in ("=", "in")) == bool(value) else ~late

    def action_view_curve(self):
        """Open the history of this point on this device."""
        self.ensure_one()
        check = self.sheet_id.check_ids.filtered(lambda check: check.item_id == self.item_id)
        return check.action_view_curve() if check else False

    def action_view_ticket(self):
        """Open the request that came of it."""
        self.ensure_one()
        return self.ticket_id.get_formview_action()


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def _follow_findings(self) -> None:
        """Let findings follow from the answers: new ones come, those whose answer was corrected are withdrawn."""
        self.ensure_one()
        wrong = self.check_ids.filtered("is_abnormal") if self.state == "done" else self.check_ids.browse()
        known = {finding.item_id: finding for finding in self.finding_ids}
        now = fields.Datetime.now()
        plan = self.round_id.plan_id
        days = plan.finding_days if plan else RETEST_DAYS
        found = self.env["printer.inspection.finding"]
        found._through_door().create(
            [
                {
                    "sheet_id": self.id,
                    "item_id": check.item_id.id,
                    "is_critical": check.item_id.is_critical,
                    "found_at": check.answered_at,
                    "found_by_id": check.answered_by_id.id,
                    "due_at": check.answered_at + timedelta(days=days),
                }
                for check in wrong
                if check.item_id not in known
            ]
        )
        for check in wrong.filtered(lambda check: check.item_id in known):
            finding = known[check.item_id]
            if finding.state == "withdrawn":
                finding._set_state("open", closed_at=False)
        corrected = self.finding_ids.filtered(
            lambda f: f.item_id not in wrong.item_id and f.state in ("open", "fixed")
        )
        corrected._set_state("withdrawn", closed_at=now)
