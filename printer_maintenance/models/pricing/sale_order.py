"""No quotation of a service request goes out with a part above its ceiling (REQUIREMENTS P1)."""

from odoo import api, fields, models

from .sale_order_line import STAFF
from .sale_order_line_price import GONE_OUT


class SaleOrder(models.Model):
    _inherit = "sale.order"

    part_line_count = fields.Integer(
        string="Parts with a dossier", compute="_compute_part_line_count", groups=STAFF
    )
    blocked_part_count = fields.Integer(
        string="Blocked prices", compute="_compute_part_line_count", groups=STAFF
    )

    @api.depends("order_line.part_ruled_by", "order_line.is_part_blocked")
    def _compute_part_line_count(self):
        for order in self:
            order.part_line_count = len(order.order_line.filtered("part_ruled_by"))
            order.blocked_part_count = len(order.order_line.filtered("is_part_blocked"))

    @api.depends("ticket_id")
    def _compute_pricelist_id(self):
        """Let quotations of service requests go by the rule for parts; a customer's own price list stays."""
        super()._compute_pricelist_id()
        for order in self:
            # who makes a quotation need not see the request
            if order.state == "draft" and order.partner_id and order.sudo().ticket_id:
                own = order.partner_id.with_company(order.company_id).specific_property_product_pricelist
                pricelist = not own and order.company_id._parts_pricelist()
                if pricelist:
                    order.pricelist_id = pricelist

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state in GONE_OUT)._part_prices_go_out()
        return orders

    def write(self, vals):
        """Check the prices of parts before a quotation reaches the customer, by whatever way.

        :raises PriceBlockedError: naming every line that may not go out
        """
        if vals.get("state") in GONE_OUT:
            self._check_part_prices()
            result = super().write(vals)
            self._part_prices_go_out()
            return result
        result = super().write(vals)
        if "ticket_id" in vals:
            self.filtered(lambda order: order.state in GONE_OUT)._part_prices_go_out()
        return result

    def unlink(self):
        """Let the lines of parts go first: what was decided about them stays, without them."""
        self.order_line.filtered("product_id.is_printer_part").unlink()
        return super().unlink()

    def action_quotation_send(self):
        self._check_part_prices()
        return super().action_quotation_send()

    def _recompute_prices(self):
        """Let the button that updates prices look cost and market price up again."""
        self._service_part_lines().filtered(lambda line: line.state == "draft")._take_part_figures_anew()
        return super()._recompute_prices()

    def _check_part_prices(self) -> None:
        """Let drafts follow today's cost and market prices, then let nothing through that is blocked.

        What has gone out keeps the figures with which it went.

        :raises PriceBlockedError: naming every line and what is wrong with it
        """
        # who sends quotations need not read all that their prices rest on
        lines_sudo = self._service_part_lines()
        lines_sudo._refresh_part_prices()
        lines_sudo._check_part_prices()

    def _part_prices_go_out(self) -> None:
        """From now on the figures and their evidence stay."""
        lines_sudo = self._service_part_lines()
        lines_sudo._check_part_prices()
        lines_sudo.part_market_price_id._mark_used()

    def _service_part_lines(self):
        """The lines of parts, of those among the quotations that belong to service requests."""
        orders_sudo = self.sudo().filtered("ticket_id")
        return orders_sudo.order_line.filtered(lambda line: line._is_service_part())

    def action_part_dossier(self):
        """Open what the prices of all parts of this quotation rest on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_part_dossier")
        action["domain"] = [("order_id", "=", self.id), ("part_ruled_by", "!=", False)]
        return action
