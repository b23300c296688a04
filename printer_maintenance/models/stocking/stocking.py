"""The stocking plan: which parts lie where, how many, how they are looked after (REQUIREMENTS P6, 《备件储备计划》)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import StockingError

RHYTHMS = [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")]
# what the customer has agreed to; changed by a new row that takes the place of this one
AGREED_FIELDS = frozenset(
    {
        "agreement_id",
        "location_id",
        "product_id",
        "quantity_min",
        "quantity_max",
        "check_method",
        "check_every",
        "check_unit",
        "check_begin",
        "replacement_months",
    }
)


class PartStocking(models.Model):
    """One part at one place: how many are held, how they are checked, when they are exchanged.

    Rows are agreed one by one or together; an agreed row keeps Odoo's reordering rule of its part and place, and its
    checks are made ahead.
    """

    _name = "printer.part.stocking"
    _inherit = ["mail.thread", "printer.screens.mixin", "printer.state.mixin"]
    _description = "Stocking plan"
    _order = "agreement_id, location_id, product_id, id"

    _transitions: ClassVar = {"draft": ("agreed",), "agreed": ("ended",), "ended": ()}

    state = fields.Selection(
        [("draft", "Draft"), ("agreed", "Agreed"), ("ended", "Ended")],
        default="draft",
        required=True,
        tracking=True,
        copy=False,
        # the rows that the nightly run takes
        index=True,
    )
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        # the plan of an agreement
        index="btree_not_null",
        ondelete="restrict",
        domain=[("state", "in", ("draft", "running", "suspended"))],
        help="Empty for stock that no customer has a say in, for example the warehouse's own.",
    )
    customer_id = fields.Many2one(related="agreement_id.partner_id", string="Customer")
    company_id = fields.Many2one(
        "res.company",
        string="Company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    location_id = fields.Many2one(
        "stock.location",
        string="Place",
        required=True,
        domain=[("usage", "=", "internal")],
        ondelete="restrict",
        # the plan of a place
        index=True,
        tracking=True,
        help="The stock on a customer's site, a van, or the warehouse's stock.",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        domain=[("is_printer_part", "=", True), ("is_storable", "=", True)],
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    part_code = fields.Char(related="product_id.default_code", string="Model of the part")
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit of measure")
    quantity_min = fields.Float(
        string="To hold", digits="Product Unit", tracking=True, help="Less is filled up.", aggregator=False
    )
    quantity_max = fields.Float(
        string="Fill up to",
        digits="Product Unit",
        compute="_compute_quantity_max",
        store=True,
        readonly=False,
        tracking=True,
        aggregator=False,
    )
    unit_ids = fields.Many2many(
        "res.partner",
        "printer_part_stocking_unit_rel",
        string="Units served",
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
        help="Whose devices this stock is for. Empty: the agreement's, else those of the station's area.",
    )
    check_method = fields.Text(
        string="Upkeep and check",
        compute="_compute_check_method",
        store=True,
        readonly=False,
        help="How it is kept, and what is looked at on each check.",
    )
    check_every = fields.Integer(string="Check every", default=1, aggregator=False)
    check_unit = fields.Selection(
        RHYTHMS, string="Rhythm", default="months", help="Empty: no periodic checks."
    )
    check_begin = fields.Date(
        string="First check", help="Later ones are counted from it. Empty: one period after it was agreed."
    )
    replacement_months = fields.Integer(
        string="Exchange after (months)",
        aggregator=False,
        help="So long a piece may lie in stock; then it goes back to the warehouse and a fresh one comes. "
        "0: its age does not matter.",
    )
    responsible_id = fields.Many2one(
        "res.users",
        string="Kept by",
        tracking=True,
        domain=[("share", "=", False)],
        help="Makes the checks. Empty: anybody of the station that has the place.",
    )
    note = fields.Text(string="Remark")
    agreed_on = fields.Date(string="Agreed on", readonly=True, copy=False, tracking=True)
    agreed_with_id = fields.Many2one("res.partner", string="Agreed with", readonly=True, copy=False)
    agreed_by_id = fields.Many2one("res.users", string="Agreed by", readonly=True, copy=False)
    ended_on = fields.Date(string="Ended on", readonly=True, copy=False)
    end_reason = fields.Char(string="Ended because", readonly=True, copy=False)

    # one row counts for a part and a place
    _one_running = models.UniqueIndex(
        "(location_id, product_id) WHERE state = 'agreed'",
        "The part has an agreed row for this place already. End that one first, or change it.",
    )
    _quantities = models.Constraint(
        "CHECK(quantity_min >= 0 AND quantity_max >= quantity_min)",
        "The quantity to hold cannot be negative, nor be more than what it is filled up to.",
    )
    _rhythm = models.Constraint(
        "CHECK(check_every BETWEEN 1 AND 1000 AND replacement_months BETWEEN 0 AND 600)",
        "Checks are made every 1 to 1000 days, weeks or months; parts are exchanged after at most 600 months.",
    )

    @api.depends("location_id.company_id", "agreement_id.company_id")
    def _compute_company_id(self):
        for row in self:
            row.company_id = row.location_id.company_id or row.agreement_id.company_id or self.env.company

    @api.depends("quantity_min")
    def _compute_quantity_max(self):
        for row in self:
            row.quantity_max = max(row.quantity_max, row.quantity_min)

    @api.depends("product_id")
    def _compute_check_method(self):
        for row in self:
            row.check_method = row.check_method or row.product_id.part_check_method

    @api.depends("product_id", "location_id")
    def _compute_display_name(self):
        for row in self:
            # engineers see their own places' plan, the names of places are no secret
            row.display_name = f"{row.product_id.display_name} – {row.sudo().location_id.display_name}"

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.constrains("location_id", "agreement_id", "product_id")
    def _check_place(self):
        for row in self:
            # places and parts are everybody's to choose, the warehouse behind is not theirs to see
            place_sudo, product_sudo = row.sudo().location_id, row.sudo().product_id
            if place_sudo.usage != "internal":
                raise ValidationError(
                    self.env._("“%(place)s” is not a place of our own stock.", place=place_sudo.display_name)
                )
            if not (product_sudo.is_storable and product_sudo.is_printer_part):
                raise ValidationError(
                    self.env._(
                        "“%(part)s” is not a spare part kept in stock. Tick “Spare part” and “Track inventory” on it.",
                        part=product_sudo.display_name,
                    )
                )
            shelf = place_sudo.warehouse_id.lot_stock_id
            if (
                shelf != place_sudo
                and shelf.parent_path
                and place_sudo.parent_path.startswith(shelf.parent_path)
            ):
                raise ValidationError(
                    self.env._(
                        "“%(place)s” is a part of “%(stock)s”: what lies there counts as the warehouse's own. "
                        "Move the place beside the warehouse's stock, or plan for “%(stock)s”.",
                        place=place_sudo.display_name,
                        stock=shelf.display_name,
                    )
                )

    def write(self, vals):
        """Keep what was agreed: a change is agreed anew.

        :raises StockingError: naming the field and the row
        """
        if not self._is_through_door():
            self._check_not_agreed(AGREED_FIELDS.intersection(vals), vals)
        return super().write(vals)

    def _check_not_agreed(self, names, vals: dict) -> None:
        for row in self.filtered(lambda row: row.state != "draft"):
            for name in sorted(names):
                field = row._fields[name]
                now = field.convert_to_write(row[name], row)
                if now != vals[name] and (now or vals[name]):
                    raise StockingError(
                        self.env._(
                            "%(row)s: “%(field)s” was agreed. Choose “Change” to agree on something else.",
                            row=row.display_name,
                            field=field._description_string(self.env),
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        for row in self.filtered(lambda row: row.state != "draft"):
            raise StockingError(
                self.env._("%(row)s was agreed and stays on record. End it instead.", row=row.display_name)
            )
