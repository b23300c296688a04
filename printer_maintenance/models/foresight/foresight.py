"""When the parts in the devices run out (REQUIREMENTS P8)."""

from odoo import api, fields, models

WHY_SILENT = [
    ("no_life", "Nobody said how long it lasts"),
    ("no_reading", "Counters not read since it was put in"),
    ("few_days", "Less than 14 days of readings"),
    ("idle", "The device prints nothing"),
    ("jump", "The counter jumped: the next reading decides"),
    ("stale", "Counters not read for four months"),
]
SUPPLY = [
    ("van", "In the van"),
    ("site", "In stock on site"),
    ("warehouse", "In the warehouse"),
    ("order", "On order"),
    ("short", "Nowhere yet"),
]


class PartForesight(models.Model):
    """One part in one device: how long it will last, and where the next one comes from.

    Kept by the system every night and after each change of parts: exactly one row per device and part in it now.
    """

    _name = "printer.part.foresight"
    _inherit = "printer.guard.mixin"
    _description = "Part running out"
    _order = "empty_on, id"
    _rec_name = "product_id"

    equipment_id = fields.Many2one(
        # the unique index below serves the device's own list
        "maintenance.equipment",
        string="Device",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        readonly=True,
        ondelete="cascade",
        # what is wanted of a part, soonest first
        index=True,
    )
    fitting_id = fields.Many2one(
        "printer.part.fitting", string="Put in", required=True, readonly=True, ondelete="cascade", index=True
    )
    fitted_at = fields.Datetime(related="fitting_id.fitted_at", string="Put in at")
    quantity = fields.Float(string="Pieces in it", readonly=True, digits="Product Unit")
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, index="btree_not_null")
    department_id = fields.Many2one(related="equipment_id.department_id")
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The one that serves the device today.",
    )
    team_id = fields.Many2one("helpdesk.ticket.team", string="Station", readonly=True, ondelete="set null")
    company_id = fields.Many2one("res.company", string="Company", required=True, readonly=True)
    foreseen_at = fields.Datetime(string="Foreseen at", readonly=True)

    life_pages = fields.Integer(string="Lasts (pages)", readonly=True, aggregator=False)
    life_months = fields.Integer(string="Lasts (months)", readonly=True, aggregator=False)
    life_source = fields.Selection(
        [("said", "As entered at the part"), ("observed", "From past changes on this model")],
        string="Where its life is known from",
        readonly=True,
    )
    pages_per_day = fields.Float(
        string="Pages a day",
        readonly=True,
        digits=(12, 1),
        aggregator="avg",
        help="Since the part was put in.",
    )
    pages_left = fields.Integer(
        string="Pages left", readonly=True, aggregator=False, help="Below zero: pages beyond its life."
    )
    days_left = fields.Integer(
        string="Days left", readonly=True, aggregator="min", help="As of the night when it was foreseen."
    )
    empty_on = fields.Date(
        string="Runs out on",
        readonly=True,
        # what runs out soon, among tens of thousands
        index="btree_not_null",
    )
    rule = fields.Selection([("pages", "By pages"), ("age", "By age")], string="Which rule", readonly=True)
    sureness = fields.Selection(
        [("sure", "Sure"), ("fair", "Fairly sure"), ("rough", "Rough")],
        string="How sure",
        readonly=True,
        help="By how long, how often and how lately the counters were read.",
    )
    why_silent = fields.Selection(WHY_SILENT, string="Why nothing is said", readonly=True)

    # one row per device and part: foreseeing twice, or two at once, makes nothing twice
    _once = models.UniqueIndex("(equipment_id, product_id)", "This part of this device is foreseen already.")
    # the night's work goes on where it stopped
    _foreseen_idx = models.Index("(foreseen_at)")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.depends("product_id", "equipment_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.product_id.display_name} · {row.equipment_id.display_name}"
