"""What an agreement never covers, although the device is served."""

import re

from odoo import api, fields, models


class ScopeExclusion(models.Model):
    """A part or kind of damage outside the scope (REQUIREMENTS A2), for example a laptop's battery."""

    _name = "printer.scope.exclusion"
    _description = "Outside the scope"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(string="What", required=True, translate=True)
    device_type = fields.Selection(
        selection="_selection_device_type", string="Only for", help="Empty: for devices of every type."
    )
    reason = fields.Char(
        required=True, translate=True, help="A whole sentence: the customer is told it in these words."
    )
    keywords = fields.Char(
        help="Words in a report, separated by commas, that make the system propose this. In any language."
    )

    @api.model
    def _selection_device_type(self):
        return (
            self.env["maintenance.equipment.category"]._fields["device_type"]._description_selection(self.env)
        )

    def _mentioned_in(self, text: str, device_type: str):
        """The first of these exclusions that a report speaks of.

        :param text: title and description of the report, without markup
        :param device_type: type of the device
        """
        words = text.casefold()
        return self.filtered(
            lambda exclusion: (
                exclusion.device_type in (False, device_type)
                and any(word in words for word in exclusion._words())
            )
        )[:1]

    def _words(self) -> list[str]:
        return [
            word.strip().casefold() for word in re.split("[,，、;；]", self.keywords or "") if word.strip()
        ]

    @api.model
    def _default_for_agreements(self):
        """What a new agreement leaves out unless it says otherwise: all that is active."""
        return self.search([("active", "=", True)])
