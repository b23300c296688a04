"""A check of stock: what lies there is counted and looked at (REQUIREMENTS P6)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import PartCheckError


class PartCheck(models.Model):
    """One part at one place on one day. It stays late until somebody makes it; nothing drops it silently."""

    _name = "printer.part.check"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.screens.mixin", "printer.state.mixin"]
    _description = "Check of stock"
    _order = "due_on, location_id, product_id, id"

    _transitions: ClassVar = {
        "open": ("done", "proposed", "cancelled"),
        # a count that is refused is made again
        "proposed": ("done", "open", "cancelled"),
        "done": (),
        "cancelled": (),
    }

    state = fields.Selection(
        [
            ("open", "To do"),
            ("proposed", "Difference to be decided"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    stocking_id = fields.Many2one(
        "printer.part.stocking",
        string="Row of the plan",
        readonly=True,
        # inverse of the row's checks
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: counted without a plan.",
    )
    due_on = fields.Date(string="Due on", readonly=True, help="Empty: counted without being due.")
    location_id = fields.Many2one(
        "stock.location",
        string="Place",
        required=True,
        readonly=True,
        ondelete="restrict",
        # the checks of a place
        index=True,
    )
    product_id = fields.Many2one(
        "product.product", string="Part", required=True, readonly=True, ondelete="restrict", index=True
    )
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit of measure")
    check_method = fields.Text(related="stocking_id.check_method")
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        readonly=True,
        ondelete="restrict",
        # the checks of an agreement over a period: its measure
        index="btree_not_null",
    )
    company_id = fields.Many2one("res.company", string="Company", required=True, readonly=True, index=True)
    responsible_id = fields.Many2one("res.users", string="Kept by", readonly=True, index="btree_not_null")
    is_late = fields.Boolean(string="Overdue", compute="_compute_is_late", search="_search_is_late")
    line_ids = fields.One2many(
        "printer.part.check.line", "check_id", string="Shelves and lots", readonly=True
    )
    quantity_expected = fields.Float(
        string="Should be there", digits="Product Unit", readonly=True, help="What Odoo's stock said."
    )
    quantity_counted = fields.Float(string="Counted", digits="Product Unit", readonly=True)
    quantity_defective = fields.Float(
        string="Defective pieces", digits="Product Unit", readonly=True, help="Moved to the blocked ones."
    )
    difference = fields.Float(digits="Product Unit", readonly=True)
    condition = fields.Selection(
        [("good", "In order"), ("defective", "Some are defective")],
        string="Condition found",
        readonly=True,
        tracking=True,
    )
    remark = fields.Text(readonly=True)
    photo = fields.Image(max_width=1920, max_height=1920, readonly=True)
    done_on = fields.Date(string="Counted on", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", string="Counted by", readonly=True, copy=False)
    is_on_time = fields.Boolean(string="Made on time", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", string="Difference decided by", readonly=True, copy=False)
    cancel_reason = fields.Char(string="Cancelled because", readonly=True, copy=False)
    scrap_ids = fields.One2many(
        "stock.scrap", "printer_check_id", string="Scrapped", readonly=True, groups="stock.group_stock_user"
    )
    is_scrapped = fields.Boolean(readonly=True, copy=False)

    # one check a row and day, whatever makes it; and the checks of a row
    _one_a_day = models.UniqueIndex(
        "(stocking_id, due_on) WHERE stocking_id IS NOT NULL AND due_on IS NOT NULL",
        "The row has a check on this day already.",
    )
    # what is due, and what is late: the list that people work from
    _due_idx = models.Index("(due_on, location_id) WHERE state = 'open'")

    @api.depends("product_id", "location_id", "due_on")
    def _compute_display_name(self):
        for check in self:
            name = f"{check.product_id.display_name} – {check.sudo().location_id.display_name}"
            check.display_name = f"{name} ({check.due_on})" if check.due_on else name

    @api.depends("state", "due_on")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for check in self:
            is_open = check.state == "open" and bool(check.due_on)
            check.is_late = is_open and check.due_on < check.company_id._printer_day(now)

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "=", "open") & Domain(
            "due_on", "<", self.env.company._printer_day(fields.Datetime.now())
        )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise PartCheckError(self.env._("A check of stock stays on record. It is cancelled with its row."))


class PartCheckLine(models.Model):
    """What was counted of one lot on one shelf."""

    _name = "printer.part.check.line"
    _inherit = "printer.guard.mixin"
    _description = "Counted in a check of stock"
    _order = "id"

    check_id = fields.Many2one(
        "printer.part.check", required=True, readonly=True, ondelete="cascade", index=True
    )
    product_id = fields.Many2one(related="check_id.product_id")
    location_id = fields.Many2one(
        "stock.location", string="Shelf", required=True, readonly=True, ondelete="restrict"
    )
    lot_id = fields.Many2one(
        "stock.lot", string="Lot or serial number", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    expected = fields.Float(string="Should be there", digits="Product Unit", readonly=True)
    counted = fields.Float(digits="Product Unit", readonly=True)
    defective = fields.Float(string="Defective pieces", digits="Product Unit", readonly=True)
    blocked = fields.Float(string="Moved to the blocked ones", digits="Product Unit", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()


class StockScrap(models.Model):
    _inherit = "stock.scrap"

    printer_check_id = fields.Many2one(
        "printer.part.check",
        string="Check of stock",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
