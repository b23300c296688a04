"""One round: two people, one place, one day (REQUIREMENTS I2, I4)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.tools import format_date

from ..checklist.checklist import INSPECTION_KINDS

ROUND_STATES = [
    ("planned", "To be made"),
    ("under_way", "Being made"),
    ("handed_in", "Handed in"),
    ("returned", "Sent back"),
    ("accepted", "Signed off"),
    ("missed", "Not made"),
]
OPEN_STATES = ("under_way", "returned")


class InspectionRound(models.Model):
    """Made by the plan, frozen when it starts, handed in by its leader, accepted by the supervisor."""

    _name = "printer.inspection.round"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.inspected", "printer.state.mixin"]
    _description = "Inspection round"
    _order = "date desc, start_at desc, id desc"
    # doubtful points are discussed by all who may read it (REQUIREMENTS I7)
    _mail_post_access = "read"

    _transitions: ClassVar = {
        "planned": ("under_way", "missed"),
        # made up for: it stays on record that its day passed without it
        "missed": ("under_way",),
        "under_way": ("handed_in",),
        "handed_in": ("accepted", "returned"),
        "returned": ("handed_in",),
        "accepted": (),
    }

    state = fields.Selection(ROUND_STATES, default="planned", required=True, tracking=True, copy=False)
    plan_id = fields.Many2one(
        "printer.inspection.plan",
        string="Inspection plan",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    boost_id = fields.Many2one(
        "printer.inspection.boost",
        string="Extra round for",
        readonly=True,
        # asked when extra rounds are taken back
        index="btree_not_null",
        ondelete="set null",
    )
    is_retest = fields.Boolean(string="Retest", readonly=True)
    agreement_id = fields.Many2one(
        "printer.agreement", string="Agreement", readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True)
    kind = fields.Selection(INSPECTION_KINDS, string="Kind of inspection", required=True, readonly=True)
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        required=True,
        readonly=True,
        # asked when a unit is deleted
        index=True,
        ondelete="restrict",
    )
    department_id = fields.Many2one(
        "res.partner", string="Department", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    planned_on = fields.Date(
        string="Planned for", required=True, readonly=True, help="The day of the plan; it never changes."
    )
    date = fields.Date(string="Day", required=True, readonly=True, tracking=True)
    moved_days = fields.Integer(
        string="Moved by (days)", compute="_compute_moved_days", store=True, help="From the day of the plan."
    )
    start_at = fields.Datetime(string="Starts at", required=True, readonly=True)
    started_at = fields.Datetime(string="Started at", readonly=True, copy=False)
    sheet_ids = fields.One2many("printer.inspection.sheet", "round_id", string="Sheets", readonly=True)
    sheet_count = fields.Integer(string="Devices", compute="_compute_counts")
    done_count = fields.Integer(string="Checked", compute="_compute_counts")
    left_out_count = fields.Integer(string="Not inspected", compute="_compute_counts")
    abnormal_count = fields.Integer(string="Abnormal", compute="_compute_counts")
    open_finding_count = fields.Integer(string="Open findings", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="Sheets that are finished, in percent.")

    # one round per plan, place and day, however often it is generated
    _once = models.UniqueIndex(
        "(plan_id, unit_id, COALESCE(department_id, 0), planned_on)", "This round is planned already."
    )
    # the rounds of a day, and those whose day has passed
    _state_date_idx = models.Index("(state, date)")
    # an inspector's own rounds
    _leader_idx = models.Index("(leader_id, date) WHERE state IN ('planned', 'under_way', 'returned')")
    _second_idx = models.Index("(second_id, date) WHERE state IN ('planned', 'under_way', 'returned')")

    @api.depends("kind", "unit_id", "department_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for record in self:
            place = (record.department_id or record.unit_id).sudo().name or ""
            day = format_date(self.env, record.date) if record.date else ""
            record.display_name = " · ".join(filter(None, (kinds.get(record.kind), place, day)))

    @api.depends("date", "planned_on")
    def _compute_moved_days(self):
        for record in self:
            record.moved_days = (record.date - record.planned_on).days if record.date else 0

    @api.depends("sheet_ids.state", "sheet_ids.verdict", "sheet_ids.finding_ids.state")
    def _compute_counts(self):
        Sheet = self.env["printer.inspection.sheet"]
        mine = [("round_id", "in", self.ids)]
        counts = {}
        for round_, state, verdict, number in Sheet._read_group(
            mine, ["round_id", "state", "verdict"], ["__count"]
        ):
            counts.setdefault(round_.id, []).append((state, verdict, number))
        findings = dict(
            self.env["printer.inspection.finding"]._read_group(
                [*mine, ("closed_at", "=", False)], ["round_id"], ["__count"]
            )
        )
        for round_ in self:
            rows = counts.get(round_.id, ())
            total = sum(number for *_key, number in rows)
            done = sum(number for state, _verdict, number in rows if state == "done")
            left_out = sum(number for state, _verdict, number in rows if state == "left_out")
            round_.sheet_count, round_.done_count, round_.left_out_count = total, done, left_out
            round_.abnormal_count = sum(
                number for _state, verdict, number in rows if verdict in ("abnormal", "unsafe")
            )
            round_.open_finding_count = findings.get(round_, 0)
            round_.progress = 100 * (done + left_out) / total if total else 0

    def _rounds(self):
        return self

    def _key(self) -> tuple:
        """What makes a round of a plan the one that it is."""
        return (self.unit_id.id, self.department_id.id or 0, self.planned_on)

    def _visited(self, stands, chains: dict[int, list[int]]) -> set[tuple[int, int]]:
        """Which of the places where devices wait this round visits; see :meth:`_device_domain`.

        :param stands: the plan's places, see ``Stands``
        :param chains: the units above each unit
        """
        plan = self.plan_id
        by_department = plan.by_department or self.department_id
        return {
            (unit, department)
            for unit, department in stands.on(self.date)
            if (self.unit_id.id in chains[unit] if plan.route_id else self.unit_id.id == unit)
            and (not by_department or self.department_id.id == (department or False))
        }

    def _is_still_open_to_planning(self, today: date) -> bool:
        """Whether the plan may still change or drop it: nobody has begun or moved it, and its day is ahead."""
        return self.state == "planned" and self.planned_on > today and self.date == self.planned_on

    def action_view_sheets(self):
        """Open the sheets of these rounds."""
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_sheet")
        action["domain"] = [("round_id", "in", self.ids)]
        action["context"] = {}
        return action

    def action_view_findings(self):
        """Open what was found on these rounds."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "printer_maintenance.action_inspection_finding"
        )
        action["domain"] = [("round_id", "in", self.ids)]
        action["context"] = {}
        return action
