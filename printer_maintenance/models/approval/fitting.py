"""Whether a fitted part had the customer's approval, and by which quotation."""

from odoo import api, fields, models


class PartFitting(models.Model):
    _inherit = "printer.part.fitting"

    needs_approval = fields.Boolean(string="The customer was asked first", readonly=True)
    order_id = fields.Many2one(
        "sale.order",
        string="Quotation",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_user",
    )
    approval_id = fields.Many2one(
        "printer.part.approval",
        string="Approved by telephone",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    is_signed_for = fields.Boolean(
        string="Signed by the customer",
        compute="_compute_is_signed_for",
        # whoever sees the figure sees its cases, without a right on quotations
        store=True,
        compute_sudo=True,
    )

    is_refused_late = fields.Boolean(
        string="Refused after it was fitted",
        compute="_compute_is_refused_late",
        # see is_signed_for
        store=True,
        compute_sudo=True,
    )

    @api.depends("move_id.sale_line_id.is_refused")
    def _compute_is_refused_late(self):
        for fitting in self:
            fitting.is_refused_late = fitting.move_id.sale_line_id.is_refused

    @api.depends("order_id.is_part_quote", "order_id.signature", "order_id.signed_on")
    def _compute_is_signed_for(self):
        for fitting in self:
            order = fitting.order_id
            fitting.is_signed_for = bool(order.is_part_quote and order._bears_signature())

    def _values_of(self, move, costs, purchases):
        rows = super()._values_of(move, costs, purchases)
        order = move.sale_line_id.order_id
        by_telephone = order.part_approval_ids.filtered(lambda row: row.state == "open")[:1]
        more = {
            "needs_approval": move.part_needs_approval,
            "order_id": order.id if move.part_needs_approval else False,
            "approval_id": by_telephone.id if order.state != "sale" else False,
        }
        return [{**row, **more} for row in rows]
