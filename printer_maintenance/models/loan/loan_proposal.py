"""Which devices of the pool can stand in, with the reasons in words (REQUIREMENTS V4)."""

import re

from odoo import models
from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

from ...rules import loaners
from .equipment import FREE_CONDITION

_lt = LazyTranslate(__name__)

REASONS = {
    "same_model": _lt("same model"),
    "same_brand": _lt("same brand"),
    "same_type": _lt("same type"),
    "near": _lt("lies at the station"),
}
LACKS = {
    "is_color": _lt("no colour"),
    "is_duplex": _lt("one side only"),
    "is_network": _lt("no network"),
    "is_a3": _lt("no A3"),
}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _suggest_loaners(self) -> list[dict]:
        """The free devices of the pool that can stand in for the request's device, the best first.

        :return: ``device`` (``maintenance.equipment``), ``reasons`` and ``lacks`` in words
        """
        self.ensure_one()
        # the pool is everybody's who may lend
        devices_sudo = self.env["maintenance.equipment"].sudo()
        free = devices_sudo.search(
            [
                ("loaner_lot_id", "!=", False),
                ("condition", "=", FREE_CONDITION),
                ("company_id", "in", (False, (self.company_id or self.env.company).id)),
            ]
        ).filtered(lambda device: not device.current_loan_id)
        team_sudo = self.sudo().team_id
        near = team_sudo.van_location_ids | team_sudo.site_location_id
        found = loaners.suggest(
            self.sudo().equipment_id._as_loaner(near), [device._as_loaner(near) for device in free]
        )
        return [
            {
                "device": devices_sudo.browse(suggestion.device),
                "reasons": self._in_words(REASONS, suggestion.reasons),
                "lacks": self._in_words(LACKS, suggestion.lacks),
            }
            for suggestion in found
        ]

    def _in_words(self, words: dict, names) -> str:
        """The rule's names in the user's language."""
        return format_list(self.env, [self.env._(words[name]) for name in names])  # pylint: disable=E8502 # marked by _lt


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def _as_loaner(self, near) -> loaners.Device:
        """This device as the rule sees it.

        :param near: ``stock.location`` of the station
        """
        self.ensure_one()
        abilities = {
            "is_color": self.is_color,
            "is_duplex": self.is_duplex,
            "is_network": self.is_network_printer,
            "is_a3": bool(re.search(r"\bA3\b", self.paper_sizes or "", re.IGNORECASE)),
        }
        return loaners.Device(
            self.id,
            self.device_type or "",
            self.brand or "",
            self.model or "",
            frozenset(name for name, has in abilities.items() if has),
            bool(self.location_id & near),
        )
