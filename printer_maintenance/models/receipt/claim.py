"""A part failed within its warranty: what the vendor owes us (REQUIREMENTS P1, P7)."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from ...exceptions import AppendOnlyError, ClaimError
from ..base.rights import has_role

WHO_CLAIMS = ("equipment_supervisor", "service_director")


class Claim(models.Model):
    """One failed part of one device, from the failure to the vendor's answer."""

    _name = "printer.part.claim"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _description = "Warranty claim to a vendor"
    _order = "failed_at desc, id desc"
    _rec_name = "name"

    _transitions: ClassVar = {
        "open": ("sent", "refused", "withdrawn"),
        "sent": ("credited", "refused", "withdrawn"),
        # a vendor may think again
        "refused": ("sent",),
        "credited": (),
        "withdrawn": (),
    }

    name = fields.Char(string="Claim number", default="/", readonly=True, copy=False)
    fitting_id = fields.Many2one(
        "printer.part.fitting", string="Part fitted", required=True, readonly=True, ondelete="restrict"
    )
    product_id = fields.Many2one(
        "product.product", string="Part", required=True, readonly=True, index=True, ondelete="restrict"
    )
    lot_id = fields.Many2one("stock.lot", string="Lot or serial number", readonly=True, ondelete="restrict")
    vendor_id = fields.Many2one("res.partner", string="Vendor", index="btree_not_null", tracking=True)
    purchase_line_id = fields.Many2one(
        "purchase.order.line",
        string="Purchase line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="purchase.group_purchase_user",
    )
    purchase_name = fields.Char(string="Purchase order", readonly=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    agreement_id = fields.Many2one("printer.agreement", readonly=True, index="btree_not_null")
    fitted_at = fields.Datetime(string="Fitted at", readonly=True)
    failed_at = fields.Datetime(string="Failed at", required=True, readonly=True)
    quantity = fields.Float(readonly=True, digits="Product Unit")
    amount = fields.Monetary(string="At cost", readonly=True, help="What we paid for the failed pieces.")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [
            ("open", "To be sent"),
            ("sent", "With the vendor"),
            ("credited", "Credited"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        default="open",
        required=True,
        tracking=True,
        copy=False,
        # what is still owed to us
        index=True,
    )
    answer = fields.Text(string="What the vendor says", tracking=True)
    sent_at = fields.Datetime(string="Sent at", readonly=True, copy=False)
    settled_at = fields.Datetime(string="Settled at", readonly=True, copy=False)
    credit_move_id = fields.Many2one(
        "account.move",
        string="Credit note",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="account.group_account_invoice,account.group_account_readonly",
    )

    _once = models.UniqueIndex("(fitting_id) WHERE state != 'withdrawn'", "A part is claimed once.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.model
    def _claim(self, fittings):
        """Claim parts that failed within their warranty; called where the failure is found.

        :param fittings: ``printer.part.fitting`` records of the parts that failed, not of what replaced them
        :return: the claims, those that there were already among them
        """
        # a job is done by an engineer; the claim is made by the system
        claims_sudo = self.sudo()._through_door()
        known = claims_sudo.search([("fitting_id", "in", fittings.ids), ("state", "!=", "withdrawn")])
        new = claims_sudo.create(
            [claims_sudo._values(fitting) for fitting in fittings.sudo() - known.fitting_id]
        )
        for claim in new:
            claim.name = self.env["ir.sequence"].sudo().next_by_code(self._name) or "/"
            if buyer := claim._buyer():
                speaking = claim.with_context(lang=buyer.lang)
                speaking.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=buyer.id,
                    summary=speaking.env._(
                        "Claim %(part)s from the vendor", part=speaking.product_id.display_name
                    ),
                )
        return (known | new).with_env(self.env)

    def _values(self, fitting) -> dict:
        line = fitting.purchase_line_id
        sellers = fitting.product_id.seller_ids
        return {
            "fitting_id": fitting.id,
            "product_id": fitting.product_id.id,
            "lot_id": fitting.lot_id.id,
            "vendor_id": (fitting.vendor_id or line.partner_id or sellers[:1].partner_id).id,
            "purchase_line_id": line.id,
            "purchase_name": line.order_id.name,
            "equipment_id": fitting.equipment_id.id,
            "agreement_id": fitting.agreement_id.id,
            "fitted_at": fitting.fitted_at,
            "failed_at": fitting.removed_at or fields.Datetime.now(),
            "quantity": fitting.quantity,
            "amount": fitting.company_id.currency_id.round(fitting.unit_cost * fitting.quantity),
            "company_id": fitting.company_id.id,
        }

    def _buyer(self):
        """Whoever bought it, else who buys from this vendor, else who is responsible for the product in stock."""
        order = self.purchase_line_id.order_id
        for users in (order.user_id, self.vendor_id.buyer_id, self.product_id.responsible_id):
            if found := users.filtered("active"):
                return found
        return self.env["res.users"]

    def _check_may_act(self) -> None:
        self.check_access("write")
        if not self.env.su and not (
            self.env.user.has_group("purchase.group_purchase_user") or has_role(self.env, *WHO_CLAIMS)
        ):
            raise AccessError(
                self.env._("Buyers, equipment supervisors and the service director keep the claims.")
            )

    def action_sent(self):
        """The claim is with the vendor.

        :raises ClaimError: when nobody knows who the vendor is
        """
        self._check_may_act()
        for claim in self.filtered(lambda claim: not claim.vendor_id):
            raise ClaimError(
                self.env._("%(claim)s: enter from which vendor the part came.", claim=claim.name)
            )
        self._set_state("sent", sent_at=fields.Datetime.now(), settled_at=False)
        return True

    def action_credited(self):
        """The vendor has credited or replaced it."""
        self._check_may_act()
        self._set_state("credited", settled_at=fields.Datetime.now())
        self._end_activities()
        return True

    def action_refused(self):
        """The vendor refuses, or we do not claim it.

        :raises ClaimError: without the reason
        """
        self._check_may_act()
        for claim in self.filtered(lambda claim: not (claim.answer or "").strip()):
            raise ClaimError(self.env._("%(claim)s: enter what the vendor says.", claim=claim.name))
        self._set_state("refused", settled_at=fields.Datetime.now())
        self._end_activities()
        return True

    def _end_activities(self) -> None:
        # whoever settles the claim ends what the buyer was asked to do
        self.sudo().activity_ids.action_feedback()

    @api.model
    def _withdraw(self, fittings, reason: str) -> None:
        """End the claims of parts that have not failed after all, unless the vendor has settled them.

        :param fittings: ``printer.part.fitting`` records that are in their devices again
        :param reason: told in the claim
        """
        claims_sudo = self.sudo().search(
            [("fitting_id", "in", fittings.ids), ("state", "in", ("open", "sent"))]
        )
        for claim in claims_sudo:
            answer = self.env._("The part is in the device again: %(reason)s", reason=reason)
            claim.answer = "\n".join(filter(None, (claim.answer, answer)))
        claims_sudo._set_state("withdrawn", settled_at=fields.Datetime.now())
        claims_sudo._end_activities()

    def action_credit_note(self):
        """Draft the vendor's credit note over the amount.

        Not linked to the purchase line: the piece was received and billed rightly, and without a return a linked credit
        would make the order wait for another bill. Pieces that go back are returned from the receipt.

        :raises ClaimError: when there is one, or the vendor is not known
        """
        self.ensure_one()
        self._check_may_act()
        # whether there is one, also for those who may not read bills
        if self.sudo().credit_move_id:
            raise ClaimError(self.env._("%(claim)s has its credit note.", claim=self.name))
        if not self.vendor_id:
            raise ClaimError(self.env._("%(claim)s: enter from which vendor the part came.", claim=self.name))
        move = self.env["account.move"].create(
            {
                "move_type": "in_refund",
                "partner_id": self.vendor_id.id,
                "company_id": self.company_id.id,
                "currency_id": self.currency_id.id,
                "invoice_origin": self.purchase_name or self.name,
                "ref": self.name,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": self.product_id.id,
                            "quantity": self.quantity,
                            "price_unit": self.amount / self.quantity if self.quantity else self.amount,
                        }
                    )
                ],
            }
        )
        self._through_door().credit_move_id = move
        return move.get_formview_action()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("Claims stay on record; refuse one that is not wanted."))
