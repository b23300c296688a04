"""Who let a part through above its ceiling, and why (REQUIREMENTS P1)."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError
from ...rules import part_price

BLOCKS = [
    (part_price.NO_MARKET, "No market price"),
    (part_price.ABOVE_CEILING, "Above the ceiling"),
    (part_price.COST_ABOVE_MARKET, "Cost above market"),
]
RULERS = [(part_price.COST, "Actual cost"), (part_price.MARKET, "Market price")]


class PriceOverride(models.Model):
    """One decision of a right-holder about one line of a quotation, with the figures they saw.

    Nobody edits or deletes it. It counts for the line as it was then: a later change of part, quantity or price needs
    another one. Once the quotation has gone out, the line may still become cheaper or smaller.
    """

    _name = "printer.part.price.override"
    _inherit = "printer.guard.mixin"
    _description = "Part price allowed by a right-holder"
    _order = "at desc, id desc"
    _rec_name = "product_id"

    line_id = fields.Many2one(
        "sale.order.line",
        string="Line",
        readonly=True,
        ondelete="set null",
        # inverse of the line's decisions
        index="btree_not_null",
    )
    order_id = fields.Many2one(
        "sale.order", string="Quotation", readonly=True, ondelete="set null", index="btree_not_null"
    )
    order_name = fields.Char(string="Number of the quotation", readonly=True)
    company_id = fields.Many2one("res.company", string="Company", required=True, readonly=True)
    product_id = fields.Many2one(
        "product.product", string="Part", required=True, readonly=True, ondelete="restrict", index=True
    )
    block = fields.Selection(BLOCKS, string="Why it was blocked", required=True, readonly=True)
    reason = fields.Text(string="Reason", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Allowed by", required=True, readonly=True, ondelete="restrict"
    )
    at = fields.Datetime(string="Allowed at", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    quantity = fields.Float(readonly=True, digits="Product Unit")
    uom_id = fields.Many2one("uom.uom", string="Unit of measure", readonly=True)
    price_net = fields.Float(string="Price without tax", readonly=True, min_display_digits="Product Price")
    actual_cost = fields.Float(string="Actual cost", readonly=True, min_display_digits="Product Price")
    market_price_id = fields.Many2one(
        "printer.part.market.price", string="Market price", readonly=True, ondelete="restrict"
    )
    market_net = fields.Float(
        string="Market price without tax", readonly=True, min_display_digits="Product Price"
    )
    ceiling = fields.Float(string="Ceiling", readonly=True, min_display_digits="Product Price")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("Why a price was allowed stays on record."))

    def _is_about(self, line) -> bool:
        """Whether a line is still what this decision was about.

        What the customer has before them, or has signed, may also become cheaper or less: nobody pays more than was
        allowed, and a cost that has fallen reaches the customer.
        """
        self.ensure_one()
        same = (
            self.line_id == line._origin
            and self.product_id == line.product_id
            and self.uom_id == line.product_uom_id
            and self.currency_id == line.currency_id
            and not line.currency_id.compare_amounts(self.ceiling, line.part_ceiling)
        )
        if not same:
            return False
        dearer = line.currency_id.compare_amounts(line._part_price_net(), self.price_net)
        more = line.product_uom_id.compare(line.product_uom_qty, self.quantity)
        if line.state != "draft":
            return dearer <= 0 and more <= 0
        # a line that was refused may come back as it was
        is_same_quantity = not more or line.product_uom_id.is_zero(line.product_uom_qty)
        return is_same_quantity and not dearer and self.block == line.part_price_block

    def _is_above_ceiling(self) -> bool:
        """Whether more than the rule's price was allowed on purpose: then the cost does not rule any more."""
        return bool(self) and self.currency_id.compare_amounts(self.price_net, self.ceiling) > 0
