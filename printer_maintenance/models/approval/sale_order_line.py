"""A line of a quotation of parts: what was asked, what the customer chose, what was really used."""

from odoo import api, fields, models

from ...exceptions import QuoteChangedError
from ...rules.part_cover import CHARGEABLE
from ..parts.old_part import OLD_PARTS

# prices that differ by less are the same
CENTS_OF_A_CENT = 1e-6


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "printer.guard.mixin"]

    asked_quantity = fields.Float(string="Quantity asked", readonly=True, copy=False, digits="Product Unit")
    is_refused = fields.Boolean(string="Refused by the customer", readonly=True, copy=False)
    old_part = fields.Selection(
        [row for row in OLD_PARTS if row[0] != "none"], string="Replaced part", copy=False
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"asked_quantity", "is_refused"}

    @api.model_create_multi
    def create(self, vals_list):
        orders = self.env["sale.order"].browse(
            {vals["order_id"] for vals in vals_list if vals.get("order_id")}
        )
        before = orders._part_content()
        lines = super().create(vals_list)
        orders._follow_change(before)
        return lines

    def write(self, vals):
        before = self.order_id._part_content() if not self._is_through_door() else {}
        result = super().write(vals)
        self.env["sale.order"].browse(before)._follow_change(before)
        return result

    def unlink(self):
        before = self.order_id._part_content()
        result = super().unlink()
        self.env["sale.order"].browse(before)._follow_change(before)
        return result

    def _get_pricelist_price(self):
        """Charge nothing for a part that somebody else pays for: the agreement, a warranty, goodwill."""
        return 0.0 if self._is_free_part() else super()._get_pricelist_price()

    def _is_free_part(self) -> bool:
        # whoever reads the quotation need not see the job
        moves_sudo = self.sudo().move_ids.filtered("part_cover")
        return bool(moves_sudo) and not set(moves_sudo.mapped("part_cover")).intersection(CHARGEABLE)

    def _refresh_part_prices(self):
        """Leave alone what was fitted after an approval by telephone: what it cost is known, and was settled."""
        # who sends a quotation need not see the warehouse
        fitted = self.filtered(lambda line: "done" in line.sudo().move_ids.mapped("state"))
        return super(SaleOrderLine, self - fitted)._refresh_part_prices()

    def _follow_real_cost(self, cost: float) -> None:
        """Lower the price to what the pieces really cost, where that is less: both without tax, after the discount.

        :param cost: of one piece, per unit of measure of the part and in the company's currency
        """
        self.ensure_one()
        order, company = self.order_id, self.order_id.company_id
        net = company.currency_id._convert(
            self.product_id.uom_id._compute_price(cost, self.product_uom_id),
            order.currency_id,
            company,
            order.date_order.date(),
            round=False,
        )
        if self._part_price_net() - net > CENTS_OF_A_CENT:
            self._through_door().price_unit = self._part_price_for(net)

    def _part_price_for(self, net: float) -> float:
        """The price that comes to a net one: with the taxes that it includes and before the discount, cut off."""
        gross, share = net, 1 - (self.discount or 0.0) / 100
        included = self.tax_ids.filtered("price_include")
        if included:
            gross = included._get_tax_details(
                net, 1.0, rounding_method="round_globally", special_mode="total_excluded"
            )["total_included"]
        return (self.currency_id or self.env.company.currency_id)._part_price_floor(gross / share)

    @api.depends("move_ids.brought_back_ids.state", "move_ids.brought_back_ids.quantity")
    def _compute_qty_delivered(self):
        return super()._compute_qty_delivered()

    def _prepare_qty_delivered(self):
        """Count off what came back after it was booked."""
        delivered = super()._prepare_qty_delivered()
        for line in self:
            # whoever looks at the order need not see the warehouse
            moves_sudo = line.sudo().move_ids.filtered("repair_id")
            back = moves_sudo._brought_back() if moves_sudo else 0
            if back and line in delivered:
                # pieces come back, dozens may have been charged
                delivered[line] -= line.product_id.uom_id._compute_quantity(back, line.product_uom_id)
        return delivered


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _part_content(self) -> dict:
        """What the customer has read, or signed for, of these quotations; see :meth:`_follow_change`."""
        return self.filtered(
            lambda order: order.is_part_quote and order.state in ("sent", "sale")
        )._quote_content()

    def _follow_change(self, before: dict) -> None:
        """Withdraw quotations that changed while they lay with the customer; keep what was signed from rising.

        :param before: what :meth:`_part_content` said before the change
        :raises QuoteChangedError: when a signed quotation would cost the customer more
        """
        for order in self.browse(before).exists():
            now, then = order._quote_content()[order.id], before[order.id]
            if now == then:
                continue
            if order.state == "sent":
                order._withdraw_quote()
            elif order.state == "sale" and order._costs_more(then, now):
                raise QuoteChangedError(
                    self.env._(
                        "%(quote)s was signed by the customer: it can become cheaper, not dearer. Make a new quotation "
                        "for what is added.",
                        quote=order.name,
                    )
                )

    @staticmethod
    def _costs_more(then: dict, now: dict) -> bool:
        """Whether any line became dearer, larger, another product, or taxed otherwise; new ones count, free or not."""
        for line_id, (product, quantity, uom, price, discount, taxes) in now.items():
            if line_id not in then:
                if quantity:
                    return True
                continue
            was = then[line_id]
            dearer = price * (1 - discount / 100) > was[3] * (1 - was[4] / 100)
            if (product, uom, taxes) != (was[0], was[2], was[5]) or quantity > was[1] or dearer:
                return True
        return False
