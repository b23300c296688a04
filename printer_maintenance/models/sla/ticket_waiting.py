"""A request waits, with a reason; or it was closed and is opened again (REQUIREMENTS S8)."""

from odoo import api, fields, models

from ...exceptions import WaitingError


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    pause_ids = fields.One2many(
        "printer.sla.pause", "ticket_id", string="Waiting times", readonly=True, groups="base.group_user"
    )
    waiting_reason_id = fields.Many2one(
        "printer.sla.reason",
        string="Waiting for",
        readonly=True,
        copy=False,
        tracking=True,
        ondelete="restrict",
        # the list of what waits
        index="btree_not_null",
        # contacts read the words that are meant for them, not our own waiting
        groups="base.group_user",
    )
    waiting_since = fields.Datetime(readonly=True, copy=False)
    waiting_stops_clock = fields.Boolean(string="Clock stopped", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "pause_ids",
            "waiting_reason_id",
            "waiting_since",
            "waiting_stops_clock",
        }

    def action_wait(self):
        """Open the dialog that says what the request waits for."""
        self.ensure_one()
        return {
            "name": self.env._("Waiting for…"),
            "type": "ir.actions.act_window",
            "res_model": "printer.sla.wait",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def action_resume(self):
        """What the request waited for has come: the clocks go on."""
        self.check_access("write")
        self._end_waiting()

    def _wait(self, reason, note: str | bool = False, quote=None) -> None:
        """Let requests wait from now on; a wait for something else ends.

        :param reason: ``printer.sla.reason``
        :param quote: ``sale.order`` whose answer is awaited; found by itself when the reason needs one
        :raises WaitingError: when a request cannot wait, or waits for an approval that nobody was asked for
        """
        now = fields.Datetime.now()
        self._check_may_wait(reason)
        self._end_waiting()
        quotes = self._open_quotes().grouped("ticket_id") if reason.needs_quote else {}
        vals_list = []
        for ticket in self:
            sent = quote or quotes.get(ticket)
            if reason.needs_quote and not sent:
                raise WaitingError(
                    self.env._(
                        "%(ticket)s: no quotation lies with the customer. Send it first; the clock stops by itself "
                        "then.",
                        ticket=ticket.number,
                    )
                )
            vals_list.append(
                {
                    "ticket_id": ticket.id,
                    "reason_id": reason.id,
                    # the policy is not everybody's to read, the wait is
                    "stops_clock": reason in ticket.sudo().policy_id.pausing_reason_ids,
                    "start": now,
                    "note": note,
                    "user_id": self.env.uid,
                    "sale_order_id": sent[:1].id if sent else False,
                }
            )
        # waiting times are the system's; who may say so was asked by whoever called
        pauses_sudo = self.env["printer.sla.pause"].sudo()._through_door().create(vals_list)
        for stops, pauses in pauses_sudo.grouped("stops_clock").items():
            self.browse(pauses.ticket_id.ids)._through_door().write(
                {"waiting_reason_id": reason.id, "waiting_since": now, "waiting_stops_clock": stops}
            )
        self._sync_clocks()

    def _check_may_wait(self, reason) -> None:
        """Raise for requests that are closed, or whose policy does not know this reason.

        :raises WaitingError: naming the request
        """
        for ticket in self:
            if ticket.stage_id.closed:
                raise WaitingError(
                    self.env._("%(ticket)s is closed and waits for nothing.", ticket=ticket.number)
                )
            policy_sudo = ticket.sudo().policy_id
            if policy_sudo and reason not in policy_sudo.reason_ids:
                raise WaitingError(
                    self.env._(
                        "%(ticket)s: “%(reason)s” is not among the reasons of the policy “%(policy)s”.",
                        ticket=ticket.number,
                        reason=reason.name,
                        policy=policy_sudo.name,
                    )
                )

    def _end_waiting(self, at=None) -> None:
        """End what these requests wait for.

        :param at: when it ended (UTC), by default now
        """
        waiting = self.filtered("waiting_reason_id")
        if not waiting:
            return
        pauses_sudo = self.env["printer.sla.pause"].sudo()  # see _wait
        lasting = pauses_sudo.search([("ticket_id", "in", waiting.ids), ("end", "=", False)])
        lasting._through_door().write({"end": at or fields.Datetime.now(), "ended_by_id": self.env.uid})
        lasting.flush_recordset()  # the next wait may begin in the same breath, and there is one at a time
        waiting._through_door().write(
            {"waiting_reason_id": False, "waiting_since": False, "waiting_stops_clock": False}
        )
        waiting._sync_clocks()

    def _open_quotes(self):
        """Quotations of this request that lie with the customer, unanswered."""
        # engineers and agents need no right on sales to know that one was sent
        return self.env["sale.order"].sudo().search([("ticket_id", "in", self.ids), ("state", "=", "sent")])

    def _resume_after_closing(self) -> None:
        """Opened again: what was solved or answered no longer is, and the time in between counts for nobody."""
        if not self:
            return
        now = fields.Datetime.now()
        self.env["printer.sla.pause"].sudo()._through_door().create(
            [
                {
                    "ticket_id": ticket.id,
                    "kind": "closed",
                    "stops_clock": True,
                    "start": ticket.solved_at or ticket.closed_date or now,
                    "end": now,
                    "user_id": self.env.uid,
                    "ended_by_id": self.env.uid,
                }
                for ticket in self
            ]
        )
        self.filtered(lambda ticket: ticket.solved_at or ticket.answered_at)._through_door().write(
            {"solved_at": False, "answered_at": False}
        )

    def write(self, vals):
        """A request that is closed waits no longer."""
        result = super().write(vals)
        if vals.get("stage_id"):
            self.filtered(lambda ticket: ticket.stage_id.closed)._end_waiting()
        return result
