"""The quotation of parts: made from a job, complete when it is sent, void once it is changed (REQUIREMENTS P3)."""

import uuid

from odoo import api, fields, models
from odoo.tools import format_amount

from ...exceptions import GuardedFieldError, QuoteChangedError, QuoteIncompleteError

# what the portal writes when the customer signs
SIGNATURE = frozenset({"signature", "signed_by", "signed_on"})
# of the order itself, what the customer reads and prices follow from
TERMS = frozenset({"partner_id", "pricelist_id", "fiscal_position_id"})


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "printer.guard.mixin"]

    is_part_quote = fields.Boolean(string="Quotation of parts", readonly=True, copy=False)
    quote_revision = fields.Integer(string="Version", readonly=True, copy=False)
    quote_contact_id = fields.Many2one(
        "res.partner", string="Who is asked", readonly=True, copy=False, ondelete="restrict"
    )
    quote_refusal = fields.Char(string="Why it was refused", readonly=True, copy=False)
    part_approval_ids = fields.One2many(
        "printer.part.approval",
        "order_id",
        string="Approvals by telephone",
        groups="base.group_user",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "is_part_quote",
            "quote_revision",
            "quote_contact_id",
            "quote_refusal",
        }

    def _has_to_be_signed(self):
        """Let a quotation of parts be signed only while it lies with the customer, not while it is being written."""
        return super()._has_to_be_signed() and (not self.is_part_quote or self.state == "sent")

    def _part_moves(self):
        """The parts that these quotations are about."""
        # who asks or answers a quotation has no right on the warehouse
        return self.sudo().repair_order_ids.move_ids.filtered(
            lambda move: move.part_needs_approval and move.state != "cancel"
        )

    def _check_complete(self) -> None:
        """Raise unless the quotation holds everything that the job waits for.

        :raises QuoteIncompleteError: naming what is missing
        """
        for order in self.filtered("is_part_quote"):
            moves = order._part_moves()
            left = moves.filtered(lambda move: not move.sale_line_id)
            if not moves or left:
                raise QuoteIncompleteError(
                    self.env._(
                        "%(quote)s is not complete. Missing: %(parts)s.",
                        quote=order.name,
                        parts=", ".join(left.mapped("product_id.display_name"))
                        or self.env._("any part that needs an approval"),
                    )
                )

    def _send_part_quote(self, contact) -> None:
        """Put the quotation before the customer: by mail, and in their portal.

        :param contact: ``res.partner`` who is asked
        :raises QuoteIncompleteError: while it is not complete
        """
        template = self.env.ref("printer_maintenance.mail_template_part_quote")
        for order in self:
            if order.state not in ("draft", "sent"):
                raise QuoteChangedError(self.env._("%(quote)s has been answered already.", quote=order.name))
            if order._is_over():
                order._end_unanswered()
            order._check_complete()
            order._through_door().write({**order._version_to_send(), "quote_contact_id": contact.id})
            order._portal_ensure_token()
            order.message_subscribe(partner_ids=contact.ids)
            if order.state == "draft":
                order._reserve_again()
                order.action_quotation_sent()
                order._settle_blocked_prices()
            template.send_mail(order.id, email_layout_xmlid="mail.mail_notification_light")

    def _version_to_send(self) -> dict:
        """A new version of what was changed; what is merely sent again stays what they read, or approved."""
        if self.state == "sent":
            return {"quote_revision": self.quote_revision or 1}
        return {"quote_revision": self.quote_revision + 1, **self._terms_of_validity()}

    def action_quotation_sent(self):
        """Let only complete quotations of parts go out, from whatever screen."""
        self._check_complete()
        return super().action_quotation_sent()

    def write(self, vals):
        """See that a quotation is complete however it is marked as sent, and signed however it is confirmed."""
        self._check_signature_is_theirs(vals)
        if vals.get("state") == "sent":
            self.filtered(lambda order: order.state != "sent")._check_complete()
        if vals.get("state") == "sale":
            self._check_signed()
        asked = self.filtered("is_part_quote") if TERMS.intersection(vals) else self.browse()
        terms = {order: order._quote_terms() for order in asked}
        result = super().write(vals)
        changed = asked.filtered(lambda order: order._quote_terms() != terms[order])
        changed._check_not_signed()
        changed._withdraw_quote()
        return result

    def _quote_terms(self) -> tuple:
        """What else than its lines the customer has read."""
        return tuple(self[name].id for name in sorted(TERMS))

    def _check_not_signed(self) -> None:
        """Raise for what the customer has signed.

        :raises GuardedFieldError: naming the quotation
        """
        for order in self.filtered(lambda order: order.state == "sale"):
            raise GuardedFieldError(
                self.env._(
                    "%(quote)s is signed: customer, price list and taxes stay as they were read. "
                    "Cancel it and ask anew.",
                    quote=order.name,
                )
            )

    def action_draft(self):
        """Take back what lies with the customer, its link and approvals with it."""
        self._withdraw_quote()
        return super().action_draft()

    def _check_signature_is_theirs(self, vals) -> None:
        """Let the portal alone write a signature under a quotation of parts, and nobody wipe out what was signed.

        :raises GuardedFieldError: for everybody else
        """
        names = SIGNATURE.intersection(vals)
        # the portal raises the order once it has seen who signs; a call from outside never is
        if not names or self.env.su or self._is_through_door():
            return
        signs = any(vals[name] for name in names)
        for order in self.filtered("is_part_quote"):
            if signs or (order.signature and order.state not in ("draft", "sent")):
                raise GuardedFieldError(
                    self.env._(
                        "%(quote)s: the customer alone signs, in the portal, and what they signed stays.",
                        quote=order.name,
                    )
                )

    def _check_signed(self) -> None:
        """Raise for quotations of parts that the customer has not signed.

        :raises QuoteIncompleteError: naming the quotation
        """
        for order in self.filtered("is_part_quote"):
            if not order._bears_signature():
                raise QuoteIncompleteError(
                    self.env._(
                        "%(quote)s: the customer signs it in the portal. In an emergency they approve by telephone and "
                        "sign afterwards.",
                        quote=order.name,
                    )
                )

    def _bears_signature(self) -> bool:
        """Whether the customer has signed: drawing and time, since a drawing could be attached by other ways."""
        return bool(self.signature and self.signed_on)

    def action_confirm(self):
        """Let nobody but the customer confirm a quotation of parts: it takes their signature.

        :raises QuoteIncompleteError: without one
        """
        self._check_signed()
        return super().action_confirm()

    def _withdraw_quote(self, why: str = "") -> None:
        """What lies with the customer is void, and so are its link and approvals.

        :param why: what is noted; by default that it was changed
        """
        for order in self.filtered(lambda order: order.is_part_quote and order.state == "sent"):
            approvals_sudo = order.sudo().part_approval_ids.filtered(lambda row: row.state == "open")
            approvals_sudo._set_state("void")
            order._through_door().write(
                {
                    "state": "draft",
                    "access_token": str(uuid.uuid4()),
                    "signature": False,
                    "signed_by": False,
                    "signed_on": False,
                }
            )
            order.message_post(
                body=why or self.env._("Changed after it was sent: it has to be sent, and approved, anew.")
            )

    def _quote_content(self) -> dict:
        """What the customer approves, line by line."""
        return {
            order.id: {
                line.id: (
                    line.product_id.id,
                    line.product_uom_qty,
                    line.product_uom_id.id,
                    line.price_unit,
                    line.discount,
                    tuple(line.tax_ids.ids),
                )
                for line in order.order_line
                if not line.display_type
            }
            for order in self
        }

    def _fee_sentence(self) -> str:
        """What a refusal costs, as agreed; empty when it costs nothing."""
        self.ensure_one()
        agreement_sudo = self.sudo().ticket_id.agreement_id
        if not agreement_sudo.refusal_fee:
            return ""
        return self.env._(
            "If you refuse, the diagnosis costs %(fee)s, as agreed.",
            fee=format_amount(self.env, agreement_sudo.refusal_fee, agreement_sudo.currency_id),
        )
