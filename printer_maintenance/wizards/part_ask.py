"""Sending a quotation of parts to the customer, or putting their word on the telephone on record."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_amount

from ..exceptions import PartError
from ..models.approval.repair_order import WHO_QUOTES
from ..models.base.rights import check_role, has_role


class PartAsk(models.TransientModel):
    """Ask the customer for the approval of parts (REQUIREMENTS P3)."""

    _name = "printer.part.ask"
    _description = "Ask the customer"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    order_name = fields.Char(string="Quotation", readonly=True)
    summary = fields.Html(compute="_compute_summary", sanitize=False)
    total = fields.Char(compute="_compute_summary")
    state = fields.Char(compute="_compute_summary")
    allowed_contact_ids = fields.Many2many("res.partner", compute="_compute_allowed_contact_ids")
    contact_id = fields.Many2one(
        "res.partner",
        string="Who is asked",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        required=True,
        domain="[('id', 'in', allowed_contact_ids)]",
    )
    contact_phone = fields.Char(related="contact_id.phone")
    may_telephone = fields.Boolean(compute="_compute_may_telephone")
    by_telephone = fields.Boolean(string="They approve it on the telephone now (emergency)")
    refuses = fields.Boolean(
        string="They refuse",
        help="They said so on the telephone or at the device; their words stay on record.",
    )
    words = fields.Text(string="What they said")
    blocked = fields.Text(string="Prices that cannot be offered", compute="_compute_summary")

    @api.depends_context("uid")
    def _compute_may_telephone(self):
        self.may_telephone = has_role(self.env, "agent", "dispatcher", "project_manager")

    @api.depends("ticket_id")
    def _compute_allowed_contact_ids(self):
        for wizard in self:
            ticket = wizard.ticket_id
            units = ticket.unit_id._printer_ancestors()[ticket.unit_id.id] if ticket.unit_id else []
            wizard.allowed_contact_ids = ticket.partner_id | self.env["res.partner"].search(
                [("parent_id", "in", list(units)), ("is_company", "=", False), ("email", "!=", False)]
            )

    @api.depends("ticket_id")
    def _compute_contact_id(self):
        for wizard in self:
            wizard.contact_id = wizard.ticket_id.partner_id

    def _quotes(self):
        """The quotations that were written when the dialog was opened: one, but for special cases."""
        self.ticket_id.check_access("read")
        return self.ticket_id._jobs_to_ask_about()._quotes_to_ask()

    @api.depends("ticket_id", "order_name")
    def _compute_summary(self):
        for wizard in self:
            wizard.state = wizard.total = wizard.summary = wizard.blocked = False
            orders = wizard._quotes()
            if not orders:
                continue
            wizard.state = orders[0].state
            wizard.blocked = orders._blocked_sentences()
            wizard.total = " + ".join(
                format_amount(self.env, order.amount_total, order.currency_id) for order in orders
            )
            rows = Markup("").join(
                Markup(
                    '<tr><td>{name}<div class="text-muted small">{why}</div></td><td class="text-end">{pieces}</td>'
                    '<td class="text-end text-nowrap">{price}</td></tr>'
                ).format(
                    name=line.product_id.display_name,
                    why=line.move_ids[:1].part_cover_note or "",
                    pieces=f"{line.product_uom_qty:g}",
                    price=format_amount(self.env, line.price_total, line.currency_id),
                )
                for line in orders.order_line
                if not line.display_type
            )
            wizard.summary = Markup('<table class="table table-sm mb-0"><tbody>{}</tbody></table>').format(
                rows
            )

    def action_send(self):
        """Put the quotation before the customer, and their word on record when they approve on the telephone."""
        self.ensure_one()
        check_role(self.env, *WHO_QUOTES)
        # once more: what was put on the job meanwhile is asked for as well
        self.ticket_id.check_access("read")
        orders_sudo = self.ticket_id._make_part_quote()
        if self.contact_id not in self.allowed_contact_ids:
            self.contact_id = self.ticket_id.partner_id
        if self.refuses and self.by_telephone:
            raise PartError(self.env._("Either they approve it or they refuse it: please choose one."))
        for order in self.env["sale.order"].browse(orders_sudo.ids):
            if self.refuses:
                order._refuse_on_record(self.contact_id, self.words)
            elif self.by_telephone:
                order._approve_by_telephone(self.contact_id, self.contact_id.phone, self.words)
            else:
                order.sudo()._send_part_quote(self.contact_id)  # the role was checked above
        return {"type": "ir.actions.act_window_close"}
