"""From the parts that run out to requests for quotation: one per vendor, nothing twice (REQUIREMENTS P7, P8)."""

from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import format_list

from ...exceptions import ForesightError
from ..base.locking import lock_in_turn
from ..base.rights import has_role


class PartForesight(models.Model):
    _inherit = "printer.part.foresight"

    def _check_may_order(self) -> None:
        """Let dispatchers and purchase users go on.

        :raises AccessError: for everybody else
        """
        self.check_access("read")
        if not (
            self.env.su
            or has_role(self.env, "dispatcher")
            or self.env.user.has_group("purchase.group_purchase_user")
        ):
            raise AccessError(self.env._("Only dispatchers and purchase users may order parts."))

    def action_order(self):
        """Put what is missing for these rows on requests for quotation, one per vendor.

        Rows for which a part is in stock or on order are left out, so that ordering twice orders once.

        :raises ForesightError: when there is nothing to order, or a part has no vendor
        """
        self._check_may_order()
        # a dispatcher has no right on purchases; what may be ordered was checked above and follows from the records
        lines_sudo = self.sudo()._order_missing()
        orders_sudo = lines_sudo.order_id
        if self.env.user.has_group("purchase.group_purchase_user"):
            action = self.env["ir.actions.act_window"]._for_xml_id("purchase.purchase_rfq")
            action["domain"] = [("id", "in", orders_sudo.ids)]
            action["context"] = {}
            return action
        told = [
            self.env._(
                "%(order)s, %(vendor)s: %(count)d lines",
                order=order.name,
                vendor=order.partner_id.name,
                count=len(lines_sudo.filtered(lambda line, order=order: line.order_id == order)),
            )
            for order in orders_sudo
        ]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("Requests for quotation are prepared"),
                "message": "; ".join(told),
                "sticky": True,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _order_missing(self):
        """Order for those of these rows for which there is nothing yet.

        :return: ``purchase.order.line`` records
        """
        # two people who order for the same rows follow one another; the second finds them on order
        lock_in_turn(self, ForesightError)
        self._settle_supply(self.product_id.ids)
        missing = self.filtered(lambda row: row.supply == "short")
        if not missing:
            raise ForesightError(
                self.env._(
                    "Nothing is to be ordered for these rows: the next part is in stock or on order, or it is "
                    "not known when it runs out."
                )
            )
        lines = self.env["purchase.order.line"]
        for company, rows in missing.grouped("company_id").items():
            lines |= rows.with_company(company)._order_in_company(company)
        self._settle_supply(self.product_id.ids)
        return lines

    def _order_in_company(self, company):
        sellers = self._sellers()
        drafts = self._open_drafts(company, [seller.partner_id.id for seller in sellers.values()])
        lines = self.env["purchase.order.line"]
        for product, rows in self.grouped("product_id").items():
            seller = sellers[product]
            vendor, currency = seller.partner_id, seller.currency_id or company.currency_id
            if (vendor, currency) not in drafts:
                drafts[vendor, currency] = self.env["purchase.order"].create(
                    {
                        "partner_id": vendor.id,
                        "company_id": company.id,
                        "currency_id": currency.id,
                        "origin": self.env._("Parts running out"),
                    }
                )
            line = self._put_line(drafts[vendor, currency], product, sum(rows.mapped("quantity")), seller)
            rows._through_door().write({"purchase_line_id": line.id})
            lines |= line
        return lines

    def _sellers(self) -> dict:
        """Per part whom it is bought from, by Odoo's own choice.

        :raises ForesightError: naming the parts that nobody sells
        """
        sellers = {product: product._select_seller(quantity=None) for product in self.product_id}
        unsold = [product.display_name for product, seller in sellers.items() if not seller]
        if unsold:
            raise ForesightError(
                self.env._(
                    "Nobody is known to sell %(parts)s. Enter a vendor at the part under “Purchase”, or leave "
                    "these rows out.",
                    parts=format_list(self.env, unsold),
                )
            )
        return sellers

    def _open_drafts(self, company, vendor_ids: list[int]) -> dict:
        """The newest open draft of each vendor, by vendor and currency."""
        drafts = self.env["purchase.order"].search(
            [("state", "=", "draft"), ("company_id", "=", company.id), ("partner_id", "in", vendor_ids)],
            order="id",
        )
        return {(order.partner_id, order.currency_id): order for order in drafts}

    def _put_line(self, order, product, quantity: float, seller):
        """Pieces of a part on an order: on its line of that part, if there is one."""
        uom = seller.product_uom_id or product.uom_id
        quantity = product.uom_id._compute_quantity(quantity, uom, rounding_method="UP")
        line = order.order_line.filtered(
            lambda line: line.product_id == product and line.product_uom_id == uom and not line.move_dest_ids
        )[:1]
        if line:
            line.product_qty += quantity
            return line
        return self.env["purchase.order.line"].create(
            {
                "order_id": order.id,
                "product_id": product.id,
                "product_qty": max(quantity, seller.min_qty),
                "product_uom_id": uom.id,
            }
        )
