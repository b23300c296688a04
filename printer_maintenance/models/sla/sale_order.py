"""A quotation that lies with the customer: the clock stands still until they answer (REQUIREMENTS S8, P3)."""

from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Service request",
        compute="_compute_ticket_id",
        store=True,
        # the price list of a quotation follows it
        precompute=True,
        readonly=False,
        # the quotations of a request
        index="btree_not_null",
        copy=False,
    )

    @api.depends("repair_order_ids.ticket_id")
    def _compute_ticket_id(self):
        for order in self:
            order.ticket_id = order.repair_order_ids.ticket_id[:1] or order.ticket_id

    def write(self, vals):
        """Let requests wait while, and only while, a quotation of theirs is unanswered."""
        if {"state", "ticket_id"}.isdisjoint(vals):
            return super().write(vals)
        before = self._asked_about()
        result = super().write(vals)
        now = self._asked_about()
        self.filtered(lambda order: now[order] - before[order])._ask_for_approval()
        # nor be allowed to edit it
        left_sudo = self.env["helpdesk.ticket"].sudo().union(*[before[order] - now[order] for order in self])
        left_sudo._approval_answered()
        return result

    def _asked_about(self) -> dict:
        """Per quotation the request that waits for its answer; none unless it lies with the customer."""
        # who sends a quotation need not see the request
        return {order: order.sudo().filtered(lambda o: o.state == "sent").ticket_id for order in self}

    def _ask_for_approval(self) -> None:
        """The requests of these quotations wait for the customer's answer from now on."""
        reason = self.env.ref("printer_maintenance.reason_approval", raise_if_not_found=False)
        for order in self if reason else ():
            # who sends a quotation need not be allowed to edit the request
            ticket_sudo = order.sudo().ticket_id.filtered(
                lambda ticket: not ticket.stage_id.closed and ticket.waiting_reason_id != reason
            )
            if ticket_sudo and reason in ticket_sudo.policy_id.reason_ids:
                ticket_sudo._wait(reason, order.name, order)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _approval_answered(self) -> None:
        """The customer has answered, or the quotation was withdrawn; another one may still be open."""
        waiting = self.filtered("waiting_reason_id.needs_quote")
        waiting.filtered(lambda ticket: not ticket._open_quotes())._end_waiting()
