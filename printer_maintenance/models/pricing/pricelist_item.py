"""A rule of price lists for parts: actual cost, at most the market price (REQUIREMENTS P1)."""

from odoo import api, fields, models


class PricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    compute_price = fields.Selection(
        selection_add=[("part_ceiling", "Spare part: actual cost, at most the market price")],
        ondelete={"part_ceiling": "cascade"},
    )

    @api.depends("compute_price")
    def _compute_price_label(self):
        ours = self.filtered(lambda item: item.compute_price == "part_ceiling")
        super(PricelistItem, self - ours)._compute_price_label()
        for item in ours:
            item.price = self.env._("Actual cost, at most the market price")

    def _is_applicable_for(self, product, qty_in_product_uom):
        """Leave everything but parts to the next rule, or to the list price."""
        if self.compute_price == "part_ceiling" and not product.is_printer_part:
            return False
        return super()._is_applicable_for(product, qty_in_product_uom)

    def _compute_price(self, product, quantity, uom, date, currency=None, **kwargs):
        """Price a part by the rule: net, or with the taxes that the product's price is to include."""
        if self.compute_price != "part_ceiling":
            return super()._compute_price(product, quantity, uom, date, currency=currency, **kwargs)
        company = self.env.company
        currency = currency or self.currency_id or company.currency_id
        part = product if product._name == "product.product" else product.product_variant_id
        # the customer's own browser reckons the price as well, and reads neither cost nor market price
        part_sudo = part.sudo()
        day = company._part_price_day(date)
        if day != company._part_price_day():
            part_sudo = part_sudo.with_context(part_price_day=day)
        price = part_sudo._part_figures(day, uom, currency, part_sudo.standard_price).ceiling
        return part_sudo._with_included_taxes(price, currency)
