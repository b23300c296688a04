"""The two figures of a part's price on the line of a quotation (REQUIREMENTS P1)."""

from odoo import api, fields, models

from ...rules import part_price
from .price_override import BLOCKS, RULERS
from .stock_lot import CostProof

COST_KINDS = [
    ("lot", "Value of the lot"),
    ("purchase", "Purchase of the lot"),
    ("product", "Current cost of the part"),
]
# what a part cost, and what it costs on the market: ours to know, not the portal's to read
STAFF = "base.group_user"
FIGURES = (
    "part_actual_cost",
    "part_cost_kind",
    "part_purchase_line_id",
    "part_market_price_id",
    "part_market_net",
    "part_ceiling",
    "part_ruled_by",
)


class SaleOrderLine(models.Model):
    """Lines of parts on quotations of service requests bear cost, market price and the price by the rule.

    All figures are net, per unit of measure and in the currency of the line. They are taken when the line is written,
    follow while the quotation is a draft, and stay once it has gone out.
    """

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "printer.guard.mixin"]

    part_lot_id = fields.Many2one(
        "stock.lot",
        string="Lot or serial number of the part",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('product_id', '=', product_id)]",
        groups=STAFF,
        help="The very lot that is meant: the actual cost is what it cost.",
    )
    part_actual_cost = fields.Float(
        string="Actual cost",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        min_display_digits="Product Price",
        groups=STAFF,
        help="What one unit cost us, without tax.",
    )
    part_cost_kind = fields.Selection(
        COST_KINDS,
        string="Cost proved by",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        groups=STAFF,
    )
    part_purchase_line_id = fields.Many2one(
        "purchase.order.line",
        string="Purchase",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=STAFF,
    )
    part_market_price_id = fields.Many2one(
        "printer.part.market.price",
        string="Market price",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        # the quotations that rest on a price
        index="btree_not_null",
        # what went out keeps its price: only those of drafts can be deleted
        ondelete="set null",
        groups=STAFF,
    )
    part_market_net = fields.Float(
        string="Market price without tax",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        min_display_digits="Product Price",
        groups=STAFF,
    )
    part_ceiling = fields.Float(
        string="Ceiling",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        min_display_digits="Product Price",
        groups=STAFF,
        help="The lower one of actual cost and market price: the part may cost no more.",
    )
    part_ruled_by = fields.Selection(
        RULERS,
        string="Ruled by",
        compute="_compute_part_figures",
        store=True,
        precompute=True,
        copy=False,
        groups=STAFF,
    )
    part_price_block = fields.Selection(
        BLOCKS,
        string="Price blocked",
        compute="_compute_part_price_block",
        store=True,
        precompute=True,
        copy=False,
        # the few that wait for a decision
        index="btree_not_null",
        groups=STAFF,
    )

    @api.model
    def _get_guarded_fields(self):
        return (
            super()._get_guarded_fields()
            | self._readonly_of_ours()
            | {*FIGURES, "part_price_block", "part_override_id"}
        )

    def _get_order_date(self):
        """Price parts of service requests by the day on which they are priced, however old the draft is."""
        return fields.Datetime.now() if self._is_service_part() else super()._get_order_date()

    @api.depends("part_lot_id")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    def _get_pricelist_price(self):
        """Take the price by the rule from the figures of the line: they know the lot, and stay once it has gone out."""
        if self.pricelist_item_id.compute_price == "part_ceiling" and self._is_service_part():
            # the customer's own browser reckons the price as well, and reads none of the figures
            line_sudo = self.sudo()
            return line_sudo.product_id._with_included_taxes(line_sudo.part_ceiling, line_sudo.currency_id)
        return super()._get_pricelist_price()

    def _is_service_part(self) -> bool:
        """Whether the line is about a part on a quotation of a service request."""
        self.ensure_one()
        # who makes a quotation need not see the request
        return bool(
            self.product_id.is_printer_part
            and self.order_id.sudo().ticket_id
            and not self.display_type
            and not self.is_downpayment
        )

    @api.depends(
        "product_id",
        "product_uom_id",
        "part_lot_id",
        "display_type",
        "is_downpayment",
        "order_id.ticket_id",
        "order_id.currency_id",
    )
    def _compute_part_figures(self):
        """Take cost and market price as they are at this moment; a fixed number of queries however many lines."""
        parts = self.filtered(lambda line: line._is_service_part() and line.product_uom_id)
        (self - parts).update(dict.fromkeys(FIGURES, False))
        for company, lines in parts.grouped("company_id").items():
            company = company or self.env.company
            # whoever quotes a part need not read purchases, lots and market prices
            lines_sudo = lines.sudo().with_company(company)
            proofs = lines_sudo._part_cost_proofs()
            day = company._part_price_day()
            for line, line_sudo in zip(lines, lines_sudo):
                line.update(line_sudo._part_values(day, proofs[line_sudo]))

    def _part_values(self, day, proof) -> dict:
        """The figures of one line.

        :param proof: what the part cost, and by what that is shown
        """
        self.ensure_one()
        product = self.product_id
        currency = self.currency_id or self.env.company.currency_id
        cost = product.standard_price if proof.cost is None else proof.cost
        figures = product._part_figures(day, self.product_uom_id, currency, cost)
        return {
            "part_actual_cost": figures.cost,
            "part_cost_kind": proof.kind,
            "part_purchase_line_id": proof.purchase_line.id,
            "part_market_price_id": product.market_price_id.id,
            "part_market_net": figures.market or 0.0,
            "part_ceiling": figures.ceiling,
            "part_ruled_by": figures.ruled_by,
        }

    def _part_cost_proofs(self) -> dict:
        """Per line what its part cost; parts without a lot are shown by their newest purchase."""
        of_lot = self.part_lot_id._actual_cost_proofs()
        newest = self.product_id._newest_purchase_lines()
        nothing = self.env["purchase.order.line"]
        proofs = {}
        for line in self:
            proof = of_lot.get(line.part_lot_id)
            if proof is None or proof.cost is None:
                proof = CostProof(None, "product", newest.get(line.product_id._origin, nothing))
            proofs[line] = proof
        return proofs

    # ---- may it be offered like this

    def _part_price_net(self) -> float:
        """What the customer is to pay for one unit, without tax and after the discount, not rounded."""
        self.ensure_one()
        price = self.price_unit * (1 - (self.discount or 0.0) / 100)
        # only taxes that the price includes make a difference
        if any(self.tax_ids.mapped("price_include")):
            details = self.tax_ids._get_tax_details(price, 1.0, rounding_method="round_globally")
            return details["total_excluded"]
        return price

    @api.depends("price_unit", "discount", "tax_ids", *FIGURES)
    def _compute_part_price_block(self):
        for line in self:
            # who quotes need not read the taxes
            line_sudo = line.sudo()
            line.part_price_block = line_sudo.part_ruled_by and part_price.block(
                line_sudo._part_price_net(),
                line_sudo.part_actual_cost,
                line_sudo.part_market_net if line_sudo.part_market_price_id else None,
                line_sudo.currency_id._part_price_step(),
            )
