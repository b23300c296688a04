"""Who may listen to the news of a request's clocks."""

import re

from odoo import models

from .clock_live import SUBCHANNEL

_CHANNEL = re.compile(r"printer\.clocks_(\d{1,9})")
# more requests than this are not open at once in one browser
LISTENED_TO = 100


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let colleagues listen to the requests that they may read; a contact or a visitor to none."""
        asked = {
            channel: int(match[1])
            for channel in channels
            if isinstance(channel, str) and (match := _CHANNEL.fullmatch(channel))
        }
        if asked:
            channels = [
                channel for channel in channels if not isinstance(channel, str) or channel not in asked
            ]
            if self.env.user._is_internal():
                channels += [(ticket, SUBCHANNEL) for ticket in self._readable_tickets(asked.values())]
        return super()._build_bus_channel_list(channels)

    def _readable_tickets(self, ticket_ids):
        Ticket = self.env["helpdesk.ticket"]
        if not Ticket.has_access("read"):
            return Ticket
        # a search goes by the person's rules, in one query
        return Ticket.with_context(active_test=False).search([("id", "in", sorted(ticket_ids)[:LISTENED_TO])])
