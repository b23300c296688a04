"""Who may listen to the news of a company's board."""

import re

from odoo import models

from ..base.rights import has_role
from .board import WHO_LOOKS
from .board_news import SUBCHANNEL

_CHANNEL = re.compile(r"printer\.board_(\d{1,9})")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let colleagues with a role of ours listen to the boards of their own companies; nobody else to any."""
        asked = {
            channel: int(match[1])
            for channel in channels
            if isinstance(channel, str) and (match := _CHANNEL.fullmatch(channel))
        }
        if asked:
            channels = [c for c in channels if not isinstance(c, str) or c not in asked]
            if self.env.user._is_internal() and has_role(self.env, *WHO_LOOKS):
                own = self.env.user.company_ids.filtered(lambda company: company.id in asked.values())
                channels += [(company, SUBCHANNEL) for company in own]
        return super()._build_bus_channel_list(channels)
