"""A market price that a quotation rests on is proof, and stays as it is (REQUIREMENTS P1)."""

from odoo import api, fields, models

from ...exceptions import MarketPriceError

# what may still be done with a price that stands on a quotation
_HARMLESS = frozenset({"active", "used_at", "asked_at"})


class MarketPrice(models.Model):
    _inherit = "printer.part.market.price"

    @api.model_create_multi
    def create(self, vals_list):
        prices = super().create(vals_list)
        prices._refresh_drafts()
        return prices

    def write(self, vals):
        """Alter a price that no quotation rests on, or put any away.

        :raises MarketPriceError: when a quotation rests on it
        """
        if not _HARMLESS.issuperset(vals):
            self._check_unused()
        before = self.product_id
        result = super().write(vals)
        if not {"used_at", "asked_at"}.issuperset(vals):
            self._refresh_drafts(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def unlink(self):
        products = self.product_id
        result = super().unlink()
        self._refresh_drafts(products)
        return result

    def _check_unused(self) -> None:
        used = self.filtered("used_at")[:1]
        if used:
            raise MarketPriceError(
                self.env._(
                    "“%(price)s” stands on a quotation and proves its price. Archive it and enter a new one.",
                    price=used.display_name,
                )
            )

    def _mark_used(self) -> None:
        """A quotation went out that rests on these prices: from now on they and their evidence stay."""
        # who sends a quotation need not be allowed to enter prices
        fresh_sudo = self.sudo().filtered(lambda price: not price.used_at)
        if not fresh_sudo:
            return
        fresh_sudo._through_door().used_at = fields.Datetime.now()
        files_sudo = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", "evidence_file"),
                    ("res_id", "in", fresh_sudo.ids),
                ]
            )
        )
        files_sudo.is_printer_locked = True

    def _refresh_drafts(self, products=None) -> None:
        """Let quotations that have not gone out follow the prices as they are now.

        :param products: further parts, whose prices are gone or belong to others now
        """
        products = (self.exists().product_id | products) if products else self.exists().product_id
        # whoever enters market prices need not see the quotations
        lines_sudo = (
            self.env["sale.order.line"]
            .sudo()
            .search(
                [("product_id", "in", products.ids), ("part_ruled_by", "!=", False), ("state", "=", "draft")]
            )
        )
        lines_sudo._refresh_part_prices()
