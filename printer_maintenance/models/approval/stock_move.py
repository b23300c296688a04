"""A part on a job that waits for the customer's approval (REQUIREMENTS P1, P3)."""

from odoo import fields, models

from ...exceptions import ApprovalMissingError
from ...rules.part_cover import CHARGEABLE, needs_approval


class StockMove(models.Model):
    _inherit = "stock.move"

    def _is_approved(self) -> bool:
        """Whether the part may be replaced: it needs no approval, or has one for at least as many pieces."""
        self.ensure_one()
        if not self.part_needs_approval:
            return True
        line = self.sale_line_id
        enough = (
            line
            and self.product_uom._compute_quantity(
                max(self.product_uom_qty, self.quantity), line.product_uom_id
            )
            <= line.product_uom_qty
        )
        return bool(enough) and line.order_id._is_approved()

    def _check_approved(self) -> None:
        """Raise for parts without the customer's approval, in whatever way they are to be used.

        :raises ApprovalMissingError: naming the parts
        """
        missing = self.filtered(
            lambda move: (
                move.repair_id
                and move.repair_line_type == "add"
                and move.state not in ("done", "cancel")
                and not move._is_approved()
            )
        )
        if missing:
            raise ApprovalMissingError(
                self.env._(
                    "Not approved by the customer: %(parts)s. Send the quotation, or let them approve it by telephone "
                    "in an emergency.",
                    parts=", ".join(missing.mapped("product_id.display_name")),
                )
            )

    def _action_done(self, cancel_backorder=False):
        # who books parts need not see the quotation
        self.sudo()._check_approved()
        return super()._action_done(cancel_backorder=cancel_backorder)

    def _create_repair_sale_order_line(self):
        """Quote only what the customer is asked about; covered parts that are no major ones need nothing."""
        ours = self.filtered("repair_id.ticket_id")
        super(StockMove, self - ours)._create_repair_sale_order_line()
        asked = ours.filtered(
            lambda move: move.part_needs_approval and move.state != "cancel" and not move.sale_line_id
        )
        super(StockMove, asked)._create_repair_sale_order_line()
        for move in asked.filtered("sale_line_id"):
            move._fill_quote_line()

    def _fill_quote_line(self) -> None:
        """Price by rule what is charged, nothing for what is covered, and the reason for either."""
        line = self.sale_line_id
        values = {
            "asked_quantity": self.product_uom_qty,
            "old_part": self.old_part if self.old_part != "none" else False,
            "name": f"{line.name}\n{self.part_cover_note}" if self.part_cover_note else line.name,
        }
        line._through_door().write({**values, **self._price_values()})

    def _price_values(self) -> dict:
        """What else the price of the quotation's line follows from: the very lot that is reserved."""
        lot = self.move_line_ids.lot_id[:1]
        return {"part_lot_id": lot.id} if self.part_cover in CHARGEABLE and lot else {}

    def _update_repair_sale_order_line(self):
        """Keep what was asked with the job's quantity while the quotation is being written."""
        super()._update_repair_sale_order_line()
        for line in self.sale_line_id.filtered(
            lambda line: line.order_id.state == "draft" and line.asked_quantity
        ):
            line._through_door().asked_quantity = line.product_uom_qty

    def _waits_for(self):
        if self.part_needs_approval and not self._is_approved():
            order = self.sale_line_id.order_id
            if order.state == "sent":
                return self.env._("the customer's answer to %(quote)s", quote=order.name)
            return self.env._("a quotation to the customer")
        return super()._waits_for()

    def _costs_of_lots(self):
        """Know what the very lot cost, where its value or its purchase tells."""
        costs = super()._costs_of_lots()
        proofs = {}
        for company, moves in self.grouped("company_id").items():
            proofs |= moves.move_line_ids.lot_id.with_company(company)._actual_cost_proofs()
        return {
            (move, lot): proofs[lot].cost if lot and proofs[lot].cost is not None else cost
            for (move, lot), cost in costs.items()
        }

    def _price_of_piece(self):
        line = self.sale_line_id
        if not line or self.part_cover not in CHARGEABLE:
            return super()._price_of_piece()
        order = line.order_id
        price = line.product_uom_id._compute_price(
            line.price_unit * (1 - line.discount / 100), self.product_id.uom_id
        )
        return order.currency_id._convert(
            price, order.company_id.currency_id, order.company_id, fields.Date.context_today(self)
        )

    def _settle_at_cost(self) -> None:
        """Charge the cost of the lots that were really used where that is less than was quoted (P1)."""
        costs = self._costs_of_lots()
        for move in self:
            line = move.sale_line_id
            if not line or move.part_cover not in CHARGEABLE or line.qty_invoiced:
                continue
            lines = move.move_line_ids
            pieces = sum(lines.mapped("quantity_product_uom"))
            if not pieces:
                continue
            cost = sum(costs[move, row.lot_id] * row.quantity_product_uom for row in lines) / pieces
            order = line.order_id
            in_order = order.company_id.currency_id._convert(
                move.product_id.uom_id._compute_price(cost, line.product_uom_id),
                order.currency_id,
                order.company_id,
                order.date_order.date(),
                round=False,
            )
            if order.currency_id.compare_amounts(in_order, line.price_unit) < 0:
                line._through_door().price_unit = order.currency_id.round(in_order)

    def _decide_cover(self, who_pays: str, reason: str, person) -> None:
        """Let somebody decide who pays; the job and the quotation follow.

        :param who_pays: a value of ``part_cover``
        :param reason: why, which the customer reads
        :param person: ``res.users`` who decides
        """
        for move in self.filtered(lambda move: move.state not in ("done", "cancel")):
            repair, agreement = move.repair_id, move.repair_id.ticket_id.agreement_id
            asked = needs_approval(
                who_pays,
                move.product_id.is_major_part,
                move.product_id.with_company(move.company_id).standard_price * move.product_uom_qty,
                agreement.approval_limit,
            )
            values = {"part_cover": who_pays, "part_cover_note": reason, "part_needs_approval": asked}
            if asked and repair.state == "under_repair" and repair.visit_id:
                waiting = repair.visit_id._open_repair(waits=True, asked=True)
                values |= {"repair_id": waiting.id, "location_id": move.location_id.id}
            line = move.sale_line_id
            if line and line.order_id.state in ("draft", "sent"):
                # whatever lies with the customer says something else
                line.order_id._withdraw_quote()
                move.sale_line_id = False
                line.unlink()
            move._through_door().write(values)
            if asked:
                move._create_repair_sale_order_line()
            repair.message_post(
                body=self.env._(
                    "%(part)s: %(who)s decided who pays. %(reason)s",
                    part=move.product_id.display_name,
                    who=person.name,
                    reason=reason,
                )
            )
