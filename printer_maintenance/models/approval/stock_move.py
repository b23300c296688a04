"""A part on a job that waits for the customer's approval (REQUIREMENTS P1, P3)."""

from odoo import fields, models

from ...exceptions import ApprovalMissingError
from ...rules.part_cover import CHARGEABLE


class StockMove(models.Model):
    _inherit = "stock.move"

    def _is_approved(self) -> bool:
        """Whether the part may be replaced: it needs no approval, or has one for at least as many pieces."""
        self.ensure_one()
        if not self.part_needs_approval:
            # more may be about to be booked than was judged
            is_more = self.part_cover and self.product_uom.compare(self.quantity, self.product_uom_qty) > 0
            return not (is_more and self._has_to_be_asked(self.part_cover))
        line = self.sale_line_id
        order = line.order_id
        if line.product_id != self.product_id or order.ticket_id != self.repair_id.ticket_id:
            return False
        moves = line.move_ids.filtered(lambda move: move.repair_line_type == "add" and move.state != "cancel")
        pieces = self.product_id.uom_id._compute_quantity(
            sum(move._pieces() for move in moves), line.product_uom_id
        )
        return line.product_uom_id.compare(pieces, line.product_uom_qty) <= 0 and order._is_approved()

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
        # nothing is added to what was signed, nor to an order that is no quotation of parts
        asked = ours.filtered(
            lambda move: (
                move.part_needs_approval
                and move.state != "cancel"
                and not move.sale_line_id
                and move.repair_id.sale_order_id.is_part_quote
                and move.repair_id.sale_order_id.state in ("draft", "sent")
            )
        )
        # what lies with the customer is void before another part, whatever its price, stands on it
        asked.repair_id.sale_order_id._withdraw_quote()
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
        price = line.product_uom_id._compute_price(line._part_price_net(), self.product_id.uom_id)
        return order.currency_id._convert(
            price, order.company_id.currency_id, order.company_id, fields.Date.context_today(self)
        )

    def _settle_prices(self):
        """Charge the cost of the lots that were really used where that is less than was quoted (P1)."""
        super()._settle_prices()
        charged = self.filtered(lambda move: move.part_cover in CHARGEABLE).sale_line_id
        used = charged.move_ids.filtered(lambda move: move.state == "done" and move.repair_line_type == "add")
        costs = used._costs_of_lots()
        for line, moves in used.grouped("sale_line_id").items():
            rows = moves.move_line_ids
            pieces = sum(rows.mapped("quantity_product_uom"))
            # what somebody allowed to cost more than the rule says does, and an invoice that went out stands
            if not pieces or line.qty_invoiced or line.part_override_id._is_above_ceiling():
                continue
            total = sum(costs[row.move_id, row.lot_id] * row.quantity_product_uom for row in rows)
            line._follow_real_cost(total / pieces)

    def write(self, vals):
        """Take what the job no longer asks about off its quotation."""
        quoted = self.sudo().sale_line_id if "product_id" in vals else self.env["sale.order.line"]
        result = super().write(vals)
        quoted.filtered(
            lambda line: (
                not line.move_ids and line.order_id.is_part_quote and line.order_id.state in ("draft", "sent")
            )
        ).unlink()
        return result

    def _judge_quantity(self):
        """Leave what was approved as it is: fewer pieces are approved as well, and more are not."""
        order_sudo = self.sudo().sale_line_id.order_id
        if not order_sudo or not order_sudo._is_approved():
            super()._judge_quantity()

    def _follow_judgement(self, values):
        """Let the quotation follow, and let a part that the customer is asked about keep nothing else waiting."""
        # whoever puts a part on a job need not see quotations
        move = self.sudo()
        line = move.sale_line_id
        if line and line.order_id.is_part_quote and line.order_id.state in ("draft", "sent"):
            # whatever lies with the customer says something else
            line.order_id._withdraw_quote()
            move.sale_line_id = False
            line.unlink()
        asked = values["part_needs_approval"]
        waiting = move.repair_id._job_that_asks() if asked else move.repair_id
        if waiting != move.repair_id:
            values = {**values, "repair_id": waiting.id, "location_id": move.location_id.id}
        super(StockMove, move)._follow_judgement(values)
        if asked:
            move._create_repair_sale_order_line()

    def _decide_cover(self, who_pays: str, reason: str, person) -> None:
        """Let somebody decide who pays; the job and the quotation follow.

        :param who_pays: a value of ``part_cover``
        :param reason: why, which the customer reads
        :param person: ``res.users`` who decides
        """
        for move in self.filtered(lambda move: move.state not in ("done", "cancel")):
            repair = move.repair_id
            asked = move._has_to_be_asked(who_pays)
            move._follow_judgement(
                {"part_cover": who_pays, "part_cover_note": reason, "part_needs_approval": asked}
            )
            repair.message_post(
                body=self.env._(
                    "%(part)s: %(who)s decided who pays. %(reason)s",
                    part=move.product_id.display_name,
                    who=person.name,
                    reason=reason,
                )
            )
