"""Open screens learn that the promises of a request have changed (REQUIREMENTS S2, S7).

What is told is only that there is news about a request; whoever hears it reads the request anew, with their own rights.
"""

from odoo import models

# more at once than this are a batch: nobody watches each of them, and a burst of messages would cost more than it tells
TOLD_AT_ONCE = 50
NEWS = "printer_clock_news"
SUBCHANNEL = "clocks"
_PENDING = "printer_maintenance.clock_news"


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "bus.listener.mixin"]

    def _sync_clocks(self, corrected: bool = False) -> None:
        super()._sync_clocks(corrected=corrected)
        self._tell_clock_news()

    def write(self, vals):
        result = super().write(vals)
        # somebody is asked to step in, or has done so: the clocks stay, the buttons of an open form do not
        if not {"escalated_at", "taken_over_id"}.isdisjoint(vals):
            self._tell_clock_news()
        return result

    def _tell_clock_news(self) -> None:
        """Tell open screens once, when the transaction ends, however often the clocks were read until then."""
        self.invalidate_recordset(["clock_board", "next_promise"], flush=False)
        precommit = self.env.cr.precommit
        if _PENDING not in precommit.data:
            precommit.data[_PENDING] = set()
            precommit.add(self.browse()._send_clock_news)
        precommit.data[_PENDING].update(self.ids)

    def _send_clock_news(self) -> None:
        ticket_ids = self.env.cr.precommit.data.pop(_PENDING, ())
        if len(ticket_ids) <= TOLD_AT_ONCE:
            for ticket in self.browse(sorted(ticket_ids)):
                ticket._bus_send(NEWS, {"id": ticket.id}, subchannel=SUBCHANNEL)
