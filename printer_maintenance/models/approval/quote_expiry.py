"""How long a quotation of parts holds: reminded of once, withdrawn when nobody answers (REQUIREMENTS P3, S8)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ...exceptions import QuoteChangedError
from ..base.locking import lock_in_turn

# so many days before the last one the contact is reminded; sooner ended ones half-way
REMIND_DAYS = 3


class SaleOrder(models.Model):
    _inherit = "sale.order"

    quote_remind_on = fields.Date(
        string="Reminder on",
        readonly=True,
        copy=False,
        help="When the contact is reminded; empty once that was done.",
    )

    # the daily sweep: the few quotations of parts that lie with a customer
    _part_quote_until_idx = models.Index("(validity_date) WHERE is_part_quote AND state = 'sent'")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"quote_remind_on"}

    def _terms_of_validity(self) -> dict:
        """Until when a quotation that goes out today holds, as agreed, and when it is reminded of."""
        self.ensure_one()
        days = self.ticket_id.agreement_id.quote_days or 14
        until = self._quote_day() + timedelta(days=days)
        return {
            "validity_date": until,
            "quote_remind_on": until - timedelta(days=min(REMIND_DAYS, days // 2)),
        }

    def _quote_day(self):
        """Today at the seat of the company that quotes."""
        return (self.company_id or self.env.company)._printer_day(fields.Datetime.now())

    def _is_over(self) -> bool:
        """Whether this quotation lies with the customer past its last day, with nothing begun on their word."""
        self.ensure_one()
        ended = bool(self.validity_date) and self.validity_date < self._quote_day()
        return self.state == "sent" and ended and not self._is_begun()

    def _is_begun(self) -> bool:
        """Whether the customer's word on the telephone still holds, or parts were fitted on it: a signature is due."""
        # who reads a quotation need not see approvals and the warehouse
        order_sudo = self.sudo()
        return any(row.state == "open" for row in order_sudo.part_approval_ids) or any(
            move.state == "done" for move in order_sudo._part_moves()
        )

    def _compute_is_expired(self):
        """Let what was begun on the customer's word be signed late: better than never."""
        super()._compute_is_expired()
        for order in self:
            if order.is_expired and order.is_part_quote and order._is_begun():
                order.is_expired = False

    @api.model
    def _cron_follow_part_quotes(self) -> None:
        """Remind contacts of quotations that end soon; withdraw those that ended unanswered, and tell the manager.

        Each is done by itself, with the mark that it was; a run that is cut off goes on with the next one.
        """
        # a day more than here: companies sit in different zones
        latest = fields.Date.today() + timedelta(days=1)
        lying = self.search(
            [
                ("is_part_quote", "=", True),
                ("state", "=", "sent"),
                "|",
                ("validity_date", "<", latest),
                ("quote_remind_on", "<=", latest),
            ],
            order="validity_date, id",
        )
        due = lying.filtered(lambda order: order._is_over() or order._is_to_remind())
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for order in due:
            order._follow_validity()
            if not commit(1):
                break

    def _is_to_remind(self) -> bool:
        self.ensure_one()
        return bool(self.quote_remind_on) and self.quote_remind_on <= self._quote_day()

    def _follow_validity(self) -> None:
        """Remind of it, or withdraw it; when the customer answers at this very moment, their answer counts."""
        try:
            lock_in_turn(self, QuoteChangedError)
        except QuoteChangedError:
            return
        if self._is_over():
            self._end_unanswered()
        elif self.state == "sent" and self._is_to_remind():
            template = self.env.ref("printer_maintenance.mail_template_part_quote_reminder")
            template.send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")
            self._through_door().quote_remind_on = False

    def _end_unanswered(self) -> None:
        """Nobody answered in time: the link is dead, the clock goes on, the parts are free for others."""
        self.ensure_one()
        until = self.validity_date
        self._withdraw_quote(
            self.env._(
                "Not answered until %(day)s: it has to be sent anew.", day=format_date(self.env, until)
            )
        )
        moves = self._part_moves().filtered(lambda move: move.state != "done")
        moves._through_door().part_is_released = True
        moves._do_unreserve()
        self._tell_manager(
            lambda env: env._(
                "%(quote)s was not answered until %(day)s: ask the customer once more, or close the request",
                quote=self.name,
                day=format_date(env, until),
            )
        )

    def _reserve_again(self) -> None:
        """Reserve what became free when nobody answered."""
        moves = self._part_moves().filtered("part_is_released")
        moves._through_door().part_is_released = False
        moves._action_assign()


class StockMove(models.Model):
    _inherit = "stock.move"

    part_is_released = fields.Boolean(
        string="Not kept for the customer",
        readonly=True,
        copy=False,
        help="The quotation was not answered in time: others may take the part until it is sent again.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"part_is_released"}

    def _action_assign(self, force_qty=False):
        """Leave parts to others that were set free because nobody answered, whoever would reserve them."""
        kept = self.filtered(lambda move: not (move.part_is_released and move.part_needs_approval))
        return super(StockMove, kept)._action_assign(force_qty=force_qty)
