"""The price dossier (价格依据) of a line: cost proof, market proof, and why it was allowed (REQUIREMENTS P1)."""

from odoo import api, fields, models

from .sale_order_line import STAFF


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    # the figures stand on the line for good; what they rest on is shown to whoever may read the line, without rights
    # on purchases, lots and warehouse
    part_price_net = fields.Float(
        string="Price without tax",
        compute="_compute_part_price_net",
        compute_sudo=True,
        min_display_digits="Product Price",
        groups=STAFF,
    )
    part_purchase_name = fields.Char(
        related="part_purchase_line_id.order_id.name",
        string="Purchase order",
        related_sudo=True,
        groups=STAFF,
    )
    part_purchase_vendor = fields.Char(
        related="part_purchase_line_id.order_id.partner_id.display_name",
        string="Vendor",
        related_sudo=True,
        groups=STAFF,
    )
    part_purchase_date = fields.Datetime(
        related="part_purchase_line_id.order_id.date_approve",
        string="Bought on",
        related_sudo=True,
        groups=STAFF,
    )
    part_purchase_cost = fields.Float(
        string="Price of the purchase",
        compute="_compute_part_purchase_cost",
        compute_sudo=True,
        min_display_digits="Product Price",
        groups=STAFF,
        help="Without tax, per unit of measure of the product, in the company's currency.",
    )
    part_lot_name = fields.Char(related="part_lot_id.name", string="Lot", related_sudo=True, groups=STAFF)
    part_company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company's currency")
    part_market_source = fields.Char(related="part_market_price_id.source", string="Source", groups=STAFF)
    part_market_kind = fields.Selection(
        related="part_market_price_id.source_kind", string="Kind of source", groups=STAFF
    )
    part_market_date = fields.Date(related="part_market_price_id.date", string="Looked up on", groups=STAFF)
    part_market_until = fields.Date(
        related="part_market_price_id.valid_until", string="Valid until", groups=STAFF
    )
    part_market_text = fields.Char(
        string="As found", compute="_compute_part_market_text", compute_sudo=True, groups=STAFF
    )
    part_evidence_file = fields.Binary(
        related="part_market_price_id.evidence_file", string="Evidence", groups=STAFF
    )
    part_evidence_name = fields.Char(
        related="part_market_price_id.evidence_name", string="Name of the file", groups=STAFF
    )
    part_evidence_url = fields.Char(related="part_market_price_id.evidence_url", string="Link", groups=STAFF)

    @api.depends("price_unit", "discount", "tax_ids")
    def _compute_part_price_net(self):
        for line in self:
            line.part_price_net = line._part_price_net()

    @api.depends("part_purchase_line_id")
    def _compute_part_purchase_cost(self):
        for line in self:
            purchase = line.part_purchase_line_id
            line.part_purchase_cost = purchase._part_unit_cost() if purchase else 0.0

    @api.depends("part_market_price_id")
    @api.depends_context("lang")
    def _compute_part_market_text(self):
        for line in self:
            line.part_market_text = line.part_market_price_id._as_found()

    def action_part_dossier(self):
        """Open what the price of this line rests on."""
        self.ensure_one()
        return {
            "name": self.env._("Price dossier"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("printer_maintenance.sale_order_line_view_form_dossier").id, "form")],
            "target": "new",
            "context": {"create": False, "edit": False},
        }
