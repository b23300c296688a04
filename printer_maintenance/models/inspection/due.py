"""The devices that a full inspection owes a department in a period: frozen when it begins (REQUIREMENTS I1)."""

from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import commitments

# how long a period is, by the number of full inspections that the agreement promises a year
PERIODS = {1: "year", 2: "half_year", 4: "quarter", 12: "month"}


class InspectionDue(models.Model):
    """One device in one period: due, done, or dropped with the reason. Written by the system only."""

    _name = "printer.inspection.due"
    _inherit = "printer.guard.mixin"
    _description = "Device due for a full inspection"
    _order = "period_start desc, unit_id, department_id, id"

    agreement_id = fields.Many2one(
        "printer.agreement", string="Agreement", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    period_start = fields.Date(string="From", required=True, readonly=True)
    period_end = fields.Date(string="Until", required=True, readonly=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        readonly=True,
        # asked when a device is deleted, and by the device's own page
        index=True,
        ondelete="restrict",
    )
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, ondelete="restrict")
    department_id = fields.Many2one("res.partner", string="Department", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [("due", "Still due"), ("done", "Checked"), ("dropped", "Dropped")],
        default="due",
        required=True,
        readonly=True,
    )
    is_addition = fields.Boolean(
        string="Came later", readonly=True, help="The agreement began to serve it after the period had begun."
    )
    drop_reason = fields.Selection(
        [("retired", "Retired"), ("left", "No longer served")], string="Why it was dropped", readonly=True
    )
    sheet_id = fields.Many2one(
        "printer.inspection.sheet",
        string="Sheet",
        readonly=True,
        # asked when a sheet is deleted
        index="btree_not_null",
        ondelete="restrict",
    )
    done_on = fields.Date(string="Inspected on", readonly=True)

    # each device once a period, however often the list is brought up to date; finds what a period still owes
    _once = models.UniqueIndex(
        "(agreement_id, period_start, equipment_id)", "Each device is due once a period."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.depends("equipment_id", "period_start")
    def _compute_display_name(self):
        for due in self:
            due.display_name = f"{due.sudo().equipment_id.display_name} · {due.period_start}"

    @api.model
    def _period(self, agreement, day: date) -> tuple[date, date]:
        """First and last day of the period around a day."""
        return commitments.period(PERIODS.get(agreement.inspections_per_year, "half_year"), day)

    @api.model
    def _open_domain(self, agreement, day: date) -> Domain:
        """The devices that a full round still has to visit in the period around a day.

        :return: a domain on ``maintenance.equipment``
        """
        first, last = self._period(agreement, day)
        mine = [("agreement_id", "=", agreement.id), ("period_start", "=", first)]
        if not self.search_count(mine, limit=1):
            self._freeze(agreement, first, last, day)
        return Domain("id", "in", self._search([*mine, ("state", "=", "due")]).subselect("equipment_id"))

    @api.model
    def _not_done_domain(self, agreement, day: date) -> Domain:
        """The devices that were not inspected yet in the period around a day, listed or not; freezes nothing.

        :return: a domain on ``maintenance.equipment``
        """
        first, _last = self._period(agreement, day)
        done = [("agreement_id", "=", agreement.id), ("period_start", "=", first), ("state", "=", "done")]
        return Domain("id", "not in", self._search(done).subselect("equipment_id"))


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    counted_on = fields.Date(
        string="Counts as of",
        readonly=True,
        help="The day of the full inspection, which says for which period it counts; a correction leaves it.",
    )

    def _count_as_done(self) -> None:
        """Full inspections that were handed in count for their period; corrected ones for the period they were of."""
        full = self.filtered(lambda sheet: sheet.kind == "full")
        for day, sheets in (
            full.filtered(lambda sheet: not sheet.counted_on)
            .grouped(lambda sheet: sheet.round_id.company_id._printer_day(sheet.done_at))
            .items()
        ):
            sheets._put(counted_on=day)
        for (agreement, day), sheets in full.grouped(
            lambda sheet: (sheet.round_id.agreement_id, sheet.counted_on)
        ).items():
            first, _last = self.env["printer.inspection.due"]._period(agreement, day)
            rows = self.env["printer.inspection.due"].search(
                [
                    ("agreement_id", "=", agreement.id),
                    ("period_start", "=", first),
                    ("equipment_id", "in", sheets.equipment_id.ids),
                    ("state", "!=", "done"),
                ]
            )
            by_device = {sheet.equipment_id: sheet for sheet in sheets}
            for row in rows:
                sheet = by_device[row.equipment_id]
                row._through_door().write(
                    {
                        "state": "done",
                        "sheet_id": sheet.id,
                        "done_on": day,
                        "drop_reason": False,
                        "unit_id": sheet.unit_id.id,
                        "department_id": sheet.department_id.id,
                    }
                )

    def _count_no_more(self) -> None:
        """What is sent back is due again, until it is handed in as inspected once more."""
        rows = self.env["printer.inspection.due"].search([("sheet_id", "in", self.ids)])
        rows._through_door().write({"state": "due", "sheet_id": False, "done_on": False})
