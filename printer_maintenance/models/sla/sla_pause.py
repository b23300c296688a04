"""Spans in which a request waited."""

from odoo import api, fields, models

from ...rules.working_time import Pause


class SlaPause(models.Model):
    """One span in which a request waited or was closed, with its reason; never lost (REQUIREMENTS S8).

    Whether it stops the clocks is settled when it begins: a policy that changes later does not change what was.
    """

    _name = "printer.sla.pause"
    _inherit = "printer.guard.mixin"
    _description = "Waiting of a request"
    _order = "start desc, id desc"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [("waiting", "Waiting"), ("closed", "Closed and reopened")], required=True, default="waiting"
    )
    reason_id = fields.Many2one(
        "printer.sla.reason", string="Reason", ondelete="restrict", index="btree_not_null"
    )
    party = fields.Selection(related="reason_id.party")
    stops_clock = fields.Boolean(string="Clock stopped")
    start = fields.Datetime(string="Starts at", required=True)
    end = fields.Datetime(string="Ends at")
    note = fields.Char(string="Remark")
    user_id = fields.Many2one("res.users", string="Entered by", ondelete="restrict")
    ended_by_id = fields.Many2one("res.users", string="Ended by", ondelete="restrict")
    sale_order_id = fields.Many2one(
        "sale.order", string="Quotation", ondelete="set null", index="btree_not_null"
    )

    # a request waits for one thing at a time
    _one_at_a_time = models.UniqueIndex('(ticket_id) WHERE "end" IS NULL', "This request waits already.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    def _spans(self) -> dict[int, list[Pause]]:
        """Per request the pauses that stop its clocks."""
        spans: dict[int, list[Pause]] = {}
        for pause in self.filtered("stops_clock"):
            spans.setdefault(pause.ticket_id.id, []).append(Pause(pause.start, pause.end or None))
        return spans
