"""Quotations and approvals of a request."""

from odoo import fields, models

from ...exceptions import PartError
from ..base.rights import check_role
from .repair_order import WHO_QUOTES

WHO_APPROVES_BY_TELEPHONE = ("agent", "dispatcher", "project_manager")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    part_approval_ids = fields.One2many(
        "printer.part.approval", "ticket_id", string="Approvals by telephone", groups="base.group_user"
    )
    quote_count = fields.Integer(
        string="Quotations", compute="_compute_quote_count", compute_sudo=True, groups="base.group_user"
    )
    part_summary = fields.Text(
        string="Parts of this request",
        compute="_compute_part_summary",
        compute_sudo=True,
        groups="base.group_user",
    )
    has_waiting_parts = fields.Boolean(
        compute="_compute_part_summary", compute_sudo=True, groups="base.group_user"
    )

    def _compute_quote_count(self):
        counts = dict(
            self.env["sale.order"]._read_group(
                [("ticket_id", "in", self.ids), ("is_part_quote", "=", True)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.quote_count = counts.get(ticket, 0)

    def _compute_part_summary(self):
        """Each part of the request's jobs in a line: how many, who pays, what it waits for."""
        covers = dict(self.env["stock.move"]._fields["part_cover"]._description_selection(self.env))
        for ticket in self:
            moves = ticket.repair_ids.move_ids.filtered(
                lambda move: move.repair_line_type == "add" and move.state != "cancel"
            )
            waiting = moves.filtered(lambda move: move.repair_id.state not in ("under_repair", "done"))
            ticket.has_waiting_parts = bool(waiting)
            ticket.part_summary = "\n".join(
                " · ".join(
                    filter(
                        None,
                        [
                            f"{move.product_id.display_name} × {move.product_uom_qty:g}",
                            covers.get(move.part_cover),
                            move._waits_for() if move in waiting else None,
                        ],
                    )
                )
                for move in moves
            )

    def _portal_quotes(self):
        """The quotations of parts that the customer was sent, the newest first.

        Raised: who may read the request may know what was asked about it; the page of a quotation asks again.
        """
        self.ensure_one()
        return (
            self.env["sale.order"]
            .sudo()
            .search(
                [
                    ("ticket_id", "=", self.id),
                    ("is_part_quote", "=", True),
                    ("quote_revision", ">", 0),
                    ("state", "in", ("sent", "sale", "cancel")),
                ],
                order="id desc",
            )
        )

    def action_view_quotes(self):
        """Open the quotations of parts of this request."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_part_quote")
        action["domain"] = [("ticket_id", "=", self.id), ("is_part_quote", "=", True)]
        return action

    def action_ask_customer(self):
        """Write the quotation of what waits for an approval, and open the dialog that sends it."""
        self.ensure_one()
        check_role(self.env, *WHO_QUOTES)
        self.check_access("read")
        orders = self._make_part_quote()
        return {
            "name": self.env._("Ask the customer"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.ask",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id, "default_order_name": ", ".join(orders.mapped("name"))},
        }

    def _make_part_quote(self):
        """Write the quotation of what all of this request's jobs wait for.

        :raises PartError: when nothing waits for an approval
        :return: the ``sale.order`` to ask about, read by the system: one, but for what was approved by telephone
        """
        self.ensure_one()
        jobs_sudo = self._jobs_to_ask_about()
        if not jobs_sudo:
            raise PartError(
                self.env._("%(ticket)s: nothing waits for the customer's approval.", ticket=self.number)
            )
        for job_sudo in jobs_sudo:
            job_sudo._make_quote()
        return jobs_sudo._quotes_to_ask()

    def _jobs_to_ask_about(self):
        """The jobs with parts that the customer has not approved, read by the system.

        Engineers and agents need no right on sales to ask about their own request.
        """
        return self.sudo().repair_ids.filtered(
            lambda repair: (
                repair.state not in ("done", "cancel")
                and not repair.sale_order_id._is_signed()
                and any(m.part_needs_approval and m.state not in ("done", "cancel") for m in repair.move_ids)
            )
        )

    def action_decide_cover(self):
        """Open the dialog that says who pays for a part."""
        self.ensure_one()
        return {
            "name": self.env._("Who pays"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.cover",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def write(self, vals):
        """Settle parts that still wait when the request is closed."""
        result = super().write(vals)
        if vals.get("stage_id"):
            self.filtered(lambda ticket: ticket.stage_id.closed)._settle_waiting_parts()
        return result

    def _settle_waiting_parts(self) -> None:
        """Withdraw what nobody has approved; tell somebody where approved parts were not fitted.

        What the customer approved may be on its way already: a person decides what becomes of it.
        """
        # whoever closes a request need not see its jobs
        waiting_sudo = self.sudo().repair_ids.filtered(lambda repair: repair.state in ("draft", "confirmed"))
        for repair in waiting_sudo:
            order = repair.sale_order_id
            if order and order._is_approved():
                manager = repair.ticket_id.agreement_id.manager_id or repair.user_id
                repair.ticket_id.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.with_context(lang=manager.lang).env._(
                        "Closed, but approved parts were not fitted: %(job)s", job=repair.name
                    ),
                    user_id=manager.id,
                )
                continue
            if order and order.state in ("draft", "sent"):
                order._action_cancel()
            if repair.state != "cancel":
                repair.action_repair_cancel()

    def _check_may_approve_by_telephone(self) -> None:
        check_role(self.env, *WHO_APPROVES_BY_TELEPHONE)
        self.check_access("read")

    def _open_quotes(self):
        """Neither what was approved by telephone is waited for, although its signature is to follow, nor a fee."""
        return (
            super()
            ._open_quotes()
            .filtered(lambda order: not order.refused_quote_id and not order._is_approved())
        )

    def _resume_approved(self) -> None:
        """The customer has said yes on the telephone: the clock goes on."""
        self.filtered("waiting_reason_id.needs_quote")._end_waiting()


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _approve_by_telephone(self, contact, phone: str, words: str):
        """Put an approval on record that a contact gave on the telephone (REQUIREMENTS P3).

        The quotation goes to them for the signature at the same moment.

        :param contact: ``res.partner`` who approved
        :param phone: where they were called
        :param words: what was said
        :raises PartError: without the contact's words
        :raises QuoteIncompleteError: while the quotation is not complete
        :return: the ``printer.part.approval``
        """
        self.ensure_one()
        self.ticket_id._check_may_approve_by_telephone()
        if not contact or not (words or "").strip():
            raise PartError(self.env._("Please write who approved, and what they said."))
        # who telephones need no right on sales; the role was checked
        order_sudo = self.sudo()
        if order_sudo.state == "draft":
            order_sudo._send_part_quote(contact)
        if order_sudo.state != "sent":
            raise PartError(self.env._("%(quote)s has been answered already.", quote=order_sudo.name))
        if order_sudo._is_approved():
            raise PartError(self.env._("%(quote)s is approved by telephone already.", quote=order_sudo.name))
        # one whose time is over, before the hourly look at them
        order_sudo.part_approval_ids.filtered(lambda row: row.state == "open")._lapse()
        approvals = self.env["printer.part.approval"]
        approval = (
            approvals.sudo()
            ._through_door()
            .create(approvals._values_for(order_sudo, contact, phone, words.strip()))
        )
        order_sudo.ticket_id._resume_approved()
        order_sudo._after_answer()
        return approvals.browse(approval.id)
