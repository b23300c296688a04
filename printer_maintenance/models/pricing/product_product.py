"""What a part cost us and what it costs on the market: the two figures of its price (REQUIREMENTS P1)."""

from datetime import date
from typing import NamedTuple

from odoo import api, fields, models

from ...rules import part_price


class Figures(NamedTuple):
    """Both figures of a part, for one unit of measure and in one currency; ``market`` is None without a price."""

    cost: float
    market: float | None
    ceiling: float
    ruled_by: str


class ProductProduct(models.Model):
    _inherit = "product.product"

    market_price_ids = fields.One2many(
        "printer.part.market.price", "product_id", string="Market prices", groups="base.group_user"
    )
    market_price_id = fields.Many2one(
        "printer.part.market.price",
        string="Market price",
        compute="_compute_market_price_id",
        compute_sudo=True,
        groups="base.group_user",
        help="The newest one that is valid: the part costs at most this.",
    )

    @api.depends(
        "market_price_ids.date",
        "market_price_ids.valid_until",
        "market_price_ids.active",
        "market_price_ids.company_id",
    )
    @api.depends_context("company", "part_price_day")
    def _compute_market_price_id(self):
        """One query for all parts that load together, however many lines a quotation has."""
        company = self.env.company
        day = fields.Date.to_date(self.env.context.get("part_price_day"))
        day = day or company._printer_day(fields.Datetime.now())
        found = self.env["printer.part.market.price"].search_fetch(
            [
                ("product_id", "in", self.ids),
                ("company_id", "=", company.id),
                ("date", "<=", day),
                ("valid_until", ">=", day),
            ],
            ["product_id", "date", "valid_until", "amount_net", "currency_id", "uom_id"],
        )
        of_product = found.grouped("product_id")
        for product in self:
            candidates = of_product.get(product._origin, found.browse())
            best = part_price.newest_valid(
                (part_price.Dated(price.date, price.valid_until, price.id) for price in candidates), day
            )
            product.market_price_id = best and found.browse(best.key).with_prefetch(found._prefetch_ids)

    def _actual_cost(self, lot=None) -> float:
        """What this part cost us, per unit of measure of the product, in the company's currency.

        The very lot counts if it is known: its own value, else the price of the purchase by which it was received.
        Otherwise it is the part's current cost.

        :param lot: ``stock.lot`` of this part, or None
        """
        self.ensure_one()
        cost = lot._actual_cost_proofs()[lot].cost if lot else None
        if cost is not None:
            return cost
        # what a part cost may be used by whoever quotes it, without rights on the warehouse
        return self.sudo().standard_price

    def _part_figures(self, day: date, uom, currency, cost: float) -> Figures:
        """The two figures of a part and its price by the rule.

        :param day: the day whose market price and rates count
        :param uom: unit of measure of the price asked for
        :param currency: currency of the price asked for
        :param cost: actual cost per unit of measure of the product, in the company's currency
        """
        self.ensure_one()
        company, own_uom = self.env.company, self.uom_id
        if uom != own_uom:
            cost = own_uom._compute_price(cost, uom)
        if currency != company.currency_id:
            cost = company.currency_id._convert(cost, currency, company, day, round=False)
        price = self.market_price_id
        market = price._net_for(uom, currency, day) if price else None
        return Figures(cost, market, *part_price.ceiling(cost, market, currency._part_price_step()))

    def _with_included_taxes(self, price: float, currency) -> float:
        """A net price as price lists state it: with the taxes that the product's price includes."""
        self.ensure_one()
        # from the template: a product's own copy of the field is reckoned product by product
        included = self.product_tmpl_id.taxes_id.filtered("price_include")
        if included:
            included = included._filter_taxes_by_company(self.env.company)
        if not included:
            return price
        details = included._get_tax_details(
            price, 1.0, rounding_method="round_globally", special_mode="total_excluded"
        )
        return currency._part_price_floor(details["total_included"])

    def _newest_purchase_lines(self) -> dict:
        """Per part the line of its newest purchase that was received: what its current cost goes back to."""
        groups = self.env["purchase.order.line"]._read_group(
            [
                ("product_id", "in", self.ids),
                ("state", "=", "purchase"),
                ("qty_received", ">", 0),
                ("company_id", "=", self.env.company.id),
            ],
            ["product_id"],
            ["id:max"],
        )
        lines = self.env["purchase.order.line"]
        return {product: lines.browse(newest) for product, newest in groups}
