"""Allowing a blocked price of a part, with the reason."""

from odoo import api, fields, models


class PriceOverrideRecord(models.TransientModel):
    """What the right-holder sees before they decide (REQUIREMENTS P1)."""

    _name = "printer.part.price.override.record"
    _description = "Allow a price"

    line_id = fields.Many2one("sale.order.line", string="Line", required=True, ondelete="cascade")
    order_id = fields.Many2one(related="line_id.order_id", string="Quotation")
    product_id = fields.Many2one(related="line_id.product_id", string="Part")
    currency_id = fields.Many2one(related="line_id.currency_id")
    block = fields.Selection(string="Why it is blocked", related="line_id.part_price_block")
    price_net = fields.Float(related="line_id.part_price_net", string="Price without tax")
    actual_cost = fields.Float(related="line_id.part_actual_cost")
    has_market = fields.Boolean(compute="_compute_has_market")
    market_net = fields.Float(related="line_id.part_market_net")
    ceiling = fields.Float(related="line_id.part_ceiling")
    ruled_by = fields.Selection(related="line_id.part_ruled_by")
    reason = fields.Text(required=True)

    @api.depends("line_id")
    def _compute_has_market(self):
        for wizard in self:
            wizard.has_market = bool(wizard.line_id.part_market_price_id)

    def action_record(self):
        """Record who allowed it and why; the line is free to go out as it stands."""
        self.ensure_one()
        self.line_id._override_part_price(self.reason)
        return {"type": "ir.actions.act_window_close"}
