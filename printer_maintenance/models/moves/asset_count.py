"""The asset count: what should be there, what is there, and how the difference is settled."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import AssetCountError
from ..base.rights import check_role
from .numbered import changes_content, give_numbers

WHO_COUNTS = ("engineer", "equipment_supervisor")
# devices at the workshop or lent are elsewhere with our knowledge; retired ones are gone
EXPECTED_CONDITIONS = ("in_service", "faulty", "stored")
# what is counted, and as of which day
FIXED_AT_START = frozenset({"unit_id", "department_ids", "company_id", "date"})


class AssetCount(models.Model):
    """One joint count of one unit's devices (REQUIREMENTS A5, 资产清点)."""

    _name = "printer.asset.count"
    _description = "Asset count"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "id desc"

    _transitions: ClassVar = {
        "draft": ("counting", "cancelled"),
        "counting": ("counted", "cancelled"),
        "counted": ("counting", "settled", "cancelled"),
        "settled": (),
        "cancelled": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("counting", "Counting"),
            ("counted", "Counted"),
            ("settled", "Settled"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        required=True,
        index=True,
        tracking=True,
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
    )
    department_ids = fields.Many2many(
        "res.partner",
        "printer_asset_count_department_rel",
        string="Departments",
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
        help="Empty: the whole unit.",
    )
    customer_id = fields.Many2one(
        related="unit_id.printer_customer_id", string="Customer", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date = fields.Date(default=fields.Date.context_today, required=True, copy=False)
    customer_people = fields.Char(
        string="Customer's people", help="Who from the customer counts along: a joint count."
    )
    note = fields.Text(string="Remarks", copy=False)
    started_at = fields.Datetime(string="Counting began at", readonly=True, copy=False)
    counted_at = fields.Datetime(string="Counting finished at", readonly=True, copy=False)
    settled_at = fields.Datetime(string="Settled at", readonly=True, copy=False)
    settled_user_id = fields.Many2one("res.users", string="Settled by", readonly=True, copy=False)
    line_ids = fields.One2many("printer.asset.count.line", "count_id", string="Devices", copy=False)
    pending_line_ids = fields.One2many(
        "printer.asset.count.line",
        "count_id",
        string="Devices still to count",
        domain=[("result", "=", "pending")],
        copy=False,
    )
    found_line_ids = fields.One2many(
        "printer.asset.count.line",
        "count_id",
        string="Found devices",
        domain=[("result", "=", "found")],
        copy=False,
    )
    missing_line_ids = fields.One2many(
        "printer.asset.count.line",
        "count_id",
        string="Missing devices",
        domain=[("result", "=", "missing")],
        copy=False,
    )
    moved_line_ids = fields.One2many(
        "printer.asset.count.line",
        "count_id",
        string="Moved devices",
        domain=[("result", "=", "moved")],
        copy=False,
    )
    unknown_line_ids = fields.One2many(
        "printer.asset.count.line",
        "count_id",
        string="Unknown devices",
        domain=[("result", "=", "unknown")],
        copy=False,
    )
    expected_count = fields.Integer(string="Expected", compute="_compute_figures")
    pending_count = fields.Integer(string="Still to count", compute="_compute_figures")
    found_count = fields.Integer(string="Found", compute="_compute_figures")
    missing_count = fields.Integer(string="Missing", compute="_compute_figures")
    moved_count = fields.Integer(string="Moved", compute="_compute_figures")
    unknown_count = fields.Integer(string="Unknown", compute="_compute_figures")
    progress = fields.Float(
        string="Counted", compute="_compute_figures", help="Share of expected devices, in %."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "name",
            "started_at",
            "counted_at",
            "settled_at",
            "settled_user_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        counts = super().create(vals_list)
        give_numbers(counts)
        return counts

    def write(self, vals):
        """Keep what is counted once counting has begun, and everything once it is settled."""
        if not self._is_through_door():
            if changes_content(vals) and any(not self._transitions[count.state] for count in self):
                raise AssetCountError(
                    self.env._("This count is closed; nothing can be changed in it any more.")
                )
            if not FIXED_AT_START.isdisjoint(vals) and any(count.state != "draft" for count in self):
                raise AssetCountError(
                    self.env._("Counting has begun; unit, departments and date can no longer be changed.")
                )
            if "customer_people" in vals and any(count.state == "counted" for count in self):
                raise AssetCountError(
                    self.env._("Counting is finished; who counted along can no longer be changed.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(count.state != "draft" for count in self):
            raise AssetCountError(self.env._("Only a count in draft can be deleted; cancel it instead."))

    @api.depends("line_ids.result", "line_ids.is_expected")
    def _compute_figures(self):
        results = self.env["printer.asset.count.line"]._read_group(
            [("count_id", "in", self.ids)], ["count_id", "result", "is_expected"], ["__count"]
        )
        figures: dict[int, dict[str, int]] = {}
        for count, result, is_expected, number in results:
            of_count = figures.setdefault(count.id, {})
            of_count[result] = of_count.get(result, 0) + number
            if is_expected:
                of_count["expected"] = of_count.get("expected", 0) + number
        for count in self:
            of_count = figures.get(count.id, {})
            for name in ("expected", "pending", "found", "missing", "moved", "unknown"):
                count[f"{name}_count"] = of_count.get(name, 0)
            done = count.expected_count - count.pending_count - count.missing_count
            count.progress = 100 * done / count.expected_count if count.expected_count else 0

    def _expected_domain(self) -> Domain:
        domain = Domain("unit_id", "=", self.unit_id.id) & Domain("condition", "in", EXPECTED_CONDITIONS)
        if self.department_ids:
            domain &= Domain("department_id", "in", self.department_ids.ids)
        return domain

    def action_start(self):
        """Freeze what should be there and begin to count."""
        check_role(self.env, *WHO_COUNTS)
        self._set_state("counting", started_at=fields.Datetime.now())
        for count in self:
            count._freeze_expected()

    def _freeze_expected(self) -> None:
        """Lay out one line a device, in a fixed number of queries.

        A unit without devices is counted too: the first count builds its register.
        """
        devices = self.env["maintenance.equipment"].search(
            self._expected_domain(), order="department_id, place, name, id"
        )
        Line = self.env["printer.asset.count.line"]
        previous = Line._previous_results(devices, self)
        # lines are laid out by the system; people find devices
        Line.sudo()._through_door().create(
            [
                {
                    **Line._expected_values(self, device),
                    "is_expected": True,
                    "previous_result": previous.get(device.id, False),
                }
                for device in devices
            ]
        )

    def action_finish(self):
        """End the counting: what was not found is missing."""
        check_role(self.env, *WHO_COUNTS)
        self._set_state("counted", counted_at=fields.Datetime.now())
        pending = self.env["printer.asset.count.line"].search(
            [("count_id", "in", self.ids), ("result", "=", "pending")]
        )
        pending._through_door().write({"result": "missing"})

    def action_count_on(self):
        """Go on counting: what is missing is looked for again."""
        check_role(self.env, *WHO_COUNTS)
        self._set_state("counting", counted_at=False)
        missing = self.env["printer.asset.count.line"].search(
            [("count_id", "in", self.ids), ("result", "=", "missing")]
        )
        # what the supervisor decided about a device holds, if it is not found after all
        missing._through_door().write({"result": "pending"})

    def action_cancel(self):
        """Give the count up; the register stays as it is."""
        check_role(self.env, *WHO_COUNTS)
        self._set_state("cancelled")

    def action_view_lines(self):
        """Open the lines of this count, to search, group and decide on many at once."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_asset_count_line")
        action["domain"] = [("count_id", "=", self.id)]
        result = self.env.context.get("printer_result")
        action["context"] = {f"search_default_{result}": 1} if result else {}
        return action
