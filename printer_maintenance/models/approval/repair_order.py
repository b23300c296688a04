"""A job whose parts the customer approves first: no approval, no replacement (REQUIREMENTS P3)."""

from datetime import timedelta

from odoo import fields, models

from ...exceptions import PartError
from ..base.rights import check_role

WHO_QUOTES = ("engineer", "agent", "dispatcher", "project_manager")


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _is_approved(self) -> bool:
        """Whether the customer has signed, or approved this very version by telephone."""
        self.ensure_one()
        if self.state == "sale":
            return self._is_signed()
        return self.state == "sent" and any(row._holds() for row in self.part_approval_ids)

    def _is_signed(self) -> bool:
        """Whether this is a quotation of parts that the customer has signed; any other order approves nothing."""
        return bool(self.is_part_quote and self.state == "sale" and self._bears_signature())


class RepairOrder(models.Model):
    _inherit = "repair.order"

    def action_repair_start(self):
        """Begin nothing that the customer has not approved.

        :raises ApprovalMissingError: naming the parts
        """
        self.sudo().move_ids._check_approved()
        return super().action_repair_start()

    def action_repair_done(self):
        self.sudo().move_ids._check_approved()
        return super().action_repair_done()

    def _can_be_fitted(self):
        return super()._can_be_fitted() and all(move._is_approved() for move in self.move_ids)

    def _takes_more_parts(self, asked):
        """Leave a job alone whose quotation is signed: what is added is asked for anew."""
        return super()._takes_more_parts(asked) and not self.sale_order_id._is_signed()

    def _job_that_asks(self):
        """The job on which a part of this one waits for the customer: one that keeps nothing else waiting.

        A job that goes on does, and so does one whose quotation is signed: what is added is asked for anew.
        """
        self.ensure_one()
        if self.state in ("draft", "confirmed") and not self.sale_order_id._is_signed():
            return self
        if self.visit_id:
            return self.visit_id._open_repair(waits=True, asked=True)
        waiting = self.ticket_id.repair_ids.filtered(lambda job: job._takes_more_parts(True))[:1]
        if not waiting:
            waiting = self._open_for(self.ticket_id)
            waiting._action_repair_confirm()
        return waiting

    def action_create_sale_order(self):
        """Write the quotation that the customer signs for jobs of requests, whichever button is pressed."""
        ours = self.filtered("ticket_id")
        if not ours:
            return super().action_create_sale_order()
        check_role(self.env, *WHO_QUOTES)
        if self - ours:
            super(RepairOrder, self - ours).action_create_sale_order()
        for repair_sudo in ours.sudo():
            repair_sudo._make_quote()
        return ours[:1].ticket_id.action_view_quotes()

    def action_quote(self):
        """Write the quotation of everything that this job waits for, from the warehouse's own screen."""
        self.ensure_one()
        check_role(self.env, *WHO_QUOTES)
        self.sudo()._make_quote()
        return self.ticket_id.action_view_quotes()

    def _make_quote(self):
        """The quotation of the parts that need an approval; the open one, where there is one.

        :raises PartError: when nothing needs to be asked
        :return: the ``sale.order``
        """
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: move.part_needs_approval and move.state not in ("done", "cancel")
        )
        if not moves:
            raise PartError(self.env._("%(job)s: nothing needs the customer's approval.", job=self.name))
        order = self.sale_order_id
        if not order.is_part_quote or order.state == "cancel":
            moves.sale_line_id = False
            order = self._open_quote_of_request() or self._new_quote()
            self.sale_order_id = order
        moves._create_repair_sale_order_line()
        order._ask_for_decisions()
        return order

    def _open_quote_of_request(self):
        """The quotation of another job of the same request that this one can be asked about with; maybe none.

        What was approved by telephone, or begun on that word, stays as it was told.
        """
        return self.ticket_id.repair_ids.sale_order_id.filtered(
            lambda order: order.is_part_quote and order.state in ("draft", "sent") and not order._is_begun()
        )[:1]

    def _new_quote(self):
        made = self.env["sale.order"]._through_door().create(self._quote_values())
        return self.env["sale.order"].browse(made.id)

    def _quotes_to_ask(self):
        """The quotations of these jobs that the customer is asked about now.

        Those that they do not have yet; else those that they have not answered; else what they approved by telephone,
        which can be sent once more.
        """
        orders = self.sale_order_id
        return (
            orders.filtered(lambda order: order.state == "draft")
            or orders.filtered(lambda order: not order._is_approved())
            or orders
        )

    def _quote_values(self) -> dict:
        agreement = self.ticket_id.agreement_id
        days = agreement.quote_days or 14
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "ticket_id": self.ticket_id.id,
            "origin": f"{self.ticket_id.number} {self.name}",
            "client_order_ref": self.equipment_id.display_name,
            "require_signature": True,
            "require_payment": False,
            "validity_date": fields.Date.context_today(self) + timedelta(days=days),
            "is_part_quote": True,
        }
