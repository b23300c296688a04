"""The incoming check of parts: one per receipt line and lot (REQUIREMENTS P4)."""

from odoo import api, fields, models
from odoo.tools import float_compare

from ...exceptions import AppendOnlyError, ReceiptCheckError
from ...rules.receipt import verdict

POINT = [("passed", "Passed"), ("failed", "Failed")]
# what a person enters; each entry is stamped
ANSWERS = frozenset(
    {
        "packing_result",
        "certificate_result",
        "ccc_result",
        "function_result",
        "quantity_result",
        "failed_quantity",
        "fail_reason",
        "remark",
        "photo",
        "certificate_number",
        "certificate_file",
        "certificate_filename",
        "ccc_number",
        "ccc_file",
        "ccc_filename",
    }
)


class ReceiptCheck(models.Model):
    """What was looked at when a part came in, who did it and when.

    Made by “Check the parts” on the receipt, one for each lot and one for each line of parts without lots; a backorder
    has its own. It is answered before the receipt is booked and stays as it is afterwards.
    """

    _name = "printer.part.receipt.check"
    _inherit = "printer.guard.mixin"
    _description = "Incoming check of a part"
    _order = "picking_id desc, id"

    picking_id = fields.Many2one(
        "stock.picking",
        string="Goods receipt",
        required=True,
        readonly=True,
        # the checks of a receipt
        index=True,
        ondelete="cascade",
    )
    move_id = fields.Many2one("stock.move", required=True, readonly=True, ondelete="cascade")
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        readonly=True,
        # whether a part without lots ever passed its receipt
        index=True,
        ondelete="restrict",
    )
    tracking = fields.Selection(related="product_id.tracking")
    lot_label = fields.Char(string="Lot or serial number", readonly=True)
    lot_id = fields.Many2one(
        "stock.lot", string="Lot", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    quantity = fields.Float(string="Came in", readonly=True, digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit of measure")
    vendor_id = fields.Many2one(related="picking_id.partner_id", string="Vendor", related_sudo=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    purchase_line_id = fields.Many2one(
        "purchase.order.line",
        string="Purchase line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="purchase.group_purchase_user,stock.group_stock_user",
    )
    needs_certificate = fields.Boolean(related="product_id.needs_certificate")
    needs_ccc = fields.Boolean(related="product_id.needs_ccc")
    part_check_method = fields.Text(related="product_id.part_check_method")

    packing_result = fields.Selection(POINT, string="Original packing, sealed")
    certificate_result = fields.Selection(POINT, string="Certificate with it")
    ccc_result = fields.Selection(POINT, string="3C mark and certificate")
    function_result = fields.Selection(POINT, string="Works when tested")
    quantity_result = fields.Selection(
        POINT, string="Quantity agrees", help="As many pieces came as the receipt says."
    )
    state = fields.Selection(
        [("open", "To be checked"), ("passed", "Passed"), ("failed", "Failed")],
        compute="_compute_state",
        store=True,
        # what is still to be looked at
        index=True,
    )
    failed_quantity = fields.Float(
        string="Of which fail",
        compute="_compute_failed_quantity",
        store=True,
        readonly=False,
        digits="Product Unit",
        help="These go to the blocked location, the others into stock.",
    )
    fail_reason = fields.Char(string="Why it fails")
    remark = fields.Text()
    photo = fields.Image(max_width=1920, max_height=1920)
    certificate_number = fields.Char(string="Certificate number")
    certificate_file = fields.Binary(string="Maker's certificate")
    certificate_filename = fields.Char()
    ccc_number = fields.Char(string="3C certificate number")
    ccc_file = fields.Binary(string="3C certificate")
    ccc_filename = fields.Char()
    checked_by_id = fields.Many2one(
        "res.users", string="Looked at by", readonly=True, copy=False, ondelete="restrict"
    )
    checked_at = fields.Datetime(string="Looked at", readonly=True, copy=False)
    booked_at = fields.Datetime(string="Booked at", readonly=True, copy=False)
    blocked_move_id = fields.Many2one(
        "stock.move",
        string="Move to the blocked location",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="stock.group_stock_user",
    )
    return_picking_id = fields.Many2one(
        "stock.picking", string="Sent back with", readonly=True, copy=False, index="btree_not_null"
    )
    goods = fields.Selection(
        [
            ("waiting", "Not booked yet"),
            ("stock", "In stock"),
            ("blocked", "Lies blocked"),
            ("returning", "Being sent back"),
            ("returned", "Back at the vendor"),
        ],
        string="Where it is",
        compute="_compute_goods",
    )

    _once = models.UniqueIndex("(move_id, COALESCE(lot_label, ''))", "Each lot of a receipt is checked once.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | (self._readonly_of_ours() - ANSWERS)

    @api.depends("product_id", "lot_label")
    def _compute_display_name(self):
        for check in self:
            part = check.product_id.display_name or ""
            check.display_name = f"{part} · {check.lot_label}" if check.lot_label else part

    def _points(self) -> list[str]:
        """The points that are looked at on this part."""
        self.ensure_one()
        return [
            "packing_result",
            *(["certificate_result"] if self.needs_certificate else []),
            *(["ccc_result"] if self.needs_ccc else []),
            "function_result",
            "quantity_result",
        ]

    @api.depends(
        "packing_result",
        "certificate_result",
        "ccc_result",
        "function_result",
        "quantity_result",
        "booked_at",
    )
    def _compute_state(self):
        for check in self:
            # a booked check stays what it was, whatever the part needs later
            if not check.booked_at:
                check.state = verdict(check[point] for point in check._points())

    @api.depends("state", "quantity")
    def _compute_failed_quantity(self):
        for check in self:
            if check.state != "failed":
                check.failed_quantity = 0
            elif not 0 < check.failed_quantity <= check.quantity:
                check.failed_quantity = check.quantity

    @api.depends("state", "booked_at", "blocked_move_id", "return_picking_id.state")
    def _compute_goods(self):
        # where the pieces are is told to all who may read the check
        for check_sudo in self.sudo():
            returning = check_sudo.return_picking_id
            if returning and returning.state != "cancel":
                check_sudo.goods = "returned" if returning.state == "done" else "returning"
            elif check_sudo.blocked_move_id:
                check_sudo.goods = "blocked"
            else:
                check_sudo.goods = "stock" if check_sudo.booked_at else "waiting"

    @api.constrains("state", "fail_reason", "failed_quantity", "quantity")
    def _check_failed(self):
        for check in self.filtered(lambda check: check.state == "failed"):
            if not (check.fail_reason or "").strip():
                raise ReceiptCheckError(self.env._("%(part)s: say why it fails.", part=check.display_name))
            digits = self.env["decimal.precision"].precision_get("Product Unit")
            if (
                check.failed_quantity <= 0
                or float_compare(check.failed_quantity, check.quantity, precision_digits=digits) > 0
            ):
                raise ReceiptCheckError(
                    self.env._(
                        "%(part)s: %(failed)g pieces cannot fail of the %(came)g that came.",
                        part=check.display_name,
                        failed=check.failed_quantity,
                        came=check.quantity,
                    )
                )

    @api.constrains(
        "certificate_result",
        "certificate_number",
        "certificate_file",
        "ccc_result",
        "ccc_number",
        "ccc_file",
    )
    def _check_papers_of_lots(self):
        """A lot's papers are kept on the lot, so a point is passed only with the number or the file."""
        for check in self.filtered(lambda check: check.tracking != "none"):
            for needed, result, there in (
                (
                    check.needs_certificate,
                    check.certificate_result,
                    check.certificate_number or check.certificate_file,
                ),
                (check.needs_ccc, check.ccc_result, check.ccc_number or check.ccc_file),
            ):
                if needed and result == "passed" and not there:
                    raise ReceiptCheckError(
                        self.env._(
                            "%(part)s: enter the number of the certificate or add its picture; it is kept with the "
                            "lot.",
                            part=check.display_name,
                        )
                    )

    def write(self, vals):
        """Stamp who looked at the part; what is booked stays.

        :raises ReceiptCheckError: for a check whose receipt is booked
        """
        answered = ANSWERS.intersection(vals) and not self._is_through_door()
        if answered:
            self._check_not_booked()
        done = super().write(vals)
        if answered:
            self._through_door().write({"checked_by_id": self.env.uid, "checked_at": fields.Datetime.now()})
        return done

    def _check_not_booked(self) -> None:
        for check in self.filtered("booked_at"):
            raise ReceiptCheckError(
                self.env._(
                    "%(part)s: the receipt is booked, its check stays as it is.", part=check.display_name
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_never_booked(self):
        if any(check.booked_at for check in self):
            raise AppendOnlyError(self.env._("What was checked on receipt stays on record."))

    def action_pass_all(self):
        """Everything was looked at and is in order; lots need the numbers of their papers entered before.

        :raises ReceiptCheckError: for what is booked, or a lot without its papers
        """
        self.check_access("write")
        self._check_not_booked()
        for points, checks in self.grouped(lambda check: tuple(check._points())).items():
            checks.write(dict.fromkeys(points, "passed"))
        return True
