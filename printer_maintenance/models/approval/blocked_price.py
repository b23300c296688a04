"""A price that may not be offered: who may allow it is asked, who waits for it is told (REQUIREMENTS P1)."""

from odoo import api, fields, models

ACTIVITY = "printer_maintenance.activity_part_price"


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    block_told_at = fields.Datetime(
        string="Decision asked for at",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When those who may allow the price were asked to decide.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"block_told_at"}

    def _override_part_price(self, reason):
        """Settle the question, and tell who waits for the quotation that it can go out."""
        result = super()._override_part_price(reason)
        # who decides need not be allowed to edit quotations
        order_sudo = self.sudo().order_id
        # blocked once more, it is asked for once more
        self.sudo()._through_door().block_told_at = False
        order_sudo._settle_blocked_prices()
        is_free = not order_sudo.order_line.filtered("is_part_blocked")
        if is_free and order_sudo.is_part_quote and not order_sudo.ticket_id.stage_id.closed:
            order_sudo._tell(
                lambda env: env._(
                    "%(quote)s: its prices are allowed, it can be sent to the customer", quote=order_sudo.name
                )
            )
        return result


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _ask_for_decisions(self) -> None:
        """Ask whoever may allow blocked prices for a decision, once per line, each in their language."""
        now = fields.Datetime.now()
        for order in self:
            lines = order.order_line.filtered(lambda line: line.is_part_blocked and not line.block_told_at)
            people = order._price_right_holders() if lines else ()
            for line in lines:
                for person in people:
                    order.activity_schedule(
                        ACTIVITY,
                        summary=self.with_context(lang=person.lang).env._(
                            "%(part)s cannot be offered at its price: put it right, or allow it with a reason",
                            part=line.product_id.with_context(lang=person.lang).display_name,
                        ),
                        user_id=person.id,
                    )
            lines._through_door().block_told_at = now

    def _price_right_holders(self):
        """Who decides on blocked prices in this company: administrators only where nobody else may."""
        self.ensure_one()
        people, administrators = (
            self.env.ref(f"printer_maintenance.{name}")
            .sudo()
            .all_user_ids.filtered(lambda user: not user.share and self.company_id in user.company_ids)
            for name in ("group_price_override", "group_admin")
        )
        return (people - administrators) or people

    def _settle_blocked_prices(self) -> None:
        """Nobody need decide any more where nothing is blocked, or nothing is offered."""
        free = self.filtered(
            lambda order: order.state == "cancel" or not order.order_line.filtered("is_part_blocked")
        )
        free.activity_unlink([ACTIVITY])

    def _blocked_sentences(self) -> str:
        """What is wrong with the prices of these quotations, and who was asked to decide; empty when nothing is."""
        lines = self.order_line.filtered("is_part_blocked")
        if not lines:
            return ""
        holders = self.env["res.users"].union(*[order._price_right_holders() for order in lines.order_id])
        asked = self.env._("Asked to decide: %(people)s", people=", ".join(holders.mapped("name")))
        return "\n".join([line._blocked_sentence() for line in lines] + [asked])
