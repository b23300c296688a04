"""Blocked prices of parts: refused, refreshed, or let through by a right-holder (REQUIREMENTS P1)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...exceptions import PriceBlockedError
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .sale_order_line import FIGURES, STAFF

# quotations that the customer has before them
GONE_OUT = ("sent", "sale")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    part_override_ids = fields.One2many(
        "printer.part.price.override", "line_id", string="Decisions on the price", readonly=True, groups=STAFF
    )
    part_override_id = fields.Many2one(
        "printer.part.price.override",
        string="Allowed by a right-holder",
        compute="_compute_part_override_id",
        store=True,
        copy=False,
        ondelete="restrict",
        groups=STAFF,
        help="Counts for the line as it was: a change of part, quantity or price ends it. Once the quotation has gone "
        "out, the line may still become cheaper or smaller.",
    )
    part_override_reason = fields.Text(
        related="part_override_id.reason", string="Why it was allowed", related_sudo=True, groups=STAFF
    )
    is_part_blocked = fields.Boolean(
        string="May not be offered like this",
        compute="_compute_is_part_blocked",
        search="_search_is_part_blocked",
        groups=STAFF,
    )

    @api.depends(
        "product_id",
        "product_uom_id",
        "product_uom_qty",
        "price_unit",
        "discount",
        "tax_ids",
        "part_price_block",
        "state",
    )
    def _compute_part_override_id(self):
        """Keep a decision as long as the line is what was decided about; once ended it never comes back."""
        for line in self:
            # decisions may be read by fewer people than lines may be written by
            decision_sudo = line.sudo().part_override_id
            line.part_override_id = (
                decision_sudo.id if decision_sudo and decision_sudo._is_about(line.sudo()) else False
            )

    @api.depends("part_price_block", "part_override_id", "product_uom_qty")
    def _compute_is_part_blocked(self):
        """Block nothing of which no piece is charged: the customer may refuse what is dear."""
        for line in self:
            line.is_part_blocked = bool(
                line.part_price_block and not line.part_override_id and line.product_uom_qty
            )

    @api.model
    def _search_is_part_blocked(self, operator, value):
        if operator != "in":
            return NotImplemented
        blocked = (
            Domain("part_price_block", "!=", False)
            & Domain("part_override_id", "=", False)
            & Domain("product_uom_qty", "!=", 0)
        )
        return blocked if True in value else ~blocked

    def _refresh_part_prices(self) -> None:
        """Let lines of drafts follow cost and market price as they are now; what somebody else set as price stays."""
        lines = self.filtered(lambda line: line.state == "draft" and line._is_service_part())
        if not lines:
            return
        by_rule = lines.filtered(lambda line: line._is_priced_by_rule())
        lines._take_part_figures_anew()
        for line in by_rule:
            line._reset_price_unit()
        lines.flush_recordset()

    def _take_part_figures_anew(self) -> None:
        """Look cost and market price up again."""
        for name in FIGURES:
            self.env.add_to_compute(self._fields[name], self)
        self.modified(FIGURES)

    def _is_priced_by_rule(self) -> bool:
        """Whether the line's price is what the rule gave it; nothing else may change by itself."""
        return (
            self.pricelist_item_id.compute_price == "part_ceiling"
            and not self._part_currency().compare_amounts(self.price_unit, self._get_pricelist_price())
        )

    def _part_currency(self):
        return self.currency_id or self.env.company.currency_id

    @api.constrains(
        "price_unit", "discount", "tax_ids", "product_id", "product_uom_id", "product_uom_qty", "order_id"
    )
    def _check_sent_part_prices(self):
        """What the customer has before them cannot become a price that would not have gone out."""
        self.filtered(lambda line: line.state in GONE_OUT)._check_part_prices()

    @api.constrains("part_lot_id", "product_id")
    def _check_part_lot(self):
        for line in self.sudo().filtered("part_lot_id"):
            if line.part_lot_id.product_id != line.product_id:
                raise ValidationError(
                    self.env._(
                        "“%(lot)s” is a lot of “%(other)s”, not of “%(part)s”.",
                        lot=line.part_lot_id.name,
                        other=line.part_lot_id.product_id.display_name,
                        part=line.product_id.display_name,
                    )
                )

    def write(self, vals):
        """Keep price and figures of what the customer has before them, whatever lot the job takes in the end."""
        if "part_lot_id" not in vals:
            return super().write(vals)
        kept = self.filtered(lambda line: line.state in GONE_OUT)
        with self.env.protecting([self._fields[name] for name in (*FIGURES, "price_unit")], kept):
            return super().write(vals)

    def _check_part_prices(self) -> None:
        """Let only prices through that may be offered, or that a right-holder allowed.

        :raises PriceBlockedError: naming every line and what is wrong with it
        """
        # who sends a quotation need not be allowed to read all of it
        blocked_sudo = self.sudo().filtered("is_part_blocked")
        if blocked_sudo:
            raise PriceBlockedError(
                self.env._(
                    "These parts cannot be offered at their prices:\n%(lines)s\n\nPut the prices right, or let "
                    "somebody who may allow them do so with a reason.",
                    lines="\n".join(line._blocked_sentence() for line in blocked_sudo),
                )
            )

    def _blocked_sentence(self) -> str:
        """What is wrong with one line, in the user's language."""
        self.ensure_one()
        figures = {
            "part": self.product_id.display_name,
            "order": self.order_id.name,
            "price": self._part_money(self._part_price_net()),
            "cost": self._part_money(self.part_actual_cost),
            "market": self._part_money(self.part_market_net),
            "ceiling": self._part_money(self.part_ceiling),
        }
        if self.part_price_block == "no_market":
            return self.env._(
                "• %(order)s, %(part)s: there is no valid market price. Enter one under Parts ‣ Market prices.",
                **figures,
            )
        if self.part_price_block == "above_ceiling":
            return self.env._(
                "• %(order)s, %(part)s: %(price)s is above the ceiling of %(ceiling)s "
                "(actual cost %(cost)s, market price %(market)s).",
                **figures,
            )
        return self.env._(
            "• %(order)s, %(part)s: it cost us %(cost)s, more than the market price of %(market)s.", **figures
        )

    def _part_money(self, amount: float) -> str:
        return self._part_currency().format(amount)

    # ---- a right-holder's word

    def action_override_part_price(self):
        """Open the dialog in which a right-holder allows the price."""
        self.ensure_one()
        check_role(self.env, "price_override")
        return {
            "name": self.env._("Allow this price"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.price.override.record",
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_id": self.id},
        }

    def _override_part_price(self, reason: str) -> None:
        """Let a blocked line through, with the reason and the figures as they are now.

        :raises AccessError: for whoever may not decide it
        :raises PriceBlockedError: when there is nothing to decide
        """
        check_role(self.env, "price_override")
        self.ensure_one().check_access("read")
        if not (reason or "").strip():
            raise PriceBlockedError(
                self.env._("Say why the price is allowed: the reason stays in the price dossier.")
            )
        # the decision is the server's to record, and who decides need not be allowed to edit quotations
        line_sudo = self.sudo()
        lock_in_turn(line_sudo, PriceBlockedError)
        line_sudo._refresh_part_prices()
        if not line_sudo.is_part_blocked:
            raise PriceBlockedError(self.env._("The price of this line is not blocked, or not any more."))
        decision_sudo = (
            self.env["printer.part.price.override"]
            .sudo()
            ._through_door()
            .create({**line_sudo._part_decision(), "reason": reason.strip(), "user_id": self.env.user.id})
        )
        line_sudo._through_door().part_override_id = decision_sudo
        line_sudo.order_id.message_post(
            body=self.env._(
                "%(person)s allowed the price of “%(part)s”: %(reason)s",
                person=self.env.user.name,
                part=line_sudo.product_id.display_name,
                reason=reason.strip(),
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _part_decision(self) -> dict:
        """The figures that a decision is about."""
        self.ensure_one()
        return {
            "line_id": self.id,
            "order_id": self.order_id.id,
            "order_name": self.order_id.name,
            "company_id": self.company_id.id,
            "product_id": self.product_id.id,
            "block": self.part_price_block,
            "at": fields.Datetime.now(),
            "currency_id": self.currency_id.id,
            "quantity": self.product_uom_qty,
            "uom_id": self.product_uom_id.id,
            "price_net": self._part_price_net(),
            "actual_cost": self.part_actual_cost,
            "market_price_id": self.part_market_price_id.id,
            "market_net": self.part_market_net,
            "ceiling": self.part_ceiling,
        }
