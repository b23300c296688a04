"""The customer does not want it: said in the portal or to us, with what was agreed for that case (REQUIREMENTS P3)."""

from odoo import api, fields, models

from ...exceptions import PartError, QuoteChangedError
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .repair_order import WHO_QUOTES

WORDS_LENGTH = 500


class SaleOrder(models.Model):
    _inherit = "sale.order"

    refused_quote_id = fields.Many2one(
        "sale.order",
        string="Fee for the refusal of",
        readonly=True,
        copy=False,
        ondelete="set null",
        # asked when a quotation is deleted
        index="btree_not_null",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"refused_quote_id"}

    def _refuse_on_record(self, contact, words: str) -> None:
        """Put a refusal on record that a contact told us, on the telephone or at the device.

        :param contact: ``res.partner`` who refused
        :param words: what they said
        :raises PartError: without the words, or when it was answered already
        """
        self.ensure_one()
        check_role(self.env, *WHO_QUOTES)
        # engineers and agents need no right on sales to note what the contact of their own request says
        order_sudo = self.sudo()
        order_sudo.ticket_id.sudo(False).check_access("read")
        words = (words or "").strip()
        if not words:
            raise PartError(self.env._("Please write who refused, and what they said."))
        lock_in_turn(order_sudo, QuoteChangedError)
        if order_sudo.state not in ("draft", "sent"):
            raise PartError(self.env._("%(quote)s has been answered already.", quote=order_sudo.name))
        order_sudo._through_door().write(
            {"quote_refusal": words[:WORDS_LENGTH], "quote_contact_id": contact.id}
        )
        order_sudo.message_post(
            body=self.env._("%(who)s refuses: %(words)s", who=contact.name, words=words[:WORDS_LENGTH]),
            author_id=self.env.user.partner_id.id,
        )
        order_sudo._action_cancel()

    def _charge_refusal(self, fee: float) -> None:
        """A draft of the fee that was agreed, for the manager to send.

        :param fee: in the agreement's currency; the bill is in that of the quotation
        """
        self.ensure_one()
        product = self.env.ref("printer_maintenance.product_refusal_fee")
        amount = self.ticket_id.agreement_id.currency_id._convert(
            fee, self.currency_id, self.company_id, self._quote_day()
        )
        line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": amount}
        bill = (
            self.env["sale.order"]
            ._through_door()
            .create(
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "pricelist_id": self.pricelist_id.id,
                    "ticket_id": self.ticket_id.id,
                    "refused_quote_id": self.id,
                    "origin": self.name,
                    "order_line": [fields.Command.create(line)],
                }
            )
        )
        self.message_post(body=self.env._("Fee for the refusal: %(bill)s", bill=bill.name))

    def _asked_about(self):
        """A bill of the fee asks nothing: no request waits for an answer to it."""
        asked = super()._asked_about()
        for order in self.filtered("refused_quote_id"):
            asked[order] = asked[order].browse()
        return asked

    def _portal_standing(self) -> str:
        """What the customer is told about a quotation of parts.

        :return: ``asked``, ``expired``, ``signed``, ``refused`` (by them) or ``withdrawn`` (by us)
        """
        self.ensure_one()
        if self.state == "sent":
            return "expired" if self.is_expired else "asked"
        if self.state == "cancel":
            return "refused" if self.quote_refusal else "withdrawn"
        lines = self._lines_to_choose()
        return "refused" if lines and all(lines.mapped("is_refused")) else "signed"


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _is_fitted(self) -> bool:
        """Whether the part is in the device already, on the customer's word on the telephone."""
        self.ensure_one()
        # who reads the quotation need not see the job
        return any(move.state == "done" and move.repair_id for move in self.sudo().move_ids)

    def _charge_nothing(self) -> None:
        """Refused in writing although it is in: nobody pays for it until the manager has settled it with them."""
        for line in self:
            line._through_door().discount = 100.0
        self.move_ids._note_as_free()


class StockMove(models.Model):
    _inherit = "stock.move"

    def _note_as_free(self) -> None:
        """Let the history of parts say that nobody paid for these."""
        # the history is the system's to write
        self.sudo().part_fitting_ids._through_door().write({"unit_price": 0.0})
